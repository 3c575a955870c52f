package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** Which values a distribution scores, by the shape of their event. */
final class ValueShapeTest {
  private static final Shape EVENT = Shape.of(2, 3);

  private static List<Elementwise> families(Evaluation evaluation) {
    double[] six = {1, -2, 0.5, 0, 2, -1};
    double[] twelve = {1, -2, 0.5, 0, 2, -1, 1, 2, 3, 4, 5, 6};
    return List.of(
        Normal.of(evaluation.fed(six, EVENT), Expr.of(2)),
        Normal.ofMeanAndVariance(evaluation.fed(six, EVENT), Expr.of(2)),
        Bernoulli.ofLogits(evaluation.fed(six, EVENT)),
        Categorical.ofLogits(evaluation.fed(twelve, Shape.of(2, 3, 2))));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aSmallerValueIsTheSameForEachEntry(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (Elementwise family : families(evaluation)) {
        double full = evaluation.scalar(family.logProb(Expr.filled(1, EVENT)));
        double[] smaller = {
          evaluation.scalar(family.logProb(Expr.of(1))),
          evaluation.scalar(family.logProb(evaluation.fedScalar(1))),
          evaluation.scalar(family.logProb(Expr.filled(1, Shape.of(1, 3)))),
          evaluation.scalar(family.logProb(evaluation.fed(new double[] {1, 1}, Shape.of(2, 1))))
        };
        Agreement.of(precision).assertValues(family.family(), smaller, full, full, full, full);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aLargerOrOtherValueIsRefused(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (Elementwise family : families(evaluation)) {
        for (Shape shape : List.of(Shape.of(3), Shape.of(2, 3, 1), Shape.of(2, 4), Shape.of(6))) {
          assertThatThrownBy(() -> family.logProb(Expr.filled(1, shape)))
              .isInstanceOf(JelboException.class)
              .hasMessageContaining("expected a value of event shape [2, 3], but got " + shape);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void oneVectorMayStandForAllRows(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      double[] six = {1, -2, 0.5, 0, 2, -1};
      OneHotCategorical rows = OneHotCategorical.ofLogits(evaluation.fed(six, EVENT));
      Expr one = Expr.of(new double[] {0, 1, 0}, Shape.of(1, 3));
      Expr all = Expr.of(new double[] {0, 1, 0, 0, 1, 0}, EVENT);
      Agreement.of(precision)
          .assertValues(
              "log p", evaluation.values(rows.logProb(one)), evaluation.values(rows.logProb(all)));
      assertThat(rows.logProb(one).eventShape()).isEqualTo(Shape.scalar());
    }
  }
}
