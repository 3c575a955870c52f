package org.jelbo.dsl.expr;

import java.util.function.UnaryOperator;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Sums of many float32 numbers, kept exact to a few units in the last place.
 *
 * <p>TensorFlow adds along the last dims in pairs, but along others one number after another: of a
 * million equal numbers the sum is wrong by a hundredth. The gradient of a value that is repeated
 * along rows is such a sum, made by TensorFlow, and so is that of a factor of a matrix product. A
 * sum of more than {@value #MOST} numbers is computed in float64, a repeated value passes float64
 * on its way, and a product is cut into blocks of rows. Where sizes are not known while building, a
 * sum is taken for a short one.
 */
public final class LongSums {
  /** How many float32 numbers one after another are added with an error of about 1e-6. */
  public static final int MOST = 10_000;

  private LongSums() {}

  /**
   * A sum, a mean or sums up to each place along one dim, in float64 where they are long.
   *
   * @param sum builds the op, of a value of either precision
   */
  static Operand<TNumber> along(
      Ops tf, Operand<TNumber> value, int dim, UnaryOperator<Operand<TNumber>> sum) {
    Shape shape = value.shape();
    boolean isLong = isFloat32(value) && shape.get(dim) > MOST && !isLast(shape, dim);
    return isLong ? inFloat64(tf, value, sum) : sum.apply(value);
  }

  /** As {@link #along}, of an op that adds one after another along any dim. */
  static Operand<TNumber> oneByOne(
      Ops tf, Operand<TNumber> value, int dim, UnaryOperator<Operand<TNumber>> sum) {
    boolean isLong = isFloat32(value) && value.shape().get(dim) > MOST;
    return isLong ? inFloat64(tf, value, sum) : sum.apply(value);
  }

  /** Whether all that remains of a shape stands before a dim, or nothing does. */
  private static boolean isLast(Shape shape, int dim) {
    return shape.takeLast(shape.numDimensions() - dim - 1).size() == 1
        || shape.size() == shape.get(dim);
  }

  /**
   * An operand that is to meet a larger one: repeated along dims that the larger one has, by way of
   * float64, if its gradient is a long sum.
   *
   * @param sizes of the operand along every dim of the larger one, 1 where it lacks it
   * @param larger the sizes of the other, as many; -1 where unknown
   */
  static Operand<TNumber> repeated(Ops tf, Operand<TNumber> value, Shape sizes, Shape larger) {
    if (isOther(value) || sizes.size() == 1 || !isLongSum(sizes, larger)) {
      return value;
    }
    long[] target = sizes.asArray().clone();
    return inFloat64(
        tf,
        value,
        wide -> {
          Operand<TNumber> repeated = wide;
          for (int dim = target.length - 1; dim >= 0; dim--) {
            if (isRepeated(sizes, larger, dim)) {
              target[dim] = larger.get(dim);
              // One run of dims at a time: an op takes few that alternate with others.
              if (dim == 0 || !isRepeated(sizes, larger, dim - 1)) {
                repeated = tf.broadcastTo(repeated, shape(tf, repeated, target));
              }
            }
          }
          return repeated;
        });
  }

  /** The sum over the repeated dims, if another dim stands after one of them. */
  private static boolean isLongSum(Shape sizes, Shape larger) {
    double terms = 1;
    boolean isInside = false;
    boolean hasOther = false;
    for (int dim = sizes.numDimensions() - 1; dim >= 0; dim--) {
      if (isRepeated(sizes, larger, dim)) {
        terms *= larger.get(dim);
        isInside |= hasOther;
      }
      hasOther |= sizes.get(dim) != 1;
    }
    return isInside && terms > MOST;
  }

  private static boolean isRepeated(Shape sizes, Shape larger, int dim) {
    return sizes.get(dim) == 1 && larger.get(dim) > 1;
  }

  /** Sizes that are not known are those that the value has. */
  private static Operand<TInt32> shape(Ops tf, Operand<TNumber> value, long[] sizes) {
    if (!Shape.of(sizes).hasUnknownDimension()) {
      return tf.constant(ints(sizes));
    }
    int missing = sizes.length - value.shape().numDimensions();
    boolean[] known = new boolean[sizes.length];
    for (int dim = 0; dim < sizes.length; dim++) {
      known[dim] = sizes[dim] >= 0;
    }
    Operand<TInt32> own = tf.shape(value);
    int[][] before = {{missing, 0}};
    return tf.select(
        tf.constant(known),
        tf.constant(ints(sizes)),
        tf.pad(own, tf.constant(before), tf.constant(1)));
  }

  private static int[] ints(long[] sizes) {
    int[] ints = new int[sizes.length];
    for (int dim = 0; dim < sizes.length; dim++) {
      ints[dim] = Math.toIntExact(sizes[dim]);
    }
    return ints;
  }

  /** Rows of a table, whose gradient adds up what each row gets. */
  static Operand<TNumber> rows(Ops tf, Operand<TNumber> table, Operand<TInt32> index) {
    UnaryOperator<Operand<TNumber>> rows = value -> tf.gather(value, index, tf.constant(0));
    boolean isLong = !isOther(table) && index.shape().size() > MOST;
    return isLong ? inFloat64(tf, table, rows) : rows.apply(table);
  }

  /**
   * {@code A B}, where the gradient of B is a sum over the rows of A: long ones are multiplied in
   * blocks of rows, each with a gradient of its own.
   *
   * @param a a matrix
   * @param b a matrix
   * @param ofRows whether B is transposed first
   */
  static Operand<TNumber> product(Ops tf, Operand<TNumber> a, Operand<TNumber> b, boolean ofRows) {
    long rows = a.shape().get(0);
    if (isOther(b) || rows <= MOST) {
      return tf.linalg.matMul(a, b, MatMul.transposeB(ofRows));
    }
    int blocks = Math.toIntExact((rows + MOST - 1) / MOST);
    int size = Math.toIntExact((rows + blocks - 1) / blocks);
    int[][] more = {{0, Math.toIntExact((long) blocks * size - rows)}, {0, 0}};
    Operand<TNumber> zero = tf.constant(Precision.FLOAT32.type(), 0);
    Operand<TNumber> full = more[0][1] == 0 ? a : tf.pad(a, tf.constant(more), zero);
    Operand<TNumber> product =
        tf.train.batchMatMul(
            tf.reshape(full, tf.constant(new int[] {blocks, size, -1})),
            ofRows ? tf.linalg.transpose(b, tf.constant(new int[] {1, 0})) : b,
            Precision.FLOAT32.type());
    Operand<TNumber> all = tf.reshape(product, tf.constant(new int[] {blocks * size, -1}));
    int[] kept = {Math.toIntExact(rows), -1};
    return tf.slice(all, tf.constant(new int[2]), tf.constant(kept));
  }

  /** {@code A B + b} of a matrix A and a vector b. */
  static Operand<TNumber> plusRow(Ops tf, Operand<TNumber> product, Operand<TNumber> row) {
    Shape shape = product.shape();
    Shape sizes = row.shape().prepend(1);
    Operand<TNumber> repeated = repeated(tf, row, sizes, shape);
    return repeated == row ? tf.nn.biasAdd(product, row) : tf.math.add(product, repeated);
  }

  /** A constant has no gradient. */
  private static boolean isOther(Operand<TNumber> value) {
    return !isFloat32(value) || value.op().type().equals("Const");
  }

  private static boolean isFloat32(Operand<TNumber> value) {
    return Precision.of(value) == Precision.FLOAT32;
  }

  private static Operand<TNumber> inFloat64(
      Ops tf, Operand<TNumber> value, UnaryOperator<Operand<TNumber>> function) {
    Operand<TNumber> wide = Precision.FLOAT64.cast(tf, value);
    return Precision.FLOAT32.cast(tf, function.apply(wide));
  }
}
