package org.jelbo.inference.data;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;

/** The numbers of a column as they are kept: an array of bytes 0..255, of floats or of doubles. */
final class Storage {
  private final Object array;

  private Storage(Object array) {
    this.array = array;
  }

  static Storage of(byte[] values) {
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
    return array instanceof float[] ? Float.BYTES : Double.BYTES;
  }

  /** The number at an index. */
  double at(int index) {
    if (array instanceof byte[] bytes) {
      return bytes[index] & 0xFF;
    }
    return array instanceof float[] floats ? floats[index] : ((double[]) array)[index];
  }

  /** The TensorFlow type. */
  Class<? extends TNumber> type() {
    if (array instanceof byte[]) {
      return TUint8.class;
    }
    return array instanceof float[] ? TFloat32.class : TFloat64.class;
  }

  /** A tensor of the numbers from an index on, to fill the shape; the caller closes it. */
  Tensor tensor(int from, Shape shape) {
    if (array instanceof byte[] bytes) {
      return TUint8.tensorOf(shape, DataBuffers.of(bytes, true, false).slice(from, shape.size()));
    }
    return array instanceof float[] floats
        ? TFloat32.tensorOf(shape, DataBuffers.of(floats, true, false).slice(from, shape.size()))
        : TFloat64.tensorOf(
            shape, DataBuffers.of((double[]) array, true, false).slice(from, shape.size()));
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
    } else if (array instanceof float[] floats) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : floats) {
        digest.update(bytes.putFloat(0, value).array());
      }
    } else {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (double value : (double[]) array) {
        digest.update(bytes.putDouble(0, value).array());
      }
    }
  }
}
