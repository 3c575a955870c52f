package org.jelbo.inference.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.Arrays;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** The evidence of models with finite latents, against sums over all of their values. */
class FiniteEvidenceTest {
  private static final double[] PRIOR = {0.2, 0.3, 0.5};
  private static final double[] MEANS = {-1, 0.5, 2};
  private static final double[][] STEP = {{0.6, 0.3, 0.1}, {0.2, 0.5, 0.3}, {0.1, 0.1, 0.8}};
  private static final double[] X = {0.7, -1.2, 3.1};
  private static final Data DATA = Data.of(Column.ofDoubles("x", X));

  /** {@code c ~ Categorical, z | c ~ N(mean of c, 1), x | z ~ N(z, 1)}. */
  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr c = p.sample("c", Categorical.ofProbabilities(Expr.of(PRIOR)));
                Expr z = p.sample("z", Normal.of(Expr.of(MEANS).at(c), Expr.of(1)));
                p.sample("x", Normal.of(z, Expr.of(1)));
              });

  private static double[] exact() {
    return Arrays.stream(X)
        .map(
            x -> {
              double sum = 0;
              for (int c = 0; c < 3; c++) {
                sum += PRIOR[c] * density(x - MEANS[c], Math.sqrt(2));
              }
              return Math.log(sum);
            })
        .toArray();
  }

  /**
   * The guide enumerates c and has {@code q(z | x, c) = p(z | x, c)}: every weight, summed over c
   * within, is {@code p(x)}, whatever {@code q(c | x)} says.
   */
  @Test
  void sumWithinTheWeightOfGuideThatEnumerates() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x");
                  Expr logits = Expr.of(new double[] {1, -2, 0.3}).times(x);
                  Expr c = p.sample("c", Categorical.ofLogits(logits));
                  Expr mean = Expr.of(MEANS).at(c).plus(x).times(0.5);
                  p.sample("z", Normal.of(mean, Expr.of(Math.sqrt(0.5))));
                });
    Evidence found = evidence(Elbo.of(MODEL, guide).given("x"), DATA, 3);
    assertThat(found.perDatum().toArray()).containsExactly(exact(), within(1e-12));
    assertThat(found.effectiveParticles()).isCloseTo(3, within(1e-9));
  }

  /** The guide knows nothing of c; the error is that of importance sampling. */
  @Test
  void sumOfSiteThatTheGuideLacks() {
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x").times(0.5), Expr.of(1.3))));
    Evidence found = evidence(Elbo.of(MODEL, guide).given("x"), DATA, 40_000);
    double exact = Arrays.stream(exact()).average().orElseThrow();
    assertThat(found.standardError()).isBetween(1e-4, 0.01);
    assertThat(found.value()).isCloseTo(exact, noise(6 * found.standardError()));
  }

  /** Nothing is drawn: the forward recursion, exact for any number of particles. */
  @Test
  void chainIsExact() {
    double[][] seen = {{0.3, 1}, {-0.7, 2.2}, {1.4, 0}};
    Data data =
        Data.of(
            Column.ofDoubles("o0", seen[0]),
            Column.ofDoubles("o1", seen[1]),
            Column.ofDoubles("o2", seen[2]));
    double[] expected = new double[2];
    for (int row = 0; row < 2; row++) {
      for (int code = 0; code < 27; code++) {
        int[] s = {code / 9, code / 3 % 3, code % 3};
        double joint = PRIOR[s[0]] * STEP[s[0]][s[1]] * STEP[s[1]][s[2]];
        for (int t = 0; t < 3; t++) {
          joint *= density(seen[t][row] - MEANS[s[t]], 1);
        }
        expected[row] += joint;
      }
      expected[row] = Math.log(expected[row]);
    }
    Objective likelihood = MaximumLikelihood.of(chain()).given("o0", "o1", "o2");
    Evidence found = evidence(likelihood, data, 5);
    assertThat(found.perDatum().toArray()).containsExactly(expected, within(1e-12));
    assertThat(found.standardError()).isZero();
    assertThat(found.effectiveParticles()).isCloseTo(5, within(1e-9));
  }

  private static Program chain() {
    double[] flat = Arrays.stream(STEP).flatMapToDouble(Arrays::stream).map(Math::log).toArray();
    Expr logits = Expr.of(flat, Shape.of(3, 3));
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr state = p.sample("s0", Categorical.ofProbabilities(Expr.of(PRIOR)));
              p.sample("o0", Normal.of(Expr.of(MEANS).at(state), Expr.of(1)));
              for (int t = 1; t < 3; t++) {
                state = p.sample("s" + t, Categorical.ofLogits(logits.at(state)));
                p.sample("o" + t, Normal.of(Expr.of(MEANS).at(state), Expr.of(1)));
              }
            });
  }

  private static Evidence evidence(Objective objective, Data data, int particles) {
    try (Compiled compiled = Compilation.of(objective).precision(Precision.FLOAT64).compile()) {
      return EvidenceEstimator.of(particles).run(compiled, data);
    }
  }

  private static double density(double distance, double scale) {
    return Math.exp(-0.5 * distance * distance / (scale * scale))
        / (scale * Math.sqrt(2 * Math.PI));
  }
}
