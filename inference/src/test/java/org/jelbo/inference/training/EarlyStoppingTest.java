package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Adam;
import org.junit.jupiter.api.Test;

/** A training ends where a metric is no better any more. */
class EarlyStoppingTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, 2, 4, 3}));
  private static final Param W = Param.of("w").constant(0);
  private static final Program MODEL =
      p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(W), Expr.of(1))));

  private static Trainer trainer() {
    return Trainer.of(Elbo.of(MODEL, p -> {}).given("x"))
        .optimizer(Adam.of(0.1))
        .feed(DATA.batch(4))
        .steps(100)
        .metric("off", 2, fit -> Math.abs(fit.parameter("w")[0] - 1));
  }

  /** The parameter passes 1 on its way to 2.5: the best is where it is nearest. */
  @Test
  void theFitIsThatOfTheBest() {
    List<Double> path = new ArrayList<>();
    try (Fit whole = trainer().metric("w", 2, fit -> add(path, fit.parameter("w")[0])).run()) {
      assertThat(whole.steps()).isEqualTo(100);
    }
    int best = 0;
    for (int i = 0; i < path.size(); i++) {
      best = Math.abs(path.get(i) - 1) < Math.abs(path.get(best) - 1) ? i : best;
    }
    List<Long> steps = new ArrayList<>();
    try (Fit fit =
        trainer()
            .stopping(EarlyStopping.lowest("off").patience(3))
            .listener(report -> steps.add(report.step()))
            .run()) {
      assertThat(fit.steps()).isEqualTo(2L * (best + 1));
      assertThat(fit.parameter("w")[0]).isEqualTo(path.get(best));
      assertThat(steps).hasSize(2 * (best + 1) + 2 * 3);
    }
  }

  private static double add(List<Double> path, double value) {
    path.add(value);
    return value;
  }

  @Test
  void moreIsBetterWhereItIsSaid() {
    try (Fit fit =
        trainer()
            .metric("less", 1, now -> -now.steps())
            .stopping(EarlyStopping.highest("less").patience(4))
            .run()) {
      assertThat(fit.steps()).isEqualTo(1);
    }
  }

  @Test
  void whatCannotStopIsRefused() {
    assertThatThrownBy(() -> EarlyStopping.lowest("off").patience(0))
        .hasMessageContaining("expected a patience of 1 or more, but got 0")
        .hasMessageContaining("try: patience(10)");
    Trainer unknown = trainer().stopping(EarlyStopping.lowest("of"));
    assertThatThrownBy(unknown::run)
        .hasMessageContaining("expected the name of a metric of the trainer, but got 'of' of [off]")
        .hasMessageContaining("try: 'off'");
    Trainer resumed = trainer().stopping(EarlyStopping.lowest("off")).resume(Path.of("half.npz"));
    assertThatThrownBy(resumed::run)
        .hasMessageContaining(
            "expected a training from its start, because a checkpoint does not have the state at"
                + " the best 'off', but it is resumed");
    Trainer none =
        trainer().metric("none", 2, fit -> Double.NaN).stopping(EarlyStopping.lowest("none"));
    assertThatThrownBy(none::run)
        .hasMessage(
            """
            at step 2, metric 'none':
              expected a number to compare, but it is not one
              try: a metric that is defined for every fit""");
  }
}
