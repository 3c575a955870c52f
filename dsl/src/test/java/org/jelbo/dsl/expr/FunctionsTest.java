package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** Functions by an op, on the host and in a graph. */
final class FunctionsTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private static Expr cosh(Expr x) {
    return Functions.ofEach(x, Math::cosh, (tf, of) -> tf.math.cosh(of));
  }

  private static Expr angle(Expr y, Expr x) {
    return Functions.ofPairs("atan2", y, x, Math::atan2, (tf, a, b) -> tf.math.atan2(a, b));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void hostAndGraphAgree(Precision precision) {
    Expr x = Expr.of(new double[] {-1, 0, 2});
    Expr y = Expr.of(0.5);
    assertThat(cosh(x).isConstant()).isTrue();
    assertThat(angle(y, x).isConstant()).isTrue();
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fed = evaluation.fed(-1, 0, 2);
      assertThat(evaluation.values(cosh(fed))).containsExactly(cosh(x).constant(), within(1e-5));
      assertThat(evaluation.values(angle(y, fed)))
          .containsExactly(angle(y, x).constant(), within(1e-5));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void pairsBroadcastByName(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr rows = evaluation.fed(new double[] {1, 2}, Shape.of(2), ROWS);
      Expr found = angle(rows, Expr.of(new double[] {1, -1, 3}));
      assertThat(found.axes()).isEqualTo(Axes.of(ROWS));
      assertThat(found.eventShape()).isEqualTo(Shape.of(3));
      assertThat(evaluation.values(found)[4]).isCloseTo(Math.atan2(2, -1), within(1e-5));
    }
  }
}
