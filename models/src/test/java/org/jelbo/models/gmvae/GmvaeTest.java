package org.jelbo.models.gmvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.training.Fit;
import org.junit.jupiter.api.Test;

class GmvaeTest {
  private static final GmvaeSettings TINY = new GmvaeSettings(6, 2, 4, 3, Activation.ELU);
  private static final Data IMAGES =
      Data.of(Column.ofDoubles("x", new double[] {0, 1, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0}, 6));
  private static final double[] HEAD = {0.3, -0.7, 0.5, -1.2};
  private static final double[] MEANS = {0.1, 0.2, -0.4, 0.9, 1.5, -1.1};
  private static final double[] RAWS = {0.7, -0.3, 0.2, 1.3, -0.8, 0.4};

  @Test
  void itsBoundIsThatOfTheEquallyWeightedComponents() {
    assertBound(Gmvae.of(TINY).elbo());
  }

  @Test
  void aComponentSiteIsSummedOutToTheSameBound() {
    assertBound(Gmvae.of(TINY).componentElbo());
  }

  @Test
  void itsPriorStartsAtNormalDrawsOfVarianceOneOverItsNumbers() {
    try (Fit fit = Fit.start(Gmvae.of(GmvaeSettings.standard()).elbo())) {
      for (String name : new String[] {"prior.mean", "prior.raw"}) {
        double[] start = fit.parameter(name);
        double squares = 0;
        for (double value : start) {
          squares += value * value;
        }
        // The sum of 5,000 squares of N(0, 1/5000): 1, of standard deviation sqrt(2/5000) = 0.02.
        // Five of them: a false alarm in 1.7 million seeds, and the seed is fixed.
        assertThat(start).hasSize(5_000);
        assertThat(squares).isCloseTo(1, noise(0.1));
      }
    }
  }

  /**
   * With all else at zero, the guide is one normal for all images and every pixel is a fair coin.
   */
  private static void assertBound(Elbo elbo) {
    Compilation compilation =
        Compilation.of(elbo)
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(new double[4], 1, 2, 2));
    try (Compiled compiled = compilation.compile()) {
      compiled
          .parameters()
          .forEach(
              param ->
                  compiled.set(param.name(), new double[Math.toIntExact(param.shape().size())]));
      compiled.set("encoder/2/bias", HEAD);
      compiled.set("prior.mean", MEANS);
      compiled.set("prior.raw", RAWS);
      Measurement measured = compiled.measure(IMAGES, DrawKey.of(0));
      assertThat(measured.value()).isCloseTo(divergence() + 6 * Math.log(2), within(1e-12));
      assertThat(compiled.recompute(IMAGES, DrawKey.of(0)).recomputed())
          .isCloseTo(measured.value(), within(1e-10));
    }
  }

  /** {@code log q(z) - log p(z)} at the mean of q. */
  private static double divergence() {
    double prior = 0;
    for (int c = 0; c < 3; c++) {
      double logDensity = 0;
      for (int i = 0; i < 2; i++) {
        logDensity += logDensity(HEAD[i], MEANS[2 * c + i], RAWS[2 * c + i]);
      }
      prior += Math.exp(logDensity) / 3;
    }
    return logDensity(HEAD[0], HEAD[0], HEAD[2])
        + logDensity(HEAD[1], HEAD[1], HEAD[3])
        - Math.log(prior);
  }

  private static double logDensity(double x, double mean, double raw) {
    double variance = Math.log1p(Math.exp(raw)) + 1e-8;
    return -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) * (x - mean) / variance);
  }
}
