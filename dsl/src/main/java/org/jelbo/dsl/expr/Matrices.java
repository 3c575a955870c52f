package org.jelbo.dsl.expr;

import java.util.Arrays;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.TriangularSolve;
import org.tensorflow.types.family.TNumber;

/**
 * Events of rank 2 as matrices, one for every index of their axes. Derivatives of second order are
 * not right for inverses, Cholesky factors and what is made of them.
 */
public final class Matrices {
  private Matrices() {}

  /**
   * {@code A B}, of events {@code [m, k]} and {@code [k, n]}: {@code [m, n]} with the axes of both.
   *
   * @throws JelboException for other than two matrices whose sizes fit
   */
  public static Expr product(Expr a, Expr b) {
    return product(a, b, false);
  }

  /**
   * {@code A B^T}, of events {@code [m, k]} and {@code [n, k]}: {@code [m, n]} with the axes of
   * both; every row of A with every row of B.
   *
   * @throws JelboException for other than two matrices whose sizes fit
   */
  public static Expr productOfRows(Expr a, Expr b) {
    return product(a, b, true);
  }

  private static Expr product(Expr a, Expr b, boolean ofRows) {
    requireMatrix("matrix product", a);
    requireMatrix("matrix product", b);
    if (a.eventShape().get(1) != b.eventShape().get(ofRows ? 1 : 0)) {
      throw Messages.matricesDoNotFit(a.eventShape(), b.eventShape(), ofRows);
    }
    if (ofRows && (b.isConstant() || b.axes().size() > 0)) {
      return product(a, transposed(b), false);
    }
    Shape shape = Shape.of(a.eventShape().get(0), b.eventShape().get(ofRows ? 0 : 1));
    if (a.isConstant() && b.isConstant()) {
      double[] product =
          HostMatrices.product(a.constant(), b.constant(), size(a, 0), size(a, 1), size(b, 1));
      return Expr.of(product, shape);
    }
    return b.axes().size() == 0 ? allRows(a, b, ofRows, shape) : ofEach(a, b, shape);
  }

  /** The rows of all matrices at once, times one matrix. */
  private static Expr allRows(Expr a, Expr b, boolean ofRows, Shape shape) {
    ExprGraph graph = Alignment.commonGraph("matrix product", a, b);
    Ops tf = graph.tf();
    Operand<TNumber> left = a.operand(graph);
    int axes = a.axes().size();
    Operand<TNumber> rows =
        axes == 0 ? left : tf.reshape(left, tf.constant(new int[] {-1, size(a, 1)}));
    Operand<TNumber> product = LongSums.product(tf, rows, b.operand(graph), ofRows);
    Operand<TNumber> shaped = axes == 0 ? product : Events.reshaped(tf, product, left, axes, shape);
    return Expr.inGraph(graph, shaped, a.axes(), shape);
  }

  private static Expr ofEach(Expr a, Expr b, Shape shape) {
    ExprGraph graph = Alignment.commonGraph("matrix product", a, b);
    Axes axes = a.axes().union(b.axes());
    Ops tf = graph.tf();
    Operand<TNumber> left = aligned(graph, a, axes);
    Operand<TNumber> right = aligned(graph, b, axes);
    Operand<TNumber> product =
        tf.train.batchMatMul(
            repeated(tf, left, right, axes.size()),
            repeated(tf, right, left, axes.size()),
            graph.precision().type());
    return Expr.inGraph(graph, product, axes, shape);
  }

  private static Operand<TNumber> repeated(
      Ops tf, Operand<TNumber> value, Operand<TNumber> other, int axes) {
    Shape sizes = sizes(value, axes);
    return LongSums.repeated(
        tf, value, sizes, sizes(other, axes).take(axes).append(sizes.takeLast(2)));
  }

  /** Along every dim, leading ones too. */
  private static Shape sizes(Operand<TNumber> aligned, int axes) {
    Shape sizes = aligned.shape();
    while (sizes.numDimensions() < axes + 2) {
      sizes = sizes.prepend(1);
    }
    return sizes;
  }

  /** With a dim of size 1 for every axis that is missing, but for leading ones. */
  private static Operand<TNumber> aligned(ExprGraph graph, Expr value, Axes axes) {
    Operand<TNumber> result = value.operand(graph);
    for (int i = axes.size() - 1, present = value.axes().size(); i >= 0 && present > 0; i--) {
      if (value.axes().contains(axes.at(i))) {
        present--;
      } else {
        result = graph.tf().expandDims(result, graph.tf().constant(present));
      }
    }
    return result;
  }

  /**
   * Rows as columns.
   *
   * @throws JelboException for other than a matrix
   */
  public static Expr transposed(Expr matrix) {
    requireMatrix("transposed", matrix);
    Shape shape = Shape.of(matrix.eventShape().get(1), matrix.eventShape().get(0));
    if (matrix.isConstant()) {
      return Expr.of(
          HostMatrices.transposed(matrix.constant(), size(matrix, 0), size(matrix, 1)), shape);
    }
    int axes = matrix.axes().size();
    int[] order = new int[axes + 2];
    for (int i = 0; i < axes; i++) {
      order[i] = i;
    }
    order[axes] = axes + 1;
    order[axes + 1] = axes;
    Ops tf = matrix.tf();
    return matrix.with(
        tf.linalg.transpose(matrix.operand(), tf.constant(order)), matrix.axes(), shape);
  }

