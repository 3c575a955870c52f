package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * Sums of a million equal float32 numbers, which come out wrong by a hundredth where they are added
 * one after another: values, and gradients of what is repeated along rows.
 */
final class LongSumsTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final int MANY = 1_000_000;
  private static final int WIDTH = 3;
  private static final double EACH = (float) 0.1;

  /** The rounding of single terms and of the last result, with room; 1e-4 is the demand. */
  private static final double TOLERANCE = 1e-5;

  @Test
  void sumsAlongRowsParticlesAndEvents() {
    Map<String, UnaryOperator<Expr>> sums = new LinkedHashMap<>();
    sums.put("sumOver", x -> Reductions.sumOver(x, ROWS).dividedBy(MANY));
    sums.put("meanOver", x -> Reductions.meanOver(x, ROWS));
    sums.put("logMeanExpOver", x -> Reductions.logMeanExpOver(x.log(), ROWS).exp());
    sums.put("sum", x -> Reductions.sumOver(x.sum(), ROWS).dividedBy((double) MANY * WIDTH));
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr x = filled(evaluation, Shape.of(MANY, WIDTH), ROWS);
      sums.forEach((name, sum) -> assertEach(name, evaluation.values(sum.apply(x)), EACH));
      Expr event = filled(evaluation, Shape.of(1, MANY, WIDTH), ROWS);
      assertEach("sumAlong", evaluation.values(Reductions.sumAlong(event, 0)), EACH * MANY);
      assertEach("sum of event", evaluation.values(event.sum()), EACH * MANY * WIDTH);
      Expr draws = filled(evaluation, Shape.of(MANY, 2), PARTICLES, ROWS);
      assertEach("particles", evaluation.values(Reductions.meanOver(draws, PARTICLES)), EACH);
    }
  }

  @Test
  void sumsUpToEachPlace() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      double[] sums = evaluation.values(LastDim.sumsBefore(filled(evaluation, Shape.of(MANY))));
      assertThat(sums[MANY - 1] / (EACH * (MANY - 1))).isCloseTo(1, within(TOLERANCE));
    }
  }

  @Test
  void gradientsOfWhatIsRepeatedAlongRows() {
    Map<String, BinaryOperator<Expr>> functions = new LinkedHashMap<>();
    functions.put("times", Expr::times);
    functions.put("plus", (small, rows) -> small.plus(rows).times(EACH));
    functions.put("minus", (small, rows) -> rows.minus(small).times(-EACH));
    functions.put("dividedBy", (small, rows) -> small.dividedBy(rows).times(EACH * EACH));
    functions.put("maximum", (small, rows) -> rows.maximum(small).times(EACH));
    functions.put("keptWhere", (small, rows) -> small.keptWhere(rows).times(EACH));
    Shape rows = Shape.of(MANY, WIDTH);
    functions.forEach(
        (name, function) -> {
          assertGradient(name, Shape.of(WIDTH), filledRows(rows), function, MANY);
          assertGradient(name + " of one", Shape.of(1), filledRows(rows), function, MANY * WIDTH);
        });
    assertGradient("scalar", Shape.scalar(), filledRows(rows), Expr::times, MANY * WIDTH);
  }

  @Test
  void gradientsOfWhatIsRepeatedAlongSeveralAxesOrWithinEvents() {
    Axis inner = new Axis.Plate("inner", 1, 500);
    assertGradient(
        "inner plate",
        Shape.of(WIDTH),
        in -> filled(in, Shape.of(2_000, 500, WIDTH), ROWS, inner),
        Expr::times,
        MANY);
    assertGradient(
        "event", Shape.of(1, WIDTH), in -> filled(in, Shape.of(MANY, WIDTH)), Expr::times, MANY);
    assertGradient(
        "unknown number of rows",
        Shape.of(WIDTH),
        in ->
            in.fed(each(1_000_000 * WIDTH), Shape.of(2, 500_000, WIDTH), ROWS)
                .reshape(500_000, WIDTH),
        (small, rows) -> small.reshape(1, WIDTH).times(rows),
        MANY);
  }

  @Test
  void gradientsOfTables() {
    assertGradient(
        "rows",
        Shape.of(1, WIDTH),
        in -> filled(in, Shape.of(MANY), ROWS),
        (table, rows) -> table.at(rows.times(0)).times(rows),
        MANY);
  }

  @Test
  void gradientsOfProducts() {
    // An odd number of rows: blocks need not be full.
    int rows = MANY - 1;
    UnaryOperator<Expr> column = x -> x.reshape(1, 2);
    try (Evaluation in = Evaluation.in(Precision.FLOAT32)) {
      Expr x = filled(in, Shape.of(rows, 2), ROWS);
      Expr kernel = in.fed(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, WIDTH));
      Expr bias = in.fed(new double[WIDTH], Shape.of(WIDTH));
      Expr affine = LinearAlgebra.affine(x, kernel, bias);
      double[] all = in.values(affine);
      assertEach("first", Arrays.copyOf(all, WIDTH), 5 * EACH, 7 * EACH, 9 * EACH);
      assertEach(
          "last",
          Arrays.copyOfRange(all, all.length - WIDTH, all.length),
          5 * EACH,
          7 * EACH,
          9 * EACH);
      assertEach("kernel", in.gradient(affine, kernel), EACH * rows);
      assertEach("bias", in.gradient(affine.times(EACH), bias), EACH * rows);
      Expr byRows = Matrices.productOfRows(column.apply(x), kernel.reshape(WIDTH, 2));
      assertEach("product of rows", in.gradient(byRows, kernel), EACH * rows);
      Expr product = Matrices.product(kernel.reshape(WIDTH, 2), x.reshape(2, 1));
      assertEach("product of each", in.gradient(product, kernel), EACH * rows);
    }
  }

  private static double[] each(int count) {
    double[] values = new double[count];
    Arrays.fill(values, EACH);
    return values;
  }

  private static Expr filled(Evaluation evaluation, Shape sizes, Axis... axes) {
    return evaluation.fedOfKnownSizes(each(Math.toIntExact(sizes.size())), sizes, axes);
  }

  private interface InGraph {
    Expr of(Evaluation evaluation);
  }

  private static InGraph filledRows(Shape sizes) {
    return evaluation -> filled(evaluation, sizes, ROWS);
  }

  /** Every entry of the small value gets a number of terms of the same size. */
  private static void assertGradient(
      String what, Shape shape, InGraph rows, BinaryOperator<Expr> function, double terms) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      double[] values = new double[Math.toIntExact(shape.size())];
      Arrays.fill(values, 2);
      Expr small = evaluation.fed(values, shape);
      Expr result = function.apply(small, rows.of(evaluation));
      assertEach(what, evaluation.gradient(result, small), EACH * terms);
    }
  }

  private static void assertEach(String what, double[] values, double... expected) {
    for (int i = 0; i < values.length; i++) {
      assertThat(values[i] / expected[i % expected.length])
          .as("%s, entry %d", what, i)
          .isCloseTo(1, within(TOLERANCE));
    }
  }
}
