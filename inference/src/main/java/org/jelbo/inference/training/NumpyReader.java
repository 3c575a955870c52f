package org.jelbo.inference.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Values;
import org.tensorflow.ndarray.Shape;

/**
 * A {@link NumpyArchive} that is open for reading: names and shapes first, so that nothing is
 * unpacked but what is expected. Whoever asks for an array has compared its shape with that of what
 * it is for.
 */
final class NumpyReader implements AutoCloseable {
  private static final String END = ".npy";
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f([48])', 'fortran_order': False, 'shape': "
              + "\\((|\\d{1,9},|\\d{1,9}(?:, \\d{1,9})+)\\), \\} *\n");

  /**
   * What an array says of itself.
   *
   * @param precision of its numbers
   * @param shape its sizes
   * @param bytes before the numbers
   */
  record Header(Precision precision, Shape shape, int bytes) {
    int width() {
      return precision == Precision.FLOAT32 ? Float.BYTES : Double.BYTES;
    }
  }

  private final Path file;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();

  private NumpyReader(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /**
   * Opens a file.
   *
   * @param mostBytes refuses a file that is longer
   */
  static NumpyReader open(Path file, long mostBytes) {
    if (!Files.isRegularFile(file)) {
      throw Messages.missing(file);
    }
    try {
      long bytes = Files.size(file);
      if (bytes > mostBytes) {
        throw Messages.tooLong(file, bytes, mostBytes);
      }
      ZipFile zip = new ZipFile(file.toFile());
      try {
        NumpyReader reader = new NumpyReader(file, zip);
        zip.stream().forEach(reader::add);
        return reader;
      } catch (RuntimeException | Error e) {
        zip.close();
        throw e;
      }
    } catch (IOException e) {
      throw Messages.unreadable(file, e);
    }
  }

  private void add(ZipEntry entry) {
    String name = entry.getName();
    String own = name.endsWith(END) ? name.substring(0, name.length() - END.length()) : "";
    if (own.isEmpty() || entries.put(own, entry) != null) {
      throw Messages.damaged(file, "entry '" + name + "' is not one of its arrays");
    }
  }

  /** The names of the arrays, in their order. */
  Set<String> names() {
    return entries.keySet();
  }

  /** That of the ZIP file; empty where it has none. */
  String comment() {
    String comment = zip.getComment();
    return comment == null ? "" : comment;
  }

  /** What an array says of itself; its length in the archive agrees with it. */
  Header header(String name) {
    ZipEntry entry = entry(name);
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] beginning = in.readNBytes(NumpyArchive.MAGIC.length + Short.BYTES);
      ByteBuffer start = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
      boolean isWhole = beginning.length == NumpyArchive.MAGIC.length + Short.BYTES;
      int length = isWhole ? start.getShort(NumpyArchive.MAGIC.length) & 0xFFFF : 0;
      byte[] text = in.readNBytes(length);
      if (!isWhole || !startsWithMagic(beginning) || text.length < length) {
        throw Messages.damaged(file, "array '" + name + "' has no header");
      }
      Header header = header(name, text, beginning.length + length);
      if (entry.getSize() != header.bytes() + numbers(header) * header.width()) {
        throw Messages.damaged(
            file, "array '" + name + "' is not as long as its shape " + header.shape());
      }
      return header;
    } catch (IOException e) {
      throw Messages.unreadable(file, e);
    }
  }

  private static boolean startsWithMagic(byte[] beginning) {
    return Arrays.equals(
        beginning, 0, NumpyArchive.MAGIC.length, NumpyArchive.MAGIC, 0, NumpyArchive.MAGIC.length);
  }

  private Header header(String name, byte[] text, int bytes) {
    Matcher header = HEADER.matcher(new String(text, StandardCharsets.US_ASCII));
    if (!header.matches()) {
      throw Messages.damaged(file, "array '" + name + "' has another header");
    }
    Precision precision = header.group(1).equals("4") ? Precision.FLOAT32 : Precision.FLOAT64;
    return new Header(precision, shape(header.group(2)), bytes);
  }

  private static Shape shape(String tuple) {
    return Shape.of(
        Arrays.stream(tuple.split(","))
            .map(String::trim)
            .filter(size -> !size.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray());
  }

  /** As many as an array of Java has at most, where there are more: of no array that is written. */
  private static long numbers(Header header) {
    long numbers = 1;
    for (long size : header.shape().asArray()) {
      numbers = size == 0 ? 0 : Math.min(numbers, Integer.MAX_VALUE) * size;
    }
    return Math.min(numbers, Integer.MAX_VALUE);
  }

  /** An array, its check sum compared: the JDK does that in streams, but not in files. */
  NumpyArchive.Array array(String name) {
    Header header = header(name);
    ZipEntry entry = entry(name);
    int size = Math.toIntExact(entry.getSize());
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(size + 1);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (bytes.length != size || sum.getValue() != entry.getCrc()) {
        throw Messages.damaged(file, "array '" + name + "' differs from its check sum");
      }
      return new NumpyArchive.Array(header.precision(), values(header, bytes));
    } catch (IOException e) {
      throw Messages.unreadable(file, e);
    }
  }

  private static Values values(Header header, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.position(header.bytes());
    double[] values = new double[Math.toIntExact(header.shape().size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = header.width() == Float.BYTES ? buffer.getFloat() : buffer.getDouble();
    }
    return Values.of(header.shape(), values);
  }

  private ZipEntry entry(String name) {
    return Objects.requireNonNull(entries.get(name), name);
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw Messages.unreadable(file, e);
    }
  }
}
