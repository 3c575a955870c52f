package org.jelbo.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;

/**
 * Draws of the finite sites of random programs are those of their exact posterior. Each mean is off
 * by six standard errors and a hundredth at most: a false alarm in fewer than one run in 10^5.
 */
class RandomPredictionsTest {
  private static final long FIRST = Long.getLong("jelbo.programs.first", 1000);
  private static final long COUNT = Long.getLong("jelbo.programs", 200) / 10;
  private static final int DRAWS = 500;

  private int refused;

  @Test
  void drawsAreThoseOfThePosterior() {
    List<String> wrong = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
      Spec spec = RandomSpecs.summed(RandomSpecs.of(seed));
      Written written = new Written(spec);
      try (Fit fit = Fit.start(written.objective())) {
        Predictive wanted = Predictive.posterior(written.data()).draws(DRAWS);
        wrong.addAll(faults(spec, fit.predict(wanted)));
      } catch (JelboException e) {
        refused++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isLessThan(Math.toIntExact(COUNT / 2));
  }

  private static List<String> faults(Spec spec, Draws draws) {
    List<String> wrong = new ArrayList<>();
    PlainPosterior posterior = new PlainPosterior(spec);
    for (Spec.Node node : spec.model()) {
      if (!spec.isSummed(node)) {
        continue;
      }
      Values values = draws.of(node.name());
      int cells = values.size() / DRAWS;
      for (int cell = 0; cell < cells; cell++) {
        int inner = node.level().size();
        double expected = posterior.mean(new Plain.Instance(node, cell / inner, cell % inner));
        double mean = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
          mean += values.at(draw * cells + cell) / DRAWS;
        }
        double error = (node.kind().count() - 1) / 2.0 / Math.sqrt(DRAWS);
        if (Math.abs(mean - expected) > 6 * error + 0.01) {
          wrong.add(spec + "\n  mean of " + node + " " + mean + " for " + expected);
        }
      }
    }
    return wrong;
  }
}
