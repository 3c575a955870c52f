package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.Averaging;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.optimizer.Sgd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Averages of parameters over the steps. */
class AveragedTest {
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {1, -2, 4.5, 0.3}));
  private static final Param W = Param.of("w").constant(0.25);
  private static final Program MODEL =
      p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(W), Expr.of(1))));
  private static final Elbo ELBO = Elbo.of(MODEL, p -> {}).given("x");

  @TempDir Path folder;

  private static Trainer trainer(Optimizer optimizer) {
    return Trainer.of(ELBO).precision(Precision.FLOAT64).optimizer(optimizer).feed(DATA.batch(2));
  }

  /** What w is after each step. */
  private static List<Double> path(Optimizer optimizer, long steps) {
    List<Double> path = new ArrayList<>();
    try (Fit fit =
        trainer(optimizer)
            .metric("w", 1, now -> now.parameter("w")[0])
            .listener(
                new Listener() {
                  @Override
                  public void stepped(StepReport report) {}

                  @Override
                  public void measured(long step, String name, double value) {
                    path.add(value);
                  }
                })
            .steps(steps)
            .run()) {
      assertThat(path).hasSize((int) fit.steps());
    }
    return path;
  }

  @Test
  void theMeanOfTheLastSteps() {
    List<Double> path = path(Sgd.of(0.3), 20);
    double mean = path.subList(13, 20).stream().mapToDouble(w -> w).average().orElseThrow();
    try (Fit fit = trainer(Sgd.of(0.3).averaged(Averaging.since(13))).steps(20).run();
        Fit averaged = fit.averaged()) {
      assertThat(fit.parameter("w")[0]).isEqualTo(path.get(19));
      assertThat(averaged.parameter("w")[0]).isCloseTo(mean, within(1e-12));
      assertThat(averaged.steps()).isEqualTo(20);
      double loss = averaged.evaluate(DATA, 1).value();
      assertThat(loss).isNotEqualTo(fit.evaluate(DATA, 1).value());
      Path file = folder.resolve("averaged.npz");
      averaged.save(file);
      try (Fit restored = Fit.restore(ELBO, file)) {
        assertThat(restored.evaluate(DATA, 1).value()).isEqualTo(loss);
      }
    }
  }

  @Test
  void anExponentialAverage() {
    List<Double> path = path(Adam.of(0.1), 20);
    double average = path.get(0);
    for (double w : path.subList(1, 20)) {
      average = 0.8 * average + 0.2 * w;
    }
    try (Fit fit = trainer(Adam.of(0.1).averaged(Averaging.exponential(0.8))).steps(20).run();
        Fit averaged = fit.averaged()) {
      assertThat(averaged.parameter("w")[0]).isCloseTo(average, within(1e-12));
    }
  }

  @Test
  void averagesGoOnWhereTheyWere() {
    Trainer trainer = trainer(Adam.of(0.1).averaged(Averaging.exponential(0.9)));
    Path half = folder.resolve("half.npz");
    try (Fit first = trainer.steps(7).run()) {
      first.checkpoint(half);
    }
    try (Fit whole = trainer.steps(20).run();
        Fit resumed = trainer.steps(20).resume(half).run();
        Fit one = whole.averaged();
        Fit other = resumed.averaged()) {
      assertThat(other.digest()).isEqualTo(one.digest());
    }
  }

  @Test
  void withoutAveragesThereAreNone() {
    try (Fit fit = trainer(Adam.of(0.1)).steps(1).run()) {
      assertThatThrownBy(fit::averaged)
          .hasMessageContaining(
              "expected a training that averages its parameters, but this one keeps no averages")
          .hasMessageContaining("Adam.of(1e-3).averaged(Averaging.exponential(0.999))");
    }
    try (Fit fit = trainer(Adam.of(0.1).averaged(Averaging.since(0))).steps(0).run()) {
      assertThatThrownBy(fit::averaged)
          .hasMessageContaining("expected a step that was averaged, but none was done");
    }
  }
}
