package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat64;

final class AlignmentTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis ENUMERATION = new Axis.Enumeration("y", 0, 2);
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  @ParameterizedTest
  @EnumSource(Precision.class)
  void axesAreAlignedByName(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr both = evaluation.fed(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3), PARTICLES, ROWS);
      Expr rows = evaluation.fed(new double[] {10, 20, 30}, Shape.of(3), ROWS);
      Expr particles = evaluation.fed(new double[] {100, 200}, Shape.of(2), PARTICLES);
      assertThat(evaluation.values(both.plus(rows))).containsExactly(11, 22, 33, 14, 25, 36);
      assertThat(evaluation.values(rows.plus(both))).containsExactly(11, 22, 33, 14, 25, 36);
      assertThat(evaluation.values(both.plus(particles)))
          .containsExactly(101, 102, 103, 204, 205, 206);
      Expr outer = rows.plus(particles);
      assertThat(outer.axes().asList()).containsExactly(PARTICLES, ROWS);
      assertThat(evaluation.values(outer)).containsExactly(110, 120, 130, 210, 220, 230);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void plateAndEventOfEqualSizeAreNotConfused(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr perRow = evaluation.fed(new double[] {1, 2}, Shape.of(2), ROWS);
      Expr vector = evaluation.fed(10, 20);
      Expr sum = perRow.plus(vector);
      assertThat(sum.eventShape()).isEqualTo(Shape.of(2));
      assertThat(evaluation.values(sum)).containsExactly(11, 21, 12, 22);
      Expr square = evaluation.fed(new double[] {1, 2, 3, 4}, Shape.of(2, 2), ROWS);
      assertThat(evaluation.values(square.times(perRow))).containsExactly(1, 2, 6, 8);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void scalarEventsWithAxesMeetMatrices(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr scalar = evaluation.fed(new double[] {1, 2}, Shape.of(2, 1), PARTICLES, ENUMERATION);
      Expr matrix = evaluation.fed(new double[] {1, 2, 3, 4}, Shape.of(1, 2, 2), ROWS);
      Expr product = scalar.times(matrix);
      assertThat(evaluation.shape(product)).isEqualTo(Shape.of(2, 1, 1, 2, 2));
      assertThat(evaluation.values(product)).containsExactly(1, 2, 3, 4, 2, 4, 6, 8);
    }
  }

  @Test
  void valuesOfUnknownRankAreAlignedByTheirAxes() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Operand<?> operand =
          evaluation.graph().tf().placeholder(TFloat64.class, Placeholder.shape(Shape.unknown()));
      Expr value = Expr.of(operand, Axes.of(PARTICLES, ROWS), Shape.of(2));
      evaluation.feed(operand, new double[] {1, 2, 3, 4}, Shape.of(2, 1, 2));
      Expr rows = evaluation.fed(new double[] {10}, Shape.of(1), ROWS);
      assertThat(evaluation.values(value.plus(rows))).containsExactly(11, 12, 13, 14);
      assertThat(evaluation.values(value.reshape(2, 1))).containsExactly(1, 2, 3, 4);
      assertThat(evaluation.shape(value.reshape(1, 2))).isEqualTo(Shape.of(2, 1, 1, 2));
      Expr kernel = evaluation.fed(new double[] {1, 1}, Shape.of(2, 1));
      assertThat(evaluation.values(LinearAlgebra.affine(value, kernel, null)))
          .containsExactly(3, 7);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void keptWhereHidesNanAndInfinity(Precision precision) {
    double[] bad = {Double.NaN, Double.POSITIVE_INFINITY, 3, Double.NEGATIVE_INFINITY};
    double[] mask = {0, 0, 1, 0};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr value = evaluation.fed(bad);
      Expr where = evaluation.fed(mask);
      assertThat(evaluation.values(value.keptWhere(where))).containsExactly(0, 0, 3, 0);
      assertThat(evaluation.values(value.keptWhere(Expr.of(mask)))).containsExactly(0, 0, 3, 0);
      assertThat(Expr.of(bad).keptWhere(Expr.of(mask)).constant()).containsExactly(0, 0, 3, 0);
      assertThat(evaluation.gradient(value.keptWhere(where).sum(), value))
          .containsExactly(0, 0, 1, 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void affineMapsKeepAllAxes(int count) {
    Axis[] axes = java.util.Arrays.copyOf(new Axis[] {PARTICLES, ENUMERATION, ROWS}, count);
    long[] sizes = java.util.Arrays.copyOf(new long[] {2, 3, 2}, count);
    for (boolean known : new boolean[] {false, true}) {
      try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
        Shape shape = Shape.of(sizes).append(2);
        double[] x = new double[Math.toIntExact(shape.size())];
        java.util.Arrays.setAll(x, i -> Math.sin(i));
        Expr value =
            known ? evaluation.fedOfKnownSizes(x, shape, axes) : evaluation.fed(x, shape, axes);
        Expr kernel = evaluation.fed(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3));
        Expr bias = evaluation.fed(10, 20, 30);
        Expr result = LinearAlgebra.affine(value, kernel, bias);
        Expr unbiased = LinearAlgebra.affine(value, kernel, null);
        double[] expected = new double[x.length / 2 * 3];
        java.util.Arrays.setAll(
            expected,
            i -> x[i / 3 * 2] * (1 + i % 3) + x[i / 3 * 2 + 1] * (4 + i % 3) + 10 * (1 + i % 3));
        assertThat(result.axes()).isEqualTo(value.axes());
        assertThat(result.eventShape()).isEqualTo(Shape.of(3));
        assertThat(evaluation.shape(result)).isEqualTo(Shape.of(sizes).append(3));
        Agreement agreement = Agreement.of(Precision.FLOAT64);
        agreement.assertValues("affine", evaluation.values(result), expected);
        agreement.assertValues(
            "bias",
            evaluation.values(result.minus(unbiased).minus(bias)),
            new double[expected.length]);
        agreement.assertGradient(
            "bias",
            evaluation.gradient(result, bias),
            expected.length / 3.0,
            expected.length / 3.0,
            expected.length / 3.0);
      }
    }
  }
}
