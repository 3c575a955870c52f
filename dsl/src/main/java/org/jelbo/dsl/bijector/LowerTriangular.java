package org.jelbo.dsl.bijector;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * From the last dim, {@code n (n + 1) / 2} numbers, onto the lower triangular matrices of n rows
 * with a positive diagonal: x fills the triangle row by row, and the diagonal is {@code y_ii =
 * exp(x_ii)}. The log-determinant, of the entries not above the diagonal, is {@code sum_i x_ii}:
 * each entry moves one, and the diagonal by its exponential (Stan Reference Manual, section
 * "Covariance matrices" of "Constraint transforms"). The identity matrix comes from zeros.
 *
 * @param size n, at least 1
 */
public record LowerTriangular(long size) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for a size below 1
   */
  public LowerTriangular {
    Shapes.requireSize("LowerTriangular", size, 1);
  }

  /**
   * The map onto matrices.
   *
   * @param size the number of rows and of columns, at least 1
   * @throws JelboException for a size below 1
   */
  public static LowerTriangular of(long size) {
    return new LowerTriangular(size);
  }

  @Override
  public Expr forward(Expr x) {
    Shape event = eventShape(x.eventShape());
    Expr isDiagonal = isDiagonal(x.eventShape());
    Expr below = x.keptWhere(Masks.not(isDiagonal));
    // Entries below the diagonal may be large, and must not meet the exponential.
    Expr diagonal = x.keptWhere(isDiagonal).exp().keptWhere(isDiagonal);
    return LastDim.chosen(Events.withZero(below.plus(diagonal)), placesInTriangle())
        .reshape(event.asArray());
  }

  @Override
  public Expr inverse(Expr y) {
    Shape free = freeShape(y.eventShape());
    Expr rows = y.reshape(free.take(free.numDimensions() - 1).append(size * size).asArray());
    Expr triangle = LastDim.chosen(rows, placesInMatrix());
    Expr isDiagonal = isDiagonal(free);
    Expr isBelow = Masks.not(isDiagonal);
    Expr diagonal = triangle.keptWhere(isDiagonal).plus(isBelow).log();
    return triangle.keptWhere(isBelow).plus(diagonal);
  }

  @Override
  public Expr logDet(Expr x) {
    eventShape(x.eventShape());
    return Reductions.sumLast(LastDim.chosen(x, placesOfDiagonal()));
  }

  /** Of each entry of the matrix the place in x, or behind x where it is above the diagonal. */
  private int[] placesInTriangle() {
    int n = Math.toIntExact(size);
    return IntStream.range(0, n * n)
        .map(i -> i % n <= i / n ? place(i / n, i % n) : place(n, 0))
        .toArray();
  }

  /** Of each entry of x the place in the matrix. */
  private int[] placesInMatrix() {
    int n = Math.toIntExact(size);
    return IntStream.range(0, n * n).filter(i -> i % n <= i / n).toArray();
  }

  private int[] placesOfDiagonal() {
    return IntStream.range(0, Math.toIntExact(size)).map(i -> place(i, i)).toArray();
  }

  private static int place(int row, int column) {
    return row * (row + 1) / 2 + column;
  }

  /** 1 where an entry of x is on the diagonal, for the event's rank. */
  private Expr isDiagonal(Shape free) {
    double[] numbers = new double[Math.toIntExact(numbers())];
    Arrays.stream(placesOfDiagonal()).forEach(place -> numbers[place] = 1);
    long[] sizes = new long[free.numDimensions()];
    Arrays.fill(sizes, 1);
    sizes[sizes.length - 1] = numbers.length;
    return Expr.of(numbers, Shape.of(sizes));
  }

  private long numbers() {
    return size * (size + 1) / 2;
  }

  @Override
  public int freeRank() {
    return 1;
  }

  @Override
  public int eventRank() {
    return 2;
  }

  @Override
  public Shape freeShape(Shape event) {
    int batch = event.numDimensions() - 2;
    if (batch < 0 || !event.takeLast(2).equals(Shape.of(size, size))) {
      throw Messages.mapDoesNotFit(
          "LowerTriangular", "y of event shape [..., " + size + ", " + size + "]", event);
    }
    return event.take(batch).append(numbers());
  }

  @Override
  public Shape eventShape(Shape free) {
    return Shapes.last("LowerTriangular", "x", free, numbers(), size).append(size);
  }

  @Override
  public Support support() {
    return new Support.LowerTriangular(size);
  }
}
