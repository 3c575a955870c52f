package org.jelbo.inference.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.file.OutputFile;
import org.tensorflow.ndarray.Shape;

/**
 * Named arrays as a NumPy archive ({@code numpy.load} reads it): a ZIP file of one {@code name.npy}
 * in format version 1.0 for each array, little-endian, row-major. ZIP's check sums find damage.
 */
final class NumpyArchive {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '<f([48])', 'fortran_order': False, 'shape': "
              + "\\((|\\d{1,9},|\\d{1,9}(?:, \\d{1,9})+)\\), \\} *\n");

  /**
   * An array.
   *
   * @param precision of its numbers in the file
   * @param values its shape and numbers
   */
  record Array(Precision precision, Values values) {}

  private NumpyArchive() {}

  /** Writes the file, whole or not at all. */
  static void write(Path file, Map<String, Array> arrays) {
    new OutputFile(file)
        .write(
            out -> {
              ZipOutputStream zip = new ZipOutputStream(out);
              zip.setLevel(1);
              for (Map.Entry<String, Array> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + ".npy");
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(bytes(array.getValue()));
                zip.closeEntry();
              }
              zip.finish();
            });
  }

  private static byte[] bytes(Array array) {
    Shape shape = array.values().shape();
    int width = array.precision() == Precision.FLOAT32 ? 4 : 8;
    String header =
        "{'descr': '<f" + width + "', 'fortran_order': False, 'shape': " + tuple(shape) + ", }";
    int padding = 64 - (MAGIC.length + 2 + header.length() + 1) % 64;
    byte[] text = (header + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer bytes =
        ByteBuffer.allocate(MAGIC.length + 2 + text.length + width * array.values().size())
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(MAGIC).putShort((short) text.length).put(text);
    for (double value : array.values().toArray()) {
      if (width == 4) {
        bytes.putFloat((float) value);
      } else {
        bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  private static String tuple(Shape shape) {
    String sizes =
        java.util.Arrays.stream(shape.asArray())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(", "));
    return shape.numDimensions() == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
  }

  /**
   * The arrays of a file, in its order.
   *
   * @param mostBytes refuses arrays that claim more than this
   */
  static Map<String, Array> read(Path file, long mostBytes) {
    if (!Files.isRegularFile(file)) {
      throw Messages.missing(file);
    }
    Map<String, Array> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (entry.getSize() > mostBytes || !entry.getName().endsWith(".npy")) {
          throw Messages.damaged(file, "entry '" + entry.getName() + "' is not one of its arrays");
        }
        try (InputStream in = zip.getInputStream(entry)) {
          byte[] bytes = in.readNBytes(Math.toIntExact(mostBytes) + 1);
          String name = entry.getName().substring(0, entry.getName().length() - 4);
          requireCheckSum(file, name, bytes, entry.getCrc());
          arrays.put(name, array(file, name, bytes));
        }
      }
    } catch (IOException e) {
      throw Messages.unreadable(file, e);
    }
    return arrays;
  }

  /** The JDK compares check sums in streams of archives, but not in archives that are files. */
  private static void requireCheckSum(Path file, String name, byte[] bytes, long expected) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    if (sum.getValue() != expected) {
      throw Messages.damaged(file, "array '" + name + "' differs from its check sum");
    }
  }

  private static Array array(Path file, String name, byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    byte[] magic = new byte[MAGIC.length];
    if (bytes.length < MAGIC.length + 2) {
      throw Messages.damaged(file, "array '" + name + "' has no header");
    }
    buffer.get(magic);
    int length = buffer.getShort() & 0xFFFF;
    if (!java.util.Arrays.equals(magic, MAGIC) || length > buffer.remaining()) {
      throw Messages.damaged(file, "array '" + name + "' has no header");
    }
    byte[] text = new byte[length];
    buffer.get(text);
    Matcher header = HEADER.matcher(new String(text, StandardCharsets.US_ASCII));
    if (!header.matches()) {
      throw Messages.damaged(file, "array '" + name + "' has another header");
    }
    Precision precision = header.group(1).equals("4") ? Precision.FLOAT32 : Precision.FLOAT64;
    Shape shape = shape(header.group(2));
    if (shape.size() * (precision == Precision.FLOAT32 ? 4 : 8) != buffer.remaining()) {
      throw Messages.damaged(file, "array '" + name + "' is not as long as its shape " + shape);
    }
    double[] values = new double[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = precision == Precision.FLOAT32 ? buffer.getFloat() : buffer.getDouble();
    }
    return new Array(precision, Values.of(shape, values));
  }

  private static Shape shape(String tuple) {
    return Shape.of(
        java.util.Arrays.stream(tuple.split(","))
            .map(String::trim)
            .filter(size -> !size.isEmpty())
            .mapToLong(Long::parseLong)
            .toArray());
  }
}
