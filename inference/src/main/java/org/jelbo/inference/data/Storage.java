package org.jelbo.inference.data;

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

/** The numbers of a column as they are kept. */
sealed interface Storage {
  /** How many numbers there are. */
  int length();

  /** The number at an index. */
  double at(int index);

  /** The TensorFlow type. */
  Class<? extends TNumber> type();

  /**
   * A tensor of numbers from an index on, as many as the shape has entries; the caller closes it.
   */
  Tensor tensor(int from, Shape shape);

  /** The numbers at the given rows of a width. */
  Storage rows(int[] rows, int width);

  /** Adds the numbers' bytes, little-endian, to a digest. */
  void addTo(MessageDigest digest);

  /** Numbers 0..255, one byte each. */
  final class Bytes implements Storage {
    private final byte[] values;

    Bytes(byte[] values) {
      this.values = values;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double at(int index) {
      return values[index] & 0xFF;
    }

    @Override
    public Class<? extends TNumber> type() {
      return TUint8.class;
    }

    @Override
    public Tensor tensor(int from, Shape shape) {
      return TUint8.tensorOf(shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
    }

    @Override
    public Storage rows(int[] rows, int width) {
      byte[] chosen = new byte[rows.length * width];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(values, rows[i] * width, chosen, i * width, width);
      }
      return new Bytes(chosen);
    }

    @Override
    public void addTo(MessageDigest digest) {
      digest.update(values);
    }
  }

  /** Single-precision numbers. */
  final class Floats implements Storage {
    private final float[] values;

    Floats(float[] values) {
      this.values = values;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double at(int index) {
      return values[index];
    }

    @Override
    public Class<? extends TNumber> type() {
      return TFloat32.class;
    }

    @Override
    public Tensor tensor(int from, Shape shape) {
      return TFloat32.tensorOf(
          shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
    }

    @Override
    public Storage rows(int[] rows, int width) {
      float[] chosen = new float[rows.length * width];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(values, rows[i] * width, chosen, i * width, width);
      }
      return new Floats(chosen);
    }

    @Override
    public void addTo(MessageDigest digest) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (float value : values) {
        digest.update(bytes.putFloat(0, value).array());
      }
    }
  }

  /** Double-precision numbers. */
  final class Doubles implements Storage {
    private final double[] values;

    Doubles(double[] values) {
      this.values = values;
    }

    @Override
    public int length() {
      return values.length;
    }

    @Override
    public double at(int index) {
      return values[index];
    }

    @Override
    public Class<? extends TNumber> type() {
      return TFloat64.class;
    }

    @Override
    public Tensor tensor(int from, Shape shape) {
      return TFloat64.tensorOf(
          shape, DataBuffers.of(values, true, false).slice(from, shape.size()));
    }

    @Override
    public Storage rows(int[] rows, int width) {
      double[] chosen = new double[rows.length * width];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(values, rows[i] * width, chosen, i * width, width);
      }
      return new Doubles(chosen);
    }

    @Override
    public void addTo(MessageDigest digest) {
      ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      for (double value : values) {
        digest.update(bytes.putDouble(0, value).array());
      }
    }
  }
}