  /**
   * Ones on the diagonal of {@code [n, n]}.
   *
   * @throws JelboException for a size below 0, and more entries than a host constant may have
   */
  public static Expr identity(long n) {
    Shape shape = Shape.of(n, n);
    double[] values = new double[EventShapes.requireEntries(shape)];
    for (int i = 0; i < n; i++) {
      values[i * ((int) n + 1)] = 1;
    }
    return Expr.of(values, shape);
  }

  /**
   * The diagonal {@code [n]} of {@code [n, n]}.
   *
   * @throws JelboException for other than a square matrix
   */
  public static Expr diagonal(Expr matrix) {
    requireSquare("diagonal", matrix);
    return Reductions.sumLast(matrix.keptWhere(identity(matrix.eventShape().get(0))));
  }

  /**
   * The matrix {@code [n, n]} of a diagonal {@code [n]}.
   *
   * @throws JelboException for other than a vector
   */
  public static Expr ofDiagonal(Expr diagonal) {
    if (diagonal.eventShape().numDimensions() != 1) {
      throw Messages.wrongRank("matrix of a diagonal", 1, diagonal.eventShape());
    }
    long n = diagonal.eventShape().get(0);
    return diagonal.reshape(1, n).times(identity(n));
  }

  /**
   * The matrix {@code [n, n]} with zeros above the diagonal.
   *
   * @throws JelboException for other than a square matrix
   */
  public static Expr lowerTriangle(Expr matrix) {
    requireSquare("lower triangle", matrix);
    int n = size(matrix, 0);
    double[] ones = new double[n * n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(ones, i * n, i * n + i + 1, 1);
    }
    return matrix.keptWhere(Expr.of(ones, matrix.eventShape()));
  }

  /**
   * The inverse of a lower triangular matrix.
   *
   * @param lower {@code [n, n]}, zero above the diagonal and not zero on it
   * @throws JelboException for other than a square matrix
   */
  public static Expr inverseOfLowerTriangle(Expr lower) {
    requireSquare("inverse", lower);
    int n = size(lower, 0);
    if (lower.isConstant()) {
      return Expr.of(HostMatrices.inverseOfLowerTriangle(lower.constant(), n), lower.eventShape());
    }
    Expr inverse =
        withoutGradient(
            lower, (tf, a) -> tf.linalg.triangularSolve(a, unit(lower, a), lowerSide()));
    // One step of Newton's method: its slope is that of the inverse, which TensorFlow lacks.
    Expr rest = identity(n).minus(product(lower, inverse));
    return inverse.plus(product(inverse, rest));
  }

  private static TriangularSolve.Options lowerSide() {
    return TriangularSolve.lower(true);
  }

  /** Identity matrices for all axes. */
  private static Operand<TNumber> unit(Expr like, Operand<TNumber> operand) {
    Operand<TNumber> identity = identity(size(like, 0)).operand(like.graph());
    return like.axes().size() == 0
        ? identity
        : like.tf().broadcastTo(identity, like.tf().shape(operand));
  }

  /**
   * The lower triangular L with {@code L L^T = A}. The derivative is that of Murray 2016,
   * Differentiation of the Cholesky decomposition, eq. 8.
   *
   * @param matrix A, {@code [n, n]}, symmetric and positive definite; a run fails where it is not
   * @throws JelboException for other than a square matrix
   */
  public static Expr cholesky(Expr matrix) {
    requireSquare("Cholesky factor", matrix);
    int n = size(matrix, 0);
    if (matrix.isConstant()) {
      return Expr.of(HostMatrices.cholesky(matrix.constant(), n), matrix.eventShape());
    }
    Expr lower = withoutGradient(matrix, (tf, a) -> tf.linalg.cholesky(a));
    Expr inverse = inverseOfLowerTriangle(lower).stopGradient();
    Expr nothing = matrix.minus(matrix.stopGradient());
    Expr inner = productOfRows(product(inverse, nothing), inverse);
    Expr half = lowerTriangle(inner).minus(inner.times(identity(n)).times(0.5));
    return lower.plus(product(lower, half));
  }

  private interface Op {
    Operand<TNumber> apply(Ops tf, Operand<TNumber> matrix);
  }

  private static Expr withoutGradient(Expr matrix, Op op) {
    Ops tf = matrix.tf();
    return matrix.with(
        tf.stopGradient(op.apply(tf, matrix.operand())), matrix.axes(), matrix.eventShape());
  }

  private static int size(Expr matrix, int dim) {
    return Math.toIntExact(matrix.eventShape().get(dim));
  }

  private static void requireMatrix(String operation, Expr value) {
    if (value.eventShape().numDimensions() != 2) {
      throw Messages.wrongRank(operation, 2, value.eventShape());
    }
  }

  private static void requireSquare(String operation, Expr value) {
    requireMatrix(operation, value);
    if (value.eventShape().get(0) != value.eventShape().get(1)) {
      throw Messages.notSquare(operation, value.eventShape());
    }
  }
}
