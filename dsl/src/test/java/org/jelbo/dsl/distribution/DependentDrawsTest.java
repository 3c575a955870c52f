package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.NoiseClock;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** The pathwise gradient of a product of entries, which sees how they depend on each other. */
final class DependentDrawsTest {
  private static final long SEED = 5;
  private static final int MANY = 40_000;
  private static final Axis PARTICLES = new Axis.Particles("z");

  private static Expr repeated(Evaluation evaluation, double[] values, Shape event) {
    double[] all = new double[values.length * MANY];
    Arrays.setAll(all, i -> values[i % values.length]);
    return evaluation.fed(all, event.prepend(MANY), PARTICLES);
  }

  private static Expr draw(Evaluation evaluation, Distribution distribution) {
    return distribution.draw(
        KeyedNoise.of(
            evaluation.graph(),
            Extents.NONE.with(PARTICLES, MANY),
            NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(SEED, 0, 0))),
            "test")
            .stream("x", Axes.of(PARTICLES)));
  }

  /**
   * {@code E[x_0 x_1] = sum_k w_k m_k0 m_k1} within a component: its slope along a mean is {@code
   * w_k} times the other mean, along a logit {@code w_k (m_k0 m_k1 - E)}, along a deviation 0.
   */
  @Test
  void mixturesOfRowsKnowHowEntriesDepend() {
    double[] means = {-0.7, 0.5, 1.2, 0.9};
    double[] logits = {0.5, -0.3};
    double weight = 1 / (1 + Math.exp(logits[1] - logits[0]));
    double[] weights = {weight, 1 - weight};
    double expected = weights[0] * means[0] * means[1] + weights[1] * means[2] * means[3];
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr mean = repeated(evaluation, means, Shape.of(2, 2));
      Expr stddev = repeated(evaluation, new double[] {1.5, 0.7, 1, 1.1}, Shape.of(2, 2));
      Expr weighing = repeated(evaluation, logits, Shape.of(2));
      Expr draw = draw(evaluation, Mixture.ofRows(weighing, Normal.of(mean, stddev)));
      Expr product = draw.split(2).get(0).times(draw.split(2).get(1));
      MonteCarlo.assertMeanAgrees("product", evaluation.values(product), expected, SEED);
      List<double[]> gradients = evaluation.gradients(product, List.of(mean, stddev, weighing));
      for (int i = 0; i < 4; i++) {
        double slope = weights[i / 2] * means[i % 2 == 0 ? i + 1 : i - 1];
        assertMean("mean " + i, gradients.get(0), i, 4, slope);
        assertMean("deviation " + i, gradients.get(1), i, 4, 0);
      }
      for (int k = 0; k < 2; k++) {
        double slope = weights[k] * (means[2 * k] * means[2 * k + 1] - expected);
        assertMean("logit " + k, gradients.get(2), k, 2, slope);
      }
    }
  }

  /** {@code E[(x_0 - m_0) (x_1 - m_1)] = L_00 L_10}. */
  @Test
  void normalVectorsKnowHowEntriesDepend() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      double[] lower = {1.4, 0, -0.6, 0.8};
      Expr scale = repeated(evaluation, lower, Shape.of(2, 2));
      Expr mean = Expr.filled(0, Shape.of(2));
      Expr draw = draw(evaluation, MultivariateNormal.ofMeanAndScaleTril(mean, scale));
      Expr product = draw.split(2).get(0).times(draw.split(2).get(1));
      double[] gradient = evaluation.gradient(product, scale);
      assertMean("entry 0", gradient, 0, 4, lower[2]);
      assertMean("entry 2", gradient, 2, 4, lower[0]);
      assertMean("entry 3", gradient, 3, 4, 0);
    }
  }

  private static void assertMean(
      String parameter, double[] gradients, int entry, int width, double expected) {
    double[] column = new double[MANY];
    Arrays.setAll(column, i -> gradients[i * width + entry]);
    MonteCarlo.assertMeanAgrees("gradient to " + parameter, column, expected, SEED);
  }
}
