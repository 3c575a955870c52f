package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;

class IwaeTrainingTest {
  private static final SmallVae VAE = SmallVae.tiny();

  @Test
  void trainerDescendsTheBoundAndReportsTheEffectiveParticles() {
    Data data = VAE.data(200);
    Iwae iwae = Iwae.of(VAE.model(), VAE.guide()).given("x").particles(5);
    List<StepReport> reports = new ArrayList<>();
    Trainer trainer =
        Trainer.of(iwae)
            .precision(Precision.FLOAT64)
            .optimizer(Adam.of(1e-2))
            .feed(data.batch(50))
            .listener(reports::add);
    try (Fit start = trainer.steps(0).run();
        Fit fit = trainer.steps(200).run()) {
      assertThat(fit.evaluate(data, 5).value()).isLessThan(start.evaluate(data, 5).value() - 0.3);
    }
    assertThat(reports).hasSize(200);
    for (StepReport report : reports) {
      assertThat(report.parts().keySet()).containsExactly("ess");
      assertThat(report.parts().get("ess")).isStrictlyBetween(1.0, 5.0);
      assertThat(report.value()).isFinite();
    }
  }
}
