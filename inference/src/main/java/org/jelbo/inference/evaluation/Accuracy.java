package org.jelbo.inference.evaluation;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Found;
import org.jelbo.inference.compilation.Outputs;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Conditionals;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;

/**
 * How often a guide is right about a finite site: the most probable value by {@code q(y | x)}, the
 * first of equally probable ones, against the data's. Of a model without a guide, by {@code p(y |
 * x)}.
 *
 * <p>A case that is masked counts as its mask, the model's times the guide's; one whose entries are
 * masked each by itself, as the least of them: a label that is known in part only is not known.
 *
 * @param site its name
 * @param right how many values were right, each counted as its mask
 * @param cases the sum of the masks of all cases: a row each, or in inner plates each index of a
 *     row
 */
public record Accuracy(String site, double right, double cases) {
  private static final int DRAWS_AT_ONCE = 10_000;

  /** The fraction that was right, from 0 to 1. */
  public double value() {
    return right / cases;
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
   * @throws JelboException for an objective that is neither, where no label is seen, and where the
   *     site depends on a given value that is missing although its label is seen
   */
  public static Accuracy of(
      Compiled compiled, Objective objective, Data labelled, String site, int draws) {
    Messages.requireDraws(draws);
    Messages.requireData("accuracy", labelled);
    Messages.requireOf(compiled, objective);
    Required.name(site, "accuracy", "the name of a finite site, such as \"y\"");
    return compiled.guard().undisturbed(() -> counted(compiled, objective, labelled, site, draws));
  }

  private static Accuracy counted(
      Compiled compiled, Objective objective, Data labelled, String site, int draws) {
    Programs programs = objective.programs();
    Axes particles = draws > 1 ? Programs.PARTICLES : Axes.NONE;
    Asked query = new Asked(Query.about(objective, "accuracy"), particles, programs, site);
    int rowsAtOnce = rowsAtOnce(objective, labelled, draws);
    double right = 0;
    double cases = 0;
    for (int from = 0; from < labelled.rows(); from += rowsAtOnce) {
      int to = Math.min(from + rowsAtOnce, labelled.rows());
      DrawKey key = DrawKey.of(0).particles(draws).chunk(from / rowsAtOnce);
      Chunk chunk = compiled.run(query, QueryRun.of(labelled, from, to, key));
      for (int index = 0; index < chunk.cases(); index++) {
        double weight = chunk.weight(index);
        right += chunk.label(index) == chunk.mostProbable(index) ? weight : 0;
        cases += weight;
      }
    }
    if (cases == 0) {
      throw Messages.noLabels(site, labelled.rows());
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
  private record Asked(String name, Axes particles, Programs programs, String site)
      implements Query<Chunk> {
    @Override
    public Outputs<Chunk> build(Setting setting) {
      Set<String> given = new LinkedHashSet<>(programs.given());
      given.remove(site);
      Conditionals.Labelled asked =
          Conditionals.labelled(programs.model(), programs.guide(), given, site, setting);
      return Outputs.of(
          List.of(asked.probs(), asked.values(), asked.labels(), asked.mask()),
          found -> new Chunk(asked, found));
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

    /** {@code [cases, width]}, or {@code [cases]}. */
    private final double[] mask;

    Chunk(Conditionals.Labelled asked, Found found) {
      Values of = found.of(asked.values());
      n = Math.toIntExact(of.shape().get(0));
      probs = found.of(asked.probs()).toArray();
      values = of.toArray();
      labels = found.of(asked.labels()).toArray();
      mask = found.of(asked.mask()).toArray();
    }

    int cases() {
      return probs.length / n;
    }

    double weight(int index) {
      int width = mask.length / cases();
      return Arrays.stream(mask, index * width, (index + 1) * width).min().orElseThrow();
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
