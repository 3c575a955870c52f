package org.jelbo.inference.evaluation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Conditionals;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;

/**
 * How often a guide is right about a finite site: the most probable value by {@code q(y | x)}, the
 * first of equally probable ones, against the data's. Of a model without a guide, by {@code p(y |
 * x)}.
 *
 * @param site its name
 * @param right how many values were right
 * @param cases how many there are: a row each, or in inner plates each index of a row
 */
public record Accuracy(String site, int right, int cases) {
  private static final int DRAWS_AT_ONCE = 10_000;

  /** The fraction that was right, from 0 to 1. */
  public double value() {
    return (double) right / cases;
  }

  /**
   * Counts over rows, in chunks that bound the memory where the objective can be computed of some
   * of the rows. Finite sites that the site depends on are summed out; of other latents there are
   * draws, over which probabilities are averaged.
   *
   * @param compiled parameters
   * @param objective the compiled one, or one of its terms; the site need not be latent in it
   * @param labelled has a column of the site's name
   * @param site of the guide, or of the model where the guide samples nothing
   * @param draws of latents that are not finite, at least 1
   */
  public static Accuracy of(
      Compiled compiled, Objective objective, Data labelled, String site, int draws) {
    Messages.requireDraws(draws);
    Programs programs = objective.programs();
    Axes particles = draws > 1 ? Programs.PARTICLES : Axes.NONE;
    Query query = new Query("accuracy", particles, new Asked(programs, site)).about(objective);
    int rowsAtOnce = rowsAtOnce(objective, labelled, draws);
    int right = 0;
    int cases = 0;
    for (int from = 0; from < labelled.rows(); from += rowsAtOnce) {
      int to = Math.min(from + rowsAtOnce, labelled.rows());
      DrawKey key = DrawKey.of(0).particles(draws).chunk(from / rowsAtOnce);
      Chunk chunk = new Chunk(compiled.run(query, labelled, from, to, key));
      for (int index = 0; index < chunk.cases(); index++) {
        right += chunk.label(index) == chunk.mostProbable(index) ? 1 : 0;
      }
      cases += chunk.cases();
    }
    return new Accuracy(site, right, cases);
  }

  /** Many draws bound the memory by fewer rows. */
  private static int rowsAtOnce(Objective objective, Data labelled, int draws) {
    int most = Math.max(1, DRAWS_AT_ONCE / draws);
    return objective.terms().stream()
        .mapToInt(term -> term.objective().rowsAtOnce(labelled.rows(), most))
        .max()
        .orElse(most);
  }

  /** Probabilities of a site's values, the values, and the data's. */
  private record Asked(Programs programs, String site)
      implements Function<Setting, Map<String, Expr>> {
    @Override
    public Map<String, Expr> apply(Setting setting) {
      Set<String> given = new LinkedHashSet<>(programs.given());
      given.remove(site);
      Conditionals.Labelled found =
          Conditionals.labelled(programs.model(), programs.guide(), given, site, setting);
      Map<String, Expr> asked = new LinkedHashMap<>();
      asked.put("probs", found.probs());
      asked.put("values", found.values());
      asked.put("labels", found.labels());
      return asked;
    }
  }

  /** Some rows. */
  private static final class Chunk {
    private final int n;

    /** {@code [cases, n]}. */
    private final double[] probs;

    /** {@code [n, width]}. */
    private final double[] values;

    /** {@code [cases, width]}. */
    private final double[] labels;

    Chunk(Map<String, Values> found) {
      Values of = Objects.requireNonNull(found.get("values"));
      n = Math.toIntExact(of.shape().get(0));
      probs = Objects.requireNonNull(found.get("probs")).toArray();
      values = of.toArray();
      labels = Objects.requireNonNull(found.get("labels")).toArray();
    }

    int cases() {
      return probs.length / n;
    }

    int mostProbable(int index) {
      int best = 0;
      double most = -1;
      for (int value = 0; value < n; value++) {
        if (probs[index * n + value] > most) {
          best = value;
          most = probs[index * n + value];
        }
      }
      return best;
    }

    /** Which value the data have; -1 for none of them. */
    int label(int index) {
      int width = values.length / n;
      for (int value = 0; value < n; value++) {
        boolean isSame = true;
        for (int entry = 0; entry < width; entry++) {
          isSame &= labels[index * width + entry] == values[value * width + entry];
        }
        if (isSame) {
          return value;
        }
      }
      return -1;
    }
  }
}
