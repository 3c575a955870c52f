package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;

/** What is measured while a model is trained. */
class MetricsTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA = VAE.data(6);

  /** What a listener heard, in order. */
  private static final class Heard implements Listener {
    private final List<String> all = new ArrayList<>();

    @Override
    public void stepped(StepReport report) {
      all.add("step " + report.step());
    }

    @Override
    public void measured(long step, String name, double value) {
      all.add(name + " after " + step + ": " + value);
    }
  }

  private static Trainer trainer(long steps) {
    return Trainer.of(VAE.elbo()).feed(DATA.batch(2)).steps(steps);
  }

  private static double loss(Fit fit) {
    return fit.evaluate(DATA, 3).value();
  }

  @Test
  void listenersHearOfMetricsBeforeTheirSteps() {
    Heard heard = new Heard();
    double second;
    try (Fit fit = trainer(2).run()) {
      second = loss(fit);
    }
    double fourth;
    try (Fit fit =
        trainer(5)
            .metric("loss", 2, MetricsTest::loss)
            .metric("half", 3, measured -> 0.5)
            .listener(heard)
            .run()) {
      assertThat(fit.steps()).isEqualTo(5);
    }
    try (Fit fit = trainer(4).run()) {
      fourth = loss(fit);
    }
    assertThat(heard.all)
        .containsExactly(
            "step 1",
            "loss after 2: " + second,
            "step 2",
            "half after 3: 0.5",
            "step 3",
            "loss after 4: " + fourth,
            "step 4",
            "step 5");
  }

  @Test
  void trainingIsTheSameWithMetrics() {
    try (Fit plain = trainer(4).run();
        Fit measured =
            trainer(4)
                .metric("loss", 1, MetricsTest::loss)
                .metric("evidence", 2, fit -> fit.logLikelihood(DATA, 3).value())
                .run()) {
      assertThat(measured.digest()).isEqualTo(plain.digest());
    }
  }

  @Test
  void metricThatFailsEndsTheTraining() {
    Heard heard = new Heard();
    Trainer trainer =
        trainer(4)
            .metric(
                "no number",
                2,
                fit -> {
                  throw new IllegalStateException("none");
                })
            .listener(heard);
    assertThatThrownBy(trainer::run).isInstanceOf(IllegalStateException.class).hasMessage("none");
    assertThat(heard.all).containsExactly("step 1");
  }
}
