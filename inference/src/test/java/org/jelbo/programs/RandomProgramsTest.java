package org.jelbo.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.junit.jupiter.api.Test;

/**
 * Random programs have the bound of their definition, and its gradient, or are refused for a known
 * reason.
 */
class RandomProgramsTest {
  private static final Seeds SEEDS = Seeds.ofBounds();

  private final Refusals refusals = new Refusals();

  @Test
  void boundsAreThoseOfTheDefinition() {
    List<String> wrong = SEEDS.faults(this::fault);
    refusals.log("random programs", SEEDS);
    assertThat(wrong).isEmpty();
    assertThat(refusals.count()).isLessThan(SEEDS.share(8));
  }

  private String fault(long seed) {
    Spec spec = RandomSpecs.of(seed);
    String fault = fault(spec);
    if (fault.isEmpty()) {
      return "";
    }
    Spec small = shrunk(spec);
    return spec + "\n  " + fault + "\nshrunk " + small + "\n  " + fault(small);
  }

  private Spec shrunk(Spec spec) {
    for (Spec smaller : RandomSpecs.smaller(spec)) {
      if (!fault(smaller).isEmpty()) {
        return shrunk(smaller);
      }
    }
    return spec;
  }

  /** What is wrong with what Jelbo says of a spec; empty where nothing is. */
  private String fault(Spec spec) {
    Written written = new Written(spec);
    double loss;
    Map<String, Double> gradients = new LinkedHashMap<>();
    try (Compiled compiled = written.compilation().compile()) {
      DrawKey key = DrawKey.of(0).particles(spec.bound().particles());
      loss = compiled.onlyTerm().measure(QueryRun.of(written.data(), 0, spec.batch(), key)).value();
      if (spec.seed() % 4 == 0) {
        Map<String, Values> found =
            compiled.onlyTerm().gradients(QueryRun.of(written.data(), 0, spec.batch(), key));
        found.forEach((name, value) -> gradients.put(name, value.scalar()));
      }
    } catch (JelboException e) {
      return refusals.heard(
          List.of(spec), Soundness.isUnsound(spec), PlainLoss.of(spec, Set.of()), e);
    } catch (RuntimeException e) {
      return "raw " + e;
    }
    if (Soundness.isUnsound(spec)) {
      return "accepted, though a mask leaves out what others count";
    }
    Set<String> closed = written.closed();
    String fault = ofClosed(spec, closed);
    return fault.isEmpty() ? Faults.of(PlainLoss.of(spec, closed), loss, gradients) : fault;
  }

  /** Divergences in closed form are those that draws have on average. */
  private static String ofClosed(Spec spec, Set<String> closed) {
    if (spec.bound().form() == Spec.Form.ELBO && !closed.isEmpty()) {
      double drawn = PlainLoss.overDraws(spec, Set.of());
      double inForm = PlainLoss.overDraws(spec, closed);
      if (!Faults.isNear(inForm, drawn, 1e-8)) {
        return "closed forms of " + closed + ": " + inForm + " for " + drawn;
      }
    }
    return "";
  }
}
