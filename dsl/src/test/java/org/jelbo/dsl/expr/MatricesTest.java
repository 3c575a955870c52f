package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

final class MatricesTest {
  private static final long SEED = 12;
  private static final double STEP = 1e-5;
  private static final Axis PARTICLES = new Axis.Particles("z");
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Agreement AGREEMENT = Agreement.of(Precision.FLOAT64);

  /** Functions of a matrix of three rows and columns. */
  private static Map<String, UnaryOperator<Expr>> functions() {
    Expr other = Expr.of(numbers(6), Shape.of(3, 2));
    Map<String, UnaryOperator<Expr>> functions = new LinkedHashMap<>();
    functions.put("product", x -> Matrices.product(x, other));
    functions.put("product by", x -> Matrices.product(Matrices.transposed(other), x));
    functions.put("product with itself", x -> Matrices.product(x, x));
    functions.put("product of rows", x -> Matrices.productOfRows(x, Matrices.lowerTriangle(x)));
    functions.put("transposed", x -> Matrices.transposed(x).times(x));
    functions.put("lower triangle", x -> Matrices.lowerTriangle(x).square());
    functions.put("diagonal", x -> Matrices.diagonal(x).square());
    functions.put("of diagonal", x -> Matrices.ofDiagonal(Matrices.diagonal(x)).times(x));
    functions.put(
        "inverse",
        x -> Matrices.inverseOfLowerTriangle(Matrices.lowerTriangle(x)).times(weights()));
    functions.put("Cholesky factor", x -> Matrices.cholesky(positive(x)).times(weights()));
    return functions;
  }

  private static Expr weights() {
    double[] weights = new double[9];
    Arrays.setAll(weights, i -> 1 + 0.3 * i);
    return Expr.of(weights, Shape.of(3, 3));
  }

  private static Expr positive(Expr x) {
    return Matrices.productOfRows(x, x).plus(Matrices.identity(3));
  }

  private static double[] numbers(int count) {
    Random random = new Random(SEED);
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> 0.5 + random.nextDouble());
    return numbers;
  }

  private static Expr applied(String name, Expr x) {
    return Objects.requireNonNull(functions().get(name)).apply(x);
  }

  static Stream<String> names() {
    return functions().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void gradientsAgreeWithFiniteDifferences(String name) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Shape shape = Shape.of(3, 3);
      double[] start = numbers(9);
      Expr x = evaluation.fed(start, shape);
      Expr result = applied(name, x);
      double[] gradient = evaluation.gradient(result, x);
      double[] slopes = new double[9];
      for (int i = 0; i < slopes.length; i++) {
        double[] up = start.clone();
        double[] down = start.clone();
        up[i] += STEP;
        down[i] -= STEP;
        evaluation.feed(x, up, shape);
        double above = Arrays.stream(evaluation.values(result)).sum();
        evaluation.feed(x, down, shape);
        slopes[i] = (above - Arrays.stream(evaluation.values(result)).sum()) / (2 * STEP);
      }
      Agreement.within(1e-7).assertGradient("gradient of " + name, gradient, slopes);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void hostConstantsFoldToTheNumbersOfTheGraph(String name) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr built = applied(name, evaluation.fed(numbers(9), Shape.of(3, 3)));
      Expr folded = applied(name, Expr.of(numbers(9), Shape.of(3, 3)));
      assertThat(folded.eventShape()).isEqualTo(built.eventShape());
      AGREEMENT.assertValues(name, evaluation.values(built), folded.constant());
    }
  }

  /** Two matrices along an axis: each is as it would be alone. */
  @ParameterizedTest
  @MethodSource("names")
  void everyIndexOfAnAxisHasAnEventOfItsOwn(String name) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      double[] both = numbers(18);
      Expr along = applied(name, evaluation.fed(both, Shape.of(2, 3, 3), ROWS));
      assertThat(along.axes()).isEqualTo(Axes.of(ROWS));
      double[] found = evaluation.values(along);
      for (int row = 0; row < 2; row++) {
        double[] own = Arrays.copyOfRange(both, row * 9, row * 9 + 9);
        double[] expected = applied(name, Expr.of(own, Shape.of(3, 3))).constant();
        int width = expected.length;
        AGREEMENT.assertValues(
            name, Arrays.copyOfRange(found, row * width, row * width + width), expected);
      }
    }
  }

  @Test
  void productsAlignAxesByName() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      double[] first = numbers(2 * 2 * 3);
      double[] second = numbers(4 * 3 * 2);
      Expr a = evaluation.fed(first, Shape.of(2, 2, 3), PARTICLES);
      Expr b = evaluation.fed(second, Shape.of(4, 3, 2), ROWS);
      for (boolean swapped : List.of(false, true)) {
        Expr product = swapped ? Matrices.product(b, a) : Matrices.product(a, b);
        assertThat(product.axes()).isEqualTo(Axes.of(PARTICLES, ROWS));
        double[] found = evaluation.values(product);
        int width = swapped ? 9 : 4;
        for (int i = 0; i < 8; i++) {
          double[] left = Arrays.copyOfRange(first, i / 4 * 6, i / 4 * 6 + 6);
          double[] right = Arrays.copyOfRange(second, i % 4 * 6, i % 4 * 6 + 6);
          AGREEMENT.assertValues(
              "product",
              Arrays.copyOfRange(found, i * width, i * width + width),
              swapped
                  ? HostMatrices.product(right, left, 3, 2, 3)
                  : HostMatrices.product(left, right, 2, 3, 2));
        }
      }
    }
  }

  @Test
  void inversesAndFactorsAreWhatTheirNamesSay() {
    Expr lower = Matrices.lowerTriangle(Expr.of(numbers(9), Shape.of(3, 3)));
    Expr inverse = Matrices.inverseOfLowerTriangle(lower);
    double[] identity = Matrices.identity(3).constant();
    AGREEMENT.assertValues("L L^-1", Matrices.product(lower, inverse).constant(), identity);
    Expr matrix = positive(lower);
    Expr factor = Matrices.cholesky(matrix);
    AGREEMENT.assertValues(
        "C C^T", Matrices.productOfRows(factor, factor).constant(), matrix.constant());
  }
}
