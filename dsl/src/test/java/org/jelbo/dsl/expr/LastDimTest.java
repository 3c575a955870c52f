package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class LastDimTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final double[] SIX = {1, 2, 4, 8, 16, 32};

  @Test
  void entriesAreChosenAndSummedInEachRow() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Shape rows = Shape.of(2, 3);
      for (Expr value :
          List.of(
              Expr.of(SIX, rows),
              evaluation.fed(SIX, rows),
              evaluation.fed(SIX, Shape.of(2, 1, 3), PARTICLES))) {
        Expr chosen = LastDim.chosen(value, 2, 0, 0, 1);
        assertThat(evaluation.values(chosen)).containsExactly(4, 1, 1, 2, 32, 8, 8, 16);
        assertThat(chosen.eventShape().takeLast(1)).isEqualTo(Shape.of(4));
        assertThat(evaluation.values(LastDim.sumsBefore(value))).containsExactly(0, 1, 3, 0, 8, 24);
        assertThat(evaluation.values(LastDim.sumsAfter(value))).containsExactly(6, 4, 0, 48, 32, 0);
      }
    }
  }

  @Test
  void gradientsComeBackToTheirPlaces() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr value = evaluation.fed(SIX, Shape.of(2, 1, 3), PARTICLES);
      Expr weights = Expr.of(new double[] {1, 10, 100}, Shape.of(1, 3));
      assertThat(evaluation.gradient(LastDim.chosen(value, 2, 0, 0).times(weights), value))
          .containsExactly(110, 0, 1, 110, 0, 1);
      assertThat(evaluation.gradient(LastDim.sumsBefore(value).times(weights), value))
          .containsExactly(110, 100, 0, 110, 100, 0);
      assertThat(evaluation.gradient(LastDim.sumsAfter(value).times(weights), value))
          .containsExactly(0, 1, 11, 0, 1, 11);
    }
  }
}
