package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

final class ReductionsTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  @ParameterizedTest
  @EnumSource(Precision.class)
  void logSumExpOfLargeAndInfiniteEntriesIsRight(Precision precision) {
    double[] values = {1e4, 1e4, -1e4, -1e4, 0, -INFINITY, -INFINITY, -INFINITY, 3, INFINITY};
    double[] expected = {1e4 + Math.log(2), -1e4 + Math.log(2), 0, -INFINITY, INFINITY};
    Shape shape = Shape.of(5, 2);
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Agreement agreement = Agreement.of(precision);
      agreement.assertValues("folded", Expr.of(values, shape).logSumExp().constant(), expected);
      agreement.assertValues(
          "built", evaluation.values(evaluation.fed(values, shape).logSumExp()), expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void greatestAlongAnAxis(Precision precision) {
    double[] values = {1, 2, -INFINITY, 7, -3, -INFINITY};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fed = evaluation.fed(values, Shape.of(2, 3), ROWS);
      assertThat(evaluation.values(Reductions.maxOver(fed, ROWS))).containsExactly(7, 2, -INFINITY);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sumsAlongEachDimOfTheEvent(Precision precision) {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    Shape shape = Shape.of(2, 3, 2);
    double[][] expected = {{8, 10, 12, 14, 16, 18}, {9, 12, 27, 30}, {3, 7, 11, 15, 19, 23}};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fed = evaluation.fed(Arrays.copyOf(values, 12), shape.prepend(1), ROWS);
      for (int dim = 0; dim < expected.length; dim++) {
        Expr folded = Reductions.sumAlong(Expr.of(values, shape), dim);
        Expr built = Reductions.sumAlong(fed, dim);
        assertThat(folded.constant()).containsExactly(expected[dim]);
        assertThat(evaluation.values(built)).containsExactly(expected[dim]);
        assertThat(built.eventShape()).isEqualTo(folded.eventShape());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void masksChooseAndWhatIsNotChosenMayBeInfinite(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr x = evaluation.fed(-1, 0, 2);
      Expr isZero = Masks.isZero(x);
      assertThat(evaluation.values(isZero)).containsExactly(0, 1, 0);
      assertThat(evaluation.values(Masks.not(isZero))).containsExactly(1, 0, 1);
      Expr inverse = Expr.of(1).dividedBy(x);
      assertThat(evaluation.values(Masks.chosen(isZero, Expr.of(7), inverse)))
          .containsExactly(-1, 7, 0.5);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void entriesOfMinusInfinityTakeNoGradientAndSpoilNone(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr value = evaluation.fed(0, -INFINITY, Math.log(3));
      Agreement agreement = Agreement.of(precision);
      agreement.assertGradient(
          "logSumExp", evaluation.gradient(value.logSumExp(), value), 0.25, 0, 0.75);
      Expr finite = Expr.of(new double[] {1, 0, 1});
      Expr kept = value.logSoftmax().keptWhere(finite).sum();
      agreement.assertValues(
          "logSoftmax", evaluation.values(kept), Math.log(0.25) + Math.log(0.75));
      agreement.assertGradient("logSoftmax", evaluation.gradient(kept, value), 0.5, 0, -0.5);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void logSoftmaxOfLargeEntriesIsRight(Precision precision) {
    double[] values = {1e4, -1e4, -INFINITY};
    double[] expected = {0, -2e4, -INFINITY};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Agreement agreement = Agreement.of(precision);
      agreement.assertValues("folded", Expr.of(values).logSoftmax().constant(), expected);
      agreement.assertValues(
          "built", evaluation.values(evaluation.fed(values).logSoftmax()), expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theFirstOfEqualEntriesIsTheGreatest(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      double[] values = new double[1000];
      for (int at : new int[] {0, 7, 500, 998}) {
        java.util.Arrays.fill(values, at, 1000, 1);
        java.util.Arrays.fill(values, 0, at, 0);
        assertThat(evaluation.scalar(Events.argMax(evaluation.fed(values)))).isEqualTo(at);
        assertThat(Events.argMax(Expr.of(values)).constant()).containsExactly(at);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void uncheckedNumbersOutsideOfTheRangeHaveNoOneInTheirVector(Precision precision) {
    double[] values = {3, -1, 2};
    double[] expected = {0, 0, 0, 0, 0, 0, 0, 0, 1};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      assertThat(LastDim.oneHot(Expr.of(values), 3).constant()).containsExactly(expected);
      assertThat(evaluation.values(LastDim.oneHot(evaluation.fed(values), 3)))
          .containsExactly(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void vectorsOfNumbersThatAreNoPlacesAreNotNumeric(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      double none = Double.NaN;
      Expr fed = evaluation.fed(new double[] {0, 1, 2, -1, 0.6, none});
      assertThat(evaluation.values(Events.oneHot(fed, 2)))
          .containsExactly(1, 0, 0, 1, none, none, none, none, none, none, none, none);
      for (double other : new double[] {2, -1, 0.6, none}) {
        assertThatThrownBy(() -> Events.oneHot(Expr.of(other), 2))
            .hasMessageStartingWith("at one-hot vector (")
            .hasMessageEndingWith(
                "expected whole numbers from 0 to 1, but got "
                    + other
                    + "\n  try: a size above the greatest number, and numbers counted from 0");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sumsAndMeansAlongAnAxisTakeItAway(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr value = evaluation.fed(new double[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3), PARTICLES, ROWS);
      Expr sum = Reductions.sumOver(value, ROWS);
      Expr mean = Reductions.meanOver(value, PARTICLES);
      assertThat(sum.axes().asList()).containsExactly(PARTICLES);
      assertThat(mean.axes().asList()).containsExactly(ROWS);
      assertThat(evaluation.values(sum)).containsExactly(6, 15);
      assertThat(evaluation.values(mean)).containsExactly(2.5, 3.5, 4.5);
      assertThat(Reductions.meanOver(sum, ROWS)).isSameAs(sum);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void anEntryCountsAsOftenAsTheEventRepeatsIt(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr scalar = evaluation.fed(new double[] {2, 3}, Shape.of(2), ROWS);
      Expr column = evaluation.fed(new double[] {1, 2}, Shape.of(2, 1));
      Shape event = Shape.of(2, 3);
      assertThat(evaluation.values(Reductions.sumOfEvent(scalar, event))).containsExactly(12, 18);
      assertThat(evaluation.values(Reductions.sumOfEvent(column, event))).containsExactly(9);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void eventsAreReducedForEveryIndexOfTheAxes(Precision precision) {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr value = evaluation.fed(values, Shape.of(2, 3, 2), PARTICLES, ROWS);
      List<double[]> parts = evaluation.values(value.split(2));
      assertThat(parts.get(0)).containsExactly(1, 3, 5, 7, 9, 11);
      assertThat(parts.get(1)).containsExactly(2, 4, 6, 8, 10, 12);
      assertThat(evaluation.values(value.sum())).containsExactly(3, 7, 11, 15, 19, 23);
      assertThat(evaluation.values(Events.argMax(value))).containsOnly(1);
      assertThat(evaluation.shape(value.reshape(2, 1))).isEqualTo(Shape.of(2, 3, 2, 1));
      assertThat(evaluation.shape(Events.oneHot(Events.argMax(value), 4)))
          .isEqualTo(Shape.of(2, 3, 4));
    }
  }
}
