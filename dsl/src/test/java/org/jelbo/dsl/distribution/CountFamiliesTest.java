package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.dsl.noise.NoiseStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** What the contract of distributions does not look at: finite families, quantiles, divergences. */
final class CountFamiliesTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final long SEED = 11;
  private static final Agreement EXACT = Agreement.within(1e-9);

  private static Expr vector(double... values) {
    return Expr.of(values);
  }

  private static NoiseStream noise(Evaluation evaluation, int particles) {
    return KeyedNoise.of(
        evaluation.graph(),
        Extents.NONE.with(PARTICLES, particles),
        NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(SEED, 0, 0))),
        "test")
        .stream("x", Axes.of(PARTICLES));
  }

  /** Probabilities of all values sum to 1, and {@code -sum p log p} is the entropy. */
  private static void assertListed(Distribution distribution) {
    Expr values = distribution.enumerate();
    int width = Math.toIntExact(distribution.eventShape().size());
    double[] all = values.constant();
    double sum = 0;
    double entropy = 0;
    for (int i = 0; i < all.length; i += width) {
      double[] value = Arrays.copyOfRange(all, i, i + width);
      double log = distribution.logProb(Expr.of(value, distribution.eventShape())).constant()[0];
      sum += Math.exp(log);
      entropy -= Math.exp(log) == 0 ? 0 : Math.exp(log) * log;
    }
    EXACT.assertValues("sum", new double[] {sum}, 1);
    EXACT.assertValues("entropy", distribution.entropy().constant(), entropy);
  }

  @Test
  void theLastEntryChangesFirst() {
    assertThat(Bernoulli.ofLogits(vector(0, 1)).enumerate().constant())
        .containsExactly(0, 0, 0, 1, 1, 0, 1, 1);
    assertThat(Multinomial.ofLogits(2, vector(0, 1)).enumerate().constant())
        .containsExactly(0, 2, 1, 1, 2, 0);
  }

  @Test
  void valuesOfFiniteFamiliesAreListedOnce() {
    assertListed(Multinomial.ofLogits(6, vector(0.5, -1, 0, 2)));
    assertListed(Multinomial.ofProbabilities(4, vector(0.5, 0, 0.5)));
    assertListed(Binomial.ofProbabilities(9, 0.3));
    assertListed(Binomial.ofProbabilities(vector(2, 5), Expr.of(0.3)));
    assertListed(Empirical.ofRows(Expr.of(new double[] {1, 2, 3, 4, 1, 2}, Shape.of(3, 2))));
    assertListed(PointMass.of(vector(0.3, 0.4)));
    assertThat(PointMass.of(vector(0.3, 0.4)).cardinality()).hasValue(1);
    assertThat(Empirical.ofRows(vector(1, 2, 1)).cardinality()).hasValue(2);
  }

  @Test
  void otherValuesThanThePointAndTheRowsAreImpossible() {
    EXACT.assertValues(
        "point",
        PointMass.of(vector(1, 2)).logProbOfEach(vector(1, 3)).constant(),
        0,
        Double.NEGATIVE_INFINITY);
    Empirical rows = Empirical.ofRows(vector(1, 2, 1, 4));
    EXACT.assertValues("twice", rows.logProb(Expr.of(1)).constant(), Math.log(0.5));
    EXACT.assertValues("never", rows.logProb(Expr.of(3)).constant(), Double.NEGATIVE_INFINITY);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr logits = evaluation.fed(0, 1, 2, 3);
      Expr never = Empirical.ofRows(vector(1, 2, 1, 4), logits).logProb(Expr.of(3));
      assertThat(evaluation.scalar(never)).isEqualTo(Double.NEGATIVE_INFINITY);
      assertThat(evaluation.gradient(never, logits)).doesNotContain(Double.NaN);
    }
  }

  @Test
  void quantilesInvertTheCumulativeProbabilities() {
    double[] logits = {-9, -2, 0.3, 4};
    for (double logit : logits) {
      Geometric geometric = Geometric.ofLogits(Expr.of(logit));
      double sum = 0;
      for (int x = 0; x < 40; x++) {
        sum += Math.exp(geometric.logProb(Expr.of(x)).constant()[0]);
        Expr cdf = geometric.cdfOfEach(Expr.of(x));
        EXACT.assertValues("cdf", cdf.constant(), sum);
        if (sum < 1 - 1e-9) {
          assertThat(geometric.quantileOfEach(cdf).constant()).containsExactly(x);
          double above = cdf.constant()[0] + 1e-10;
          assertThat(geometric.quantileOfEach(Expr.of(above)).constant()).containsExactly(x + 1);
        }
      }
      EXACT.assertValues("below", geometric.cdfOfEach(Expr.of(-0.5)).constant(), 0);
    }
  }

  /** False alarms: MonteCarlo's rate for each of eight numbers. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void drawsOfManyTrialsHaveTheirMoments(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr probabilities = vector(1e-6, 0.3, 0.2, 0.5 - 2e-6, 1e-6);
      Multinomial many = Multinomial.ofProbabilities(1_000_000, probabilities);
      double[] draws = evaluation.values(many.draw(noise(evaluation, 20_000)));
      double[] mean = many.mean().constant();
      double[] variance = many.variance().constant();
      for (int i = 0; i < 4; i++) {
        double[] column = new double[20_000];
        double[] squares = new double[20_000];
        for (int j = 0; j < column.length; j++) {
          column[j] = draws[j * 5 + i];
          squares[j] = Math.pow(column[j] - mean[i], 2);
        }
        MonteCarlo.assertMeanAgrees("mean " + i, column, mean[i], SEED);
        MonteCarlo.assertMeanAgrees("variance " + i, squares, variance[i], SEED);
      }
    }
  }

  @Test
  void ratesThatAreNotNumericDrawNone() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr rate = evaluation.fed(Double.NaN, Double.POSITIVE_INFINITY, -1, 0);
      assertThat(evaluation.values(noise(evaluation, 1).poisson(rate, rate.eventShape())))
          .containsExactly(Double.NaN, Double.NaN, Double.NaN, 0);
      Expr p = evaluation.fed(Double.NaN, -1, 2, 1);
      assertThat(evaluation.values(noise(evaluation, 1).binomial(Expr.of(3), p, p.eventShape())))
          .containsExactly(Double.NaN, Double.NaN, Double.NaN, 3);
    }
  }

  @Test
  void divergencesAreThoseSummed() {
    assertSummed(
        Binomial.ofProbabilities(9, 0.3),
        Binomial.ofLogits(9, Expr.of(1)),
        Binomial.ofProbabilities(9, 0.3).klOfEach(Binomial.ofLogits(9, Expr.of(1))));
    Multinomial q = Multinomial.ofProbabilities(5, vector(0.2, 0.3, 0.5));
    Multinomial p = Multinomial.ofLogits(5, vector(1, 0, 0.5));
    assertSummed(q, p, q.kl(p));
    Categorical c = Categorical.ofProbabilities(vector(0, 0.3, 0.7));
    assertSummed(c, Categorical.uniform(3), c.klOfEach(Categorical.uniform(3)));
    OneHotCategorical o = OneHotCategorical.ofProbabilities(vector(0, 0.3, 0.7));
    assertSummed(o, OneHotCategorical.uniform(3), o.kl(OneHotCategorical.uniform(3)));
    Bernoulli b = Bernoulli.ofProbabilities(0.3);
    Bernoulli l = Bernoulli.ofLogits(Expr.of(2));
    assertSummed(b, l, b.klOfEach(l));
    assertSummed(l, b, l.klOfEach(b));
  }

  private static void assertSummed(Distribution q, Distribution p, Expr kl) {
    double sum = 0;
    double[] all = q.enumerate().constant();
    int width = Math.toIntExact(q.eventShape().size());
    for (int i = 0; i < all.length; i += width) {
      Expr x = Expr.of(Arrays.copyOfRange(all, i, i + width), q.eventShape());
      double log = q.logProb(x).constant()[0];
      if (log > Double.NEGATIVE_INFINITY) {
        sum += Math.exp(log) * (log - p.logProb(x).constant()[0]);
      }
    }
    EXACT.assertValues(q.family(), kl.constant(), sum);
  }

  @Test
  void divergencesOfUnboundedCountsAreThoseSummed() {
    Poisson rate = Poisson.ofRate(4);
    Poisson log = Poisson.ofLogRate(Expr.of(0.5));
    assertSeries(rate, log, rate.klOfEach(log));
    assertSeries(log, rate, log.klOfEach(rate));
    Geometric g = Geometric.ofLogits(Expr.of(0.4));
    Geometric h = Geometric.ofProbabilities(0.2);
    assertSeries(g, h, g.klOfEach(h));
    assertSeries(h, g, h.klOfEach(g));
    NegativeBinomial n = NegativeBinomial.ofLogits(Expr.of(2.5), Expr.of(0.3));
    NegativeBinomial m = NegativeBinomial.ofMeanAndDispersion(Expr.of(3), Expr.of(0.4));
    assertSeries(n, m, n.klOfEach(m));
  }

  private static void assertSeries(Distribution q, Distribution p, Expr kl) {
    double sum = 0;
    for (int x = 0; x < 400; x++) {
      double log = q.logProb(Expr.of(x)).constant()[0];
      sum += Math.exp(log) * (log - p.logProb(Expr.of(x)).constant()[0]);
    }
    EXACT.assertValues(q.family(), kl.constant(), sum);
  }

  /** Relative to the divergence: half the squared distance in units of the deviation. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void divergencesOfNearlyEqualParametersAreAccurate(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      double step = 0x1p-12;
      Expr one = evaluation.fedScalar(1);
      Expr next = evaluation.fedScalar(1 + step);
      double poisson = evaluation.scalar(Poisson.ofRate(one).klOfEach(Poisson.ofRate(next)));
      assertNear("Poisson", poisson, step * step / 2);
      double coins = evaluation.scalar(Bernoulli.ofLogits(one).klOfEach(Bernoulli.ofLogits(next)));
      double p = 1 / (1 + Math.exp(-1));
      assertNear("Bernoulli", coins, p * (1 - p) * step * step / 2);
      double geometric =
          evaluation.scalar(Geometric.ofLogits(one).klOfEach(Geometric.ofLogits(next)));
      assertNear("Geometric", geometric, (1 - p) * step * step / 2);
    }
  }

  private static void assertNear(String what, double found, double expected) {
    assertThat(found / expected).as(what).isCloseTo(1, within(1e-3));
  }
}
