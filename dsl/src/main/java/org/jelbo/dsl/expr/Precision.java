package org.jelbo.dsl.expr;

import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/** The floating-point format of a compiled program; a program itself has none. */
public enum Precision {
  /** IEEE 754 single precision, the default for training. */
  FLOAT32(TFloat32.class),
  /** IEEE 754 double precision, for checking against references. */
  FLOAT64(TFloat64.class);

  private final Class<? extends TNumber> type;

  Precision(Class<? extends TNumber> type) {
    this.type = type;
  }

  /** The TensorFlow type, seen as the type that every {@link Expr} has. */
  @SuppressWarnings("unchecked")
  public Class<TNumber> type() {
    return (Class<TNumber>) type;
  }

  /** The precision of an operand; refused when it is of neither type. */
  static Precision of(Operand<?> operand) {
    for (Precision precision : values()) {
      if (precision.type.equals(operand.type())) {
        return precision;
      }
    }
    throw Messages.operandOfWrongType(operand);
  }

  /** The precision of a value of a graph; refused for a host constant, which has none. */
  public static Precision of(Expr value) {
    return value.graph().precision();
  }

  /** Whether a value is one of a graph in float32; host constants are in float64. */
  public static boolean isSingle(Expr value) {
    return !value.isConstant() && of(value) == FLOAT32;
  }

  /** The operand, cast to this precision if it is of another type. */
  @SuppressWarnings("unchecked")
  public Operand<TNumber> cast(Ops tf, Operand<?> operand) {
    return type.equals(operand.type())
        ? (Operand<TNumber>) operand
        : tf.dtypes.cast(operand, type());
  }

  /**
   * A constant of the graph.
   *
   * @param values row-major, as many as the shape has entries
   */
  @SuppressWarnings("unchecked")
  Operand<TNumber> constant(Ops tf, Shape shape, double[] values) {
    Operand<?> constant =
        this == FLOAT32
            ? tf.constant(shape, DataBuffers.of(floats(values)))
            : tf.constant(shape, DataBuffers.of(values));
    return (Operand<TNumber>) constant;
  }

  /**
   * A tensor of this precision; the caller closes it.
   *
   * @param values row-major, as many as the shape has entries
   */
  public Tensor tensor(Shape shape, double[] values) {
    return this == FLOAT32
        ? TFloat32.tensorOf(shape, DataBuffers.of(floats(values)))
        : TFloat64.tensorOf(shape, DataBuffers.of(values));
  }

  /** The entries of a tensor of either precision, row-major, copied. */
  public static double[] values(Tensor tensor) {
    double[] values = new double[Math.toIntExact(tensor.shape().size())];
    if (tensor.dataType() == DataType.DT_FLOAT) {
      float[] copy = new float[values.length];
      tensor.asRawTensor().data().asFloats().read(copy);
      for (int i = 0; i < copy.length; i++) {
        values[i] = copy[i];
      }
    } else {
      tensor.asRawTensor().data().asDoubles().read(values);
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
