package org.jelbo.inference.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
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
  /** What every array begins with, before the length of its header. */
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /**
   * An array.
   *
   * @param precision of its numbers in the file
   * @param values its shape and numbers
   */
  record Array(Precision precision, Values values) {}

  private NumpyArchive() {}

  /**
   * Writes the file, whole or not at all.
   *
   * @param comment that of the ZIP file, in ASCII; {@code unzip -z} shows it, NumPy passes over it
   */
  static void write(Path file, Map<String, Array> arrays, String comment) {
    new OutputFile(file)
        .write(
            out -> {
              ZipOutputStream zip = new ZipOutputStream(out);
              zip.setLevel(1);
              zip.setComment(comment);
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
}
