package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** What is so far out that an exponential or a slope is no float spoils nothing near by. */
final class FarComponentsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static void assertFinite(double... numbers) {
    assertThat(Arrays.stream(numbers).allMatch(Double::isFinite))
        .as("all finite: %s", Arrays.toString(numbers))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void componentsFarFromTheValueHaveNoGradient(Precision precision) {
    double far = precision == Precision.FLOAT32 ? 5 : 60;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr logits = Expr.of(new double[] {0, 0});
      Expr loc = evaluation.fed(0, far);
      Mixture gumbels = Mixture.ofEach(logits, Gumbel.of(loc, Expr.of(new double[] {1, 0.05})));
      double[] ofLoc = evaluation.gradient(gumbels.logProb(Expr.of(0.4)), loc);
      Agreement.of(precision).assertGradient("loc", ofLoc, 1 - Math.exp(-0.4), 0);
      Expr scale = evaluation.fed(1e-3, 1);
      Elementwise weibulls = Weibull.ofScaleAndConcentration(scale, Expr.of(200));
      Expr scored = Mixture.ofEach(logits, weibulls).logProb(Expr.of(0.999));
      double[] ofScale = evaluation.gradient(scored, scale);
      assertFinite(ofScale);
      assertThat(ofScale[0]).isZero();
      assertFinite(evaluation.gradient(((Cumulative) weibulls).cdfOfEach(Expr.of(0.999)), scale));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void cumulativeProbabilitiesOfInfinityAreZeroAndOne(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr mean = evaluation.fedScalar(0);
      Expr ends = Expr.of(new double[] {-INFINITY, INFINITY});
      Expr cdf = Normal.of(mean, Expr.of(new double[] {1, 2})).cdfOfEach(ends);
      assertThat(evaluation.values(cdf)).containsExactly(0, 1);
      assertFinite(evaluation.gradient(cdf, mean));
      Expr positive = LogNormal.of(mean, Expr.of(1)).cdfOfEach(Expr.of(INFINITY));
      assertThat(evaluation.scalar(positive)).isEqualTo(1);
      assertThat(evaluation.values(SpecialFunctions.erfc(evaluation.fed(INFINITY, -INFINITY))))
          .containsExactly(0, 2);
    }
  }

  @Test
  void theDigammaFunctionOfTinyNumbersIsFinite() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr tiny = evaluation.fedScalar(1e-20);
      Expr digamma = SpecialFunctions.digamma(tiny);
      Agreement.of(Precision.FLOAT32)
          .assertValues("digamma", new double[] {evaluation.scalar(digamma) / 1e20}, -1);
      assertFinite(evaluation.gradient(digamma, tiny));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void nearlySureTrialsDiverge(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      double[] of = {16, 18, 20, 30, 30};
      double[] to = {18, 20, 18, 25, 80};
      double[] found = new double[of.length];
      double[] expected = new double[of.length];
      for (int i = 0; i < of.length; i++) {
        NegativeBinomial q = NegativeBinomial.ofLogits(Expr.of(3), evaluation.fedScalar(of[i]));
        NegativeBinomial p = NegativeBinomial.ofLogits(Expr.of(3), Expr.of(to[i]));
        found[i] = evaluation.scalar(q.klOfEach(p));
        double successes = 3 * Math.exp(of[i]);
        double logP = Math.log1p(Math.exp(-to[i])) - Math.log1p(Math.exp(-of[i]));
        expected[i] = successes * logP + 3 * (logP + to[i] - of[i]);
      }
      Agreement.within(1e-3).assertValues("KL", found, expected);
    }
  }

  @Test
  void drawsBeyondFloatsStayInTheSupport() {
    for (double mean : new double[] {-110, 110}) {
      try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
        LogNormal distribution = LogNormal.of(evaluation.fedScalar(mean), Expr.of(1));
        Expr draw = distribution.draw(new NoiseOfZero());
        assertThat(evaluation.scalar(draw)).isPositive().isFinite();
        assertFinite(evaluation.scalar(distribution.logProb(draw)));
      }
    }
  }

  private static final class NoiseOfZero implements NoiseStream {
    @Override
    public Expr normal(Shape event) {
      return Expr.filled(0, event);
    }

    @Override
    public Expr uniform(Shape event) {
      return Expr.filled(0.5, event);
    }

    @Override
    public Expr logGamma(Expr concentration, Shape event) {
      return Expr.filled(0, event);
    }

    @Override
    public Expr poisson(Expr rate, Shape event) {
      return Expr.filled(0, event);
    }

    @Override
    public Expr binomial(Expr trials, Expr probability, Shape event) {
      return Expr.filled(0, event);
    }
  }
}
