package org.jelbo.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.objective.ExplainedSite;
import org.junit.jupiter.api.Test;

/**
 * Random programs have the bound of their definition, and its gradient, or are refused. {@code
 * -Djelbo.programs=N} tries N of them, {@code -Djelbo.programs.first=S} from another seed on.
 */
class RandomProgramsTest {
  private static final long FIRST = Long.getLong("jelbo.programs.first", 1000);
  private static final double THETA = Written.THETA;
  private static final double PHI = Written.PHI;
  private static final long COUNT = Long.getLong("jelbo.programs", 200);

  private int refused;

  @Test
  void boundsAreThoseOfTheDefinition() {
    List<String> wrong = new ArrayList<>();
    for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
      Spec spec = RandomSpecs.of(seed);
      if (!fault(spec).isEmpty()) {
        Spec small = shrunk(spec);
        wrong.add(spec + "\n  " + fault(spec) + "\nshrunk " + small + "\n  " + fault(small));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(refused).isLessThan(Math.toIntExact(COUNT / 4));
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
    Set<String> closed;
    try (Compiled compiled = written.compilation().compile()) {
      DrawKey key = DrawKey.of(0).particles(spec.bound().particles());
      loss = compiled.measure(written.data(), 0, spec.batch(), key).value();
      if (spec.batch() == spec.rows() && spec.seed() % 4 == 0) {
        Map<String, Values> found = compiled.gradients(written.data(), key);
        found.forEach((name, value) -> gradients.put(name, value.scalar()));
      }
      closed = spec.bound().form() == Spec.Form.ELBO ? closed(compiled) : Set.of();
    } catch (JelboException e) {
      refused++;
      return "";
    } catch (RuntimeException e) {
      return "raw " + e;
    }
    return spec.isUnsound()
        ? "accepted, though a mask leaves out what others count"
        : fault(spec, closed, loss, gradients);
  }

  /** The latents whose divergence it says is in closed form. */
  private static Set<String> closed(Compiled compiled) {
    return compiled.objective().explain().sites().stream()
        .filter(site -> site.lines().getOrDefault("kl", "").startsWith("closed form"))
        .map(ExplainedSite::name)
        .collect(Collectors.toSet());
  }

  private static String fault(
      Spec spec, Set<String> closed, double loss, Map<String, Double> gradients) {
    double expected = loss(spec, closed, THETA, PHI);
    if (!(Math.abs(loss - expected) <= 1e-8 * Math.max(1, Math.abs(expected)))) {
      return "loss " + loss + " for " + expected;
    }
    if (!closed.isEmpty() && spec.guide().stream().filter(Spec.Node::isDrawn).count() <= 2) {
      double drawn = overDraws(spec, Set.of());
      double inForm = overDraws(spec, closed);
      if (!(Math.abs(drawn - inForm) <= 1e-8 * Math.max(1, Math.abs(drawn)))) {
        return "closed forms of " + closed + ": " + inForm + " for " + drawn;
      }
    }
    double h = 1e-5;
    for (Map.Entry<String, Double> gradient : gradients.entrySet()) {
      boolean isTheta = gradient.getKey().equals("theta");
      double up = loss(spec, closed, isTheta ? THETA + h : THETA, isTheta ? PHI : PHI + h);
      double down = loss(spec, closed, isTheta ? THETA - h : THETA, isTheta ? PHI : PHI - h);
      double slope = (up - down) / (2 * h);
      if (!(Math.abs(gradient.getValue() - slope) <= 1e-6 * Math.max(1, Math.abs(slope)))) {
        return "gradient of " + gradient.getKey() + " " + gradient.getValue() + " for " + slope;
      }
    }
    return "";
  }

  /** Expected over the draws of two normal latents at most, by Gauss and Hermite. */
  private static double overDraws(Spec spec, Set<String> closed) {
    double[] nodes = {
      0, 1.355626179974266, -1.355626179974266, 2.856970013872806, -2.856970013872806
    };
    double[] weights = {
      8.0 / 15, 0.2220759220056126, 0.2220759220056126, 0.0112574113277207, 0.0112574113277207
    };
    double sum = 0;
    for (int i = 0; i < nodes.length; i++) {
      for (int j = 0; j < nodes.length; j++) {
        Plain plain = new Plain(spec, THETA, PHI);
        plain.noise(nodes[i], nodes[j]);
        sum += weights[i] * weights[j] * new PlainBound(spec, plain, closed).loss();
      }
    }
    return sum;
  }

  private static double loss(Spec spec, Set<String> closed, double theta, double phi) {
    Plain plain = new Plain(spec, theta, phi);
    return spec.bound().isWeighted()
        ? new PlainWeights(spec, plain).loss()
        : new PlainBound(spec, plain, closed).loss();
  }
}
