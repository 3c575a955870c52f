package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;

/** Refusals that go through a run of TensorFlow. */
final class RunChecksTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private Expr checked(Expr measure, String subject) {
    JelboException refusal =
        JelboException.of(subject, "expected [2], but 'x' has \"3\\n\" in C:\\new", "at most 2");
    return RunChecks.atMost(measure.times(2), measure, 2, refusal);
  }

  @Test
  void valuesUpToTheLimitPass() {
    Expr measure = evaluation.fed(-5, 2, Double.NaN);
    assertThat(evaluation.values(checked(measure, "site 'x'"))).containsExactly(-10, 4, Double.NaN);
  }

  @Test
  void refusalsKeepTheirTexts() {
    Expr checked = checked(evaluation.fed(1, 2.5), "site 'x'");
    Throwable refusal = catchThrowable(() -> evaluation.values(checked));
    assertThat(refusal)
        .isInstanceOf(JelboException.class)
        .hasCauseInstanceOf(TFInvalidArgumentException.class)
        .hasMessage(
            """
            at site 'x' in a run:
              expected [2], but 'x' has "3\\n" in C:\\new
              try: at most 2""");
  }

  @Test
  void shapesAndGradientsAreRefusedToo() {
    Expr measure = evaluation.fed(3);
    Expr checked = checked(measure, "it");
    assertThatThrownBy(() -> evaluation.shape(checked)).hasMessageStartingWith("at it in a run:");
    assertThatThrownBy(() -> evaluation.gradient(checked.square(), measure))
        .hasMessageStartingWith("at it in a run:");
  }

  @Test
  void otherFailuresStayAsTheyAre() {
    Expr two = evaluation.fed(new double[] {1, 2}, Shape.of(2), ROWS);
    Expr three = evaluation.fed(new double[] {1, 2, 1}, Shape.of(3), ROWS);
    Expr sum = checked(two, "it").plus(three);
    assertThatThrownBy(() -> evaluation.values(sum)).isInstanceOf(TFInvalidArgumentException.class);
  }
}
