package org.jelbo.samples.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jelbo.dsl.error.JelboException;
import us.hebi.matlab.mat.format.BufferAllocator;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5Reader;
import us.hebi.matlab.mat.types.MatFile.Entry;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Source;
import us.hebi.matlab.mat.types.Sources;

/**
 * Some numeric variables of a MATLAB file of version 5, plain or compressed. A variable's header is
 * judged before its numbers are read, and variables that are not asked for are passed over.
 */
final class MatFile {
  /** What every file of version 5 begins with. */
  static final String BEGINNING = "MATLAB 5.0 MAT-file";

  private static final int HEADER_BYTES = 128;
  private static final int TAG_BYTES = 8;
  private static final int COMPRESSED = 15;

  /** Judges a variable by its header; it refuses by throwing. */
  @FunctionalInterface
  interface Requirement {
    void check(Mat5Reader.EntryHeader header);
  }

  private final Path file;
  private final Map<String, Matrix> variables;
  private final Set<String> names;

  private MatFile(Path file, Map<String, Matrix> variables, Set<String> names) {
    this.file = file;
    this.variables = variables;
    this.names = names;
  }

  /**
   * Reads variables.
   *
   * @param requirements by the names of the variables to read; each is numeric if its check says so
   */
  static MatFile read(Path file, Map<String, Requirement> requirements) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      in.mark(HEADER_BYTES);
      requireBeginning(file, in.readNBytes(HEADER_BYTES));
      in.reset();
      MatFile mat = read(file, in, requirements);
      try (InputStream again = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        checkSums(again);
      }
      return mat;
    } catch (IOException e) {
      throw failed(file, e);
    } catch (OutOfMemoryError e) {
      throw Messages.matTooLarge(file).causedBy(e);
    }
  }

  private static void requireBeginning(Path file, byte[] header) {
    if (!new String(header, StandardCharsets.ISO_8859_1).startsWith(BEGINNING)) {
      throw Messages.notMat(file, header);
    }
    if (header.length < HEADER_BYTES) {
      throw Messages.matTruncated(file);
    }
  }

  private static MatFile read(Path file, InputStream in, Map<String, Requirement> requirements)
      throws IOException {
    Set<String> names = new TreeSet<>();
    try (Source source = Sources.wrapInputStream(in)) {
      Mat5Reader reader =
          Mat5.newReader(source)
              .setBufferAllocator(new Heap())
              .disableSubsystemProcessing()
              .setEntryFilter(
                  header -> {
                    names.add(header.getName());
                    Requirement requirement = requirements.get(header.getName());
                    if (requirement != null) {
                      requirement.check(header);
                    }
                    return requirement != null;
                  });
      Map<String, Matrix> variables = new HashMap<>();
      for (Entry entry : reader.readMat().getEntries()) {
        if (entry.getValue() instanceof Matrix matrix) {
          variables.put(entry.getName(), matrix);
        }
      }
      return new MatFile(file, variables, names);
    }
  }

  /**
   * Unpacks every compressed variable to its end: the library stops after the numbers, and the
   * checksum comes behind them.
   */
  private static void checkSums(InputStream in) throws IOException {
    byte[] header = in.readNBytes(HEADER_BYTES);
    boolean isLittle = header[HEADER_BYTES - 2] == 'I';
    ByteOrder order = isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    for (byte[] tag = in.readNBytes(TAG_BYTES);
        tag.length == TAG_BYTES;
        tag = in.readNBytes(TAG_BYTES)) {
      ByteBuffer words = ByteBuffer.wrap(tag).order(order);
      int type = words.getInt();
      byte[] content = in.readNBytes(words.getInt());
      if (type == COMPRESSED) {
        try (InputStream packed = new InflaterInputStream(new ByteArrayInputStream(content))) {
          packed.transferTo(OutputStream.nullOutputStream());
        }
      }
    }
  }

  private static JelboException failed(Path file, IOException e) {
    if (e instanceof NoSuchFileException) {
      return Messages.noFile(file).causedBy(e);
    }
    if (Files.isDirectory(file)) {
      return Messages.isFolder(file).causedBy(e);
    }
    // The library wraps whatever goes wrong, refusals of the requirements included.
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof JelboException refusal) {
        return refusal;
      }
      if (cause instanceof EOFException) {
        return Messages.matTruncated(file).causedBy(e);
      }
    }
    if (e instanceof ZipException) {
      return Messages.matDamaged(file, e).causedBy(e);
    }
    Throwable cause = e.getCause();
    return cause == null
        ? Messages.unreadable(file, e).causedBy(e)
        : Messages.matDamaged(file, cause).causedBy(e);
  }

  /** A variable that was asked for; refused if the file does not have it. */
  Matrix variable(String name) {
    Matrix variable = variables.get(name);
    if (variable == null) {
      throw Messages.noVariable(file, name, names);
    }
    return variable;
  }

  /** Memory that the collector frees, since the numbers are copied out of it at once. */
  private static final class Heap implements BufferAllocator {
    @Override
    public ByteBuffer allocate(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    @Override
    public void release(ByteBuffer buffer) {}
  }
}
