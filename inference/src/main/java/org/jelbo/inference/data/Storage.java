package org.jelbo.inference.data;

import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.runtime.Heap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/**
 * The numbers of a column as they are kept: an array of bytes 0..255, of whole numbers of 32 or 64
 * bits, of floats or of doubles.
 */
final class Storage {
  private final Object array;

  private Storage(Object array) {
    this.array = array;
  }

  /** Refuses numbers that are not there. */
  static void requireThere(String column, @Nullable Object values) {
    Required.of(
        values, "column '" + column + "'", "numbers", "new double[] {1, 2, 3} for three rows");
  }

  void requireThere(String column) {
    requireThere(column, array);
  }

  /** A buffer's remaining numbers. */
  static byte[] copy(String column, ByteBuffer values) {
    requireThere(column, values);
    byte[] copy =
        Heap.with(() -> load(column, values.remaining()), () -> new byte[values.remaining()]);
    values.duplicate().get(copy);
    return copy;
  }

  /** A buffer's remaining numbers. */
  static float[] copy(String column, FloatBuffer values) {
    requireThere(column, values);
    float[] copy =
        Heap.with(
            () -> load(column, (long) values.remaining() * Float.BYTES),
            () -> new float[values.remaining()]);
    values.duplicate().get(copy);
    return copy;
  }

  /** What numbers of a column take of the heap. */
  static Heap.Load load(String column, long bytes) {
    return new Heap.Load("column '" + column + "'", bytes);
  }

  static Storage of(byte[] values) {
    return new Storage(values);
  }

  static Storage of(int[] values) {
    return new Storage(values);
  }

  static Storage of(long[] values) {
    return new Storage(values);
  }

  static Storage of(float[] values) {
    return new Storage(values);
  }

  static Storage of(double[] values) {
    return new Storage(values);
  }

  /** How many numbers there are. */
  int length() {
    return Array.getLength(array);
  }

  /** How many bytes a number takes. */
  int bytesEach() {
    if (array instanceof byte[]) {
      return Byte.BYTES;
    }
    return array instanceof float[] || array instanceof int[] ? Float.BYTES : Double.BYTES;
  }

  /** Whether there may be numbers that float32 rounds. */
  boolean isWiderThanSingle() {
    return !(array instanceof byte[] || array instanceof float[]);
  }

  /** Whether the numbers are whole by their type, beyond that of bytes. */
  boolean isOfIntegers() {
    return array instanceof int[] || array instanceof long[];
  }

  /** The number at an index; a whole one of 64 bits is rounded. */
  double at(int index) {
    if (array instanceof byte[] bytes) {
      return bytes[index] & 0xFF;
    }
    if (array instanceof int[] ints) {
      return ints[index];
    }
    if (array instanceof long[] longs) {
      return longs[index];
    }
    return array instanceof float[] floats ? floats[index] : ((double[]) array)[index];
  }

  /** The number at an index as it is. */
  BigDecimal exactly(int index) {
    return array instanceof long[] longs
        ? BigDecimal.valueOf(longs[index])
        : new BigDecimal(at(index));
  }

  /** The differences from a number, each rounded once. */
  Storage minus(double offset) {
    double[] differences = new double[length()];
    BigDecimal from = new BigDecimal(offset);
    boolean isLong = array instanceof long[];
    Arrays.setAll(
        differences, i -> isLong ? exactly(i).subtract(from).doubleValue() : at(i) - offset);
    return new Storage(differences);
  }

  /** The TensorFlow type. */
  Class<? extends TNumber> type() {
    if (array instanceof byte[]) {
      return TUint8.class;
    }
    if (array instanceof int[]) {
      return TInt32.class;
    }
    if (array instanceof long[]) {
      return TInt64.class;
    }
    return array instanceof float[] ? TFloat32.class : TFloat64.class;
  }

  /** A tensor of the numbers from an index on, to fill the shape; the caller closes it. */
  Tensor tensor(int from, Shape shape) {
    long size = shape.size();
    if (array instanceof byte[] bytes) {
      return TUint8.tensorOf(shape, DataBuffers.of(bytes, true, false).slice(from, size));
    }
    if (array instanceof int[] ints) {
      return TInt32.tensorOf(shape, DataBuffers.of(ints, true, false).slice(from, size));
    }
    if (array instanceof long[] longs) {
      return TInt64.tensorOf(shape, DataBuffers.of(longs, true, false).slice(from, size));
    }
    return array instanceof float[] floats
        ? TFloat32.tensorOf(shape, DataBuffers.of(floats, true, false).slice(from, size))
        : TFloat64.tensorOf(shape, DataBuffers.of((double[]) array, true, false).slice(from, size));
  }

  /** The numbers of the given rows of a width, copied. */
  Storage rows(int[] rows, int width) {
    Object chosen = Array.newInstance(array.getClass().getComponentType(), rows.length * width);
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(array, rows[i] * width, chosen, i * width, width);
    }
    return new Storage(chosen);
  }

  /** Adds the numbers' bytes, little-endian, to a digest. */
  void addTo(MessageDigest digest) {
    if (array instanceof byte[] bytes) {
      digest.update(bytes);
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(bytesEach()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < length(); i++) {
      if (array instanceof int[] ints) {
        bytes.putInt(0, ints[i]);
      } else if (array instanceof long[] longs) {
        bytes.putLong(0, longs[i]);
      } else if (array instanceof float[] floats) {
        bytes.putFloat(0, floats[i]);
      } else {
        bytes.putDouble(0, ((double[]) array)[i]);
      }
      digest.update(bytes.array());
    }
  }
}
