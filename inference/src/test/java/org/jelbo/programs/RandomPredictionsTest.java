package org.jelbo.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;

/**
 * Draws of random programs are those of their definition: prior, posterior, with missing values,
 * and with sites that are set from outside. Each mean is off by six standard errors and a hundredth
 * at most: a false alarm in fewer than one run in 10^5.
 */
class RandomPredictionsTest {
  private static final Seeds SEEDS = Seeds.ofPredictions();
  private static final int DRAWS = 500;

  /** The most combinations of values that are visited. */
  private static final double MOST = 5_000;

  private final Refusals refusals = new Refusals();

  @Test
  void drawsAreThoseOfTheDefinition() {
    List<String> wrong = SEEDS.faults(this::fault);
    refusals.log("random predictions", SEEDS);
    assertThat(wrong).isEmpty();
    assertThat(refusals.count()).isLessThan(SEEDS.share(4));
  }

  private String fault(long seed) {
    RandomQueries queries = RandomQueries.of(seed);
    String fault = fault(queries);
    if (fault.isEmpty()) {
      return "";
    }
    RandomQueries small = shrunk(queries);
    return queries + "\n  " + fault + "\nshrunk " + small + "\n  " + fault(small);
  }

  private RandomQueries shrunk(RandomQueries queries) {
    for (RandomQueries smaller : queries.smaller()) {
      if (!fault(smaller).isEmpty()) {
        return shrunk(smaller);
      }
    }
    return queries;
  }

  private String fault(RandomQueries queries) {
    Spec spec = queries.spec();
    Written written = new Written(spec);
    try (Fit fit = Fit.start(written.objective())) {
      PlainDraws plain = new PlainDraws(spec, queries.query());
      return fault(spec, plain, fit.predict(wanted(queries.query(), written)));
    } catch (JelboException e) {
      return refusals.heard(
          List.of(spec), Soundness.isUnsound(spec), PlainLoss.of(spec, Set.of()), e);
    } catch (RuntimeException e) {
      return "raw " + e;
    }
  }

  private static Predictive wanted(PlainDraws.Query query, Written written) {
    Predictive wanted =
        switch (query.kind()) {
          case PRIOR -> Predictive.prior(written.data());
          case POSTERIOR -> Predictive.posterior(written.data());
          case IMPUTED -> Predictive.imputing(written.data());
        };
    return (query.set().isEmpty() ? wanted : wanted.doing(query.set(), query.value())).draws(DRAWS);
  }

  private static String fault(Spec spec, PlainDraws plain, Draws draws) {
    for (Spec.Node node : spec.model()) {
      if (node.kind() == Spec.Kind.FACTOR) {
        continue;
      }
      Values values = draws.of(node.name());
      int inner = node.level().size();
      int cells = node.level().isInRows() ? spec.rows() * inner : 1;
      for (int cell = 0; cell < cells; cell++) {
        Plain.Instance at = new Plain.Instance(node, cell / inner, cell % inner);
        if (plain.size(at) <= MOST) {
          double expected = plain.moment(at, 1);
          double variance = Math.max(0, plain.moment(at, 2) - expected * expected);
          double mean = mean(values, cell, cells);
          if (!(Math.abs(mean - expected) <= 6 * Math.sqrt(variance / DRAWS) + 0.01)) {
            return "mean of " + node + " at " + cell + " " + mean + " for " + expected;
          }
        }
      }
    }
    return "";
  }

  /** Over the draws, or of the only one where all are alike. */
  private static double mean(Values values, int cell, int cells) {
    int count = values.size() / cells;
    double sum = 0;
    for (int draw = 0; draw < count; draw++) {
      sum += values.at(draw * cells + cell);
    }
    return sum / count;
  }
}
