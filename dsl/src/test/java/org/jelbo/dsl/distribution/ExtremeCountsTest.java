package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Counts of a million, rates near 0, logits of a hundred, no trials: against numbers computed with
 * forty digits (mpmath).
 */
final class ExtremeCountsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double MILLION = 1e6;

  /** Relative to the number itself where it is not small: 1e-4 in float32. */
  private static Agreement agreement(Precision precision) {
    return Agreement.within(precision == Precision.FLOAT32 ? 1e-4 : 1e-9);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void poissonLogProbsAndGradients(Precision precision) {
    double[] x = {1e6, 1_001_000, 0, 3, 0, 999_000, 1e6};
    double[] rate = {1e6, 1e6, 1e-30, 1e-30, 50, 1_000_500, 3};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fed = evaluation.fed(rate);
      Expr logProb = Poisson.ofRate(fed).logProbOfEach(evaluation.fed(x));
      agreement(precision)
          .assertValues(
              "logProb",
              evaluation.values(logProb),
              -7.826693895520143,
              -8.327027062220134,
              -1e-30,
              -209.02441783869216,
              -50,
              -8.951193786089934,
              -11716909.09599006);
      double[] slopes = evaluation.gradient(logProb, fed);
      for (int i = 0; i < x.length; i++) {
        double slope = (x[i] - rate[i]) / rate[i];
        assertThat(slopes[i])
            .as("gradient at " + x[i])
            .isCloseTo(slope, within(1e-4 * Math.abs(slope)));
      }
    }
  }

  /** A rate that is no float32 has a log that is one. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void poissonByTheLogOfTheRate(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr logRate = evaluation.fed(-200, -200, 0);
      Expr logProb = Poisson.ofLogRate(logRate).logProbOfEach(evaluation.fed(0, 2, 1));
      Agreement agreement = agreement(precision);
      agreement.assertValues("logProb", evaluation.values(logProb), 0, -400 - Math.log(2), -1);
      agreement.assertValues("gradient", evaluation.gradient(logProb, logRate), 0, 2, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void binomialLogProbsAndGradients(Precision precision) {
    double[] x = {500_000, 501_000, 0, 7, 7, 0, 3, 999_997, 300, 0, 3};
    double[] trials = {1e6, 1e6, 0, 7, 7, 7, 1e6, 1e6, 1e6, 1e6, 2};
    double[] logits = {0, 0, 1, 100, -100, 100, -12.5, 12.5, 100, -100, 1};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fed = evaluation.fed(logits);
      Expr logProb =
          Binomial.ofLogits(evaluation.fed(trials), fed).logProbOfEach(evaluation.fed(x));
      agreement(precision)
          .assertValues(
              "logProb",
              evaluation.values(logProb),
              -7.133546881626865,
              -9.133546214959665,
              0,
              0,
              -700,
              -700,
              -1.571877023461723,
              -1.571877023461723,
              -99967270.29753703,
              0,
              -INFINITY);
      double[] slopes = evaluation.gradient(logProb, fed);
      for (int i = 0; i < x.length - 1; i++) {
        double slope = x[i] - trials[i] / (1 + Math.exp(-logits[i]));
        agreement(precision).assertValues("gradient at " + i, new double[] {slopes[i]}, slope);
      }
      assertThat(slopes[x.length - 1]).isFinite();
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void sureProbabilitiesHaveLogProbsAndFiniteGradients(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr p = evaluation.fed(0, 0, 1, 1, 1e-9);
      Expr trials = evaluation.fed(5, 5, 5, 5, MILLION);
      Expr logProb =
          Binomial.ofProbabilities(trials, p).logProbOfEach(evaluation.fed(0, 2, 5, 2, 0));
      agreement(precision)
          .assertValues("logProb", evaluation.values(logProb), 0, -INFINITY, 0, -INFINITY, -1e-3);
      assertThat(evaluation.gradient(logProb, p)).doesNotContain(Double.NaN, INFINITY, -INFINITY);
      Expr two = evaluation.fed(0, 1);
      Expr coins = Bernoulli.ofProbabilities(two).logProbOfEach(evaluation.fed(0, 0));
      agreement(precision).assertValues("coins", evaluation.values(coins), 0, -INFINITY);
      assertThat(evaluation.gradient(coins, two)).doesNotContain(Double.NaN);
      Expr entropy = Bernoulli.ofProbabilities(two).entropyOfEach();
      agreement(precision).assertValues("entropy", evaluation.values(entropy), 0, 0);
      assertThat(evaluation.gradient(entropy, two)).doesNotContain(Double.NaN);
      Expr category = Categorical.ofProbabilities(two).logProb(Expr.of(0));
      agreement(precision).assertValues("category", evaluation.values(category), -INFINITY);
      assertThat(evaluation.gradient(category, two)).doesNotContain(Double.NaN);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void negativeBinomialLogProbsAndGradients(Precision precision) {
    double[] x = {1e6, 1e6, 1_001_000, 0, 0, 5, 4, 1e6};
    double[] failures = {2.5, 1e6, 1e6, 3, 3, 1e-3, 1e6, 0.5};
    double[] logits = {13, 0, 0, 100, -100, -100, -12.5, 100};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fed = evaluation.fed(logits);
      Expr logProb =
          NegativeBinomial.ofLogits(evaluation.fed(failures), fed).logProbOfEach(evaluation.fed(x));
      agreement(precision)
          .assertValues(
              "logProb",
              evaluation.values(logProb),
              -14.32174766178528,
              -8.173267527466782,
              -8.423892287961547,
              -300,
              0,
              -508.5151105694962,
              -1.642666733206752,
              -57.48012034690684);
      double[] slopes = evaluation.gradient(logProb, fed);
      for (int i = 0; i < x.length; i++) {
        double p = 1 / (1 + Math.exp(-logits[i]));
        double slope = x[i] / (1 + Math.exp(logits[i])) - failures[i] * p;
        agreement(precision).assertValues("gradient at " + i, new double[] {slopes[i]}, slope);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void geometricOfLogitsFarFromZero(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr logits = evaluation.fed(100, -100, -100, 100, -14);
      Geometric geometric = Geometric.ofLogits(logits);
      Expr logProb = geometric.logProbOfEach(evaluation.fed(0, 0, 5, 3, MILLION));
      double slow = Math.log1p(Math.exp(-14));
      Agreement agreement = agreement(precision);
      agreement.assertValues(
          "logProb", evaluation.values(logProb), 0, -100, -100, -300, -14 - slow - 1e6 * slow);
      agreement.assertGradient(
          "gradient",
          evaluation.gradient(logProb, logits),
          0,
          1,
          1,
          -3,
          1 - (1e6 + 1) / (1 + Math.exp(14)));
      agreement.assertValues(
          "entropy",
          evaluation.values(geometric.entropyOfEach()),
          0,
          101,
          101,
          0,
          14 + slow + slow * Math.exp(14));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void gatesFarFromZeroHaveFiniteGradients(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr gate = evaluation.fed(100, 100, -100, -100);
      Expr rate = evaluation.fed(2, 2, 2, 1e-30);
      ZeroInflated counts = ZeroInflated.ofLogits(gate, Poisson.ofRate(rate));
      Expr logProb = counts.logProbOfEach(evaluation.fed(0, 1, 0, 0));
      Agreement agreement = agreement(precision);
      agreement.assertValues(
          "logProb", evaluation.values(logProb), 0, -100 + Math.log(2) - 2, -2, 0);
      agreement.assertGradient("by the gate", evaluation.gradient(logProb, gate), 0, -1, 0, 0);
      agreement.assertGradient("by the rate", evaluation.gradient(logProb, rate), 0, -0.5, -1, -1);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void entropiesAreTheSums(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr rates = evaluation.fed(0.001, 0.7, 9, 64, 140, 999, 1001, 1e20);
      agreement(precision)
          .assertValues(
              "Poisson",
              evaluation.values(Poisson.ofRate(rates).entropyOfEach()),
              0.007908101804632483,
              1.1045971987254766,
              2.507673896080289,
              3.497067610647885,
              3.8891623610304604,
              4.872232463975691,
              4.873232631142843,
              Math.log(2 * Math.PI * Math.E * 1e20) / 2);
      Map<String, Expr> entropies = new LinkedHashMap<>();
      Map<String, Double> sums = new LinkedHashMap<>();
      for (double trials : new double[] {1, 9, 140, 1000, 100_000}) {
        for (double p : new double[] {1e-4, 0.03, 0.5, 0.99}) {
          Binomial binomial = Binomial.ofProbabilities(Expr.of(trials), evaluation.fedScalar(p));
          Binomial folded = Binomial.ofProbabilities(Expr.of(trials), Expr.of(p));
          String what = "Binomial of " + trials + ", " + p;
          entropies.put(what, binomial.entropy());
          sums.put(what, summed(folded, trials));
        }
      }
      assertAgree(evaluation, precision, entropies, sums);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void entropyOfNegativeBinomialsIsTheSum(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Map<String, Expr> entropies = new LinkedHashMap<>();
      Map<String, Double> sums = new LinkedHashMap<>();
      for (double failures : new double[] {0.3, 1, 30, 1e5}) {
        for (double mean : new double[] {0.01, 2, 300}) {
          double logits = Math.log(mean / failures);
          NegativeBinomial fed =
              NegativeBinomial.ofLogits(
                  evaluation.fedScalar(failures), evaluation.fedScalar(logits));
          NegativeBinomial folded = NegativeBinomial.ofLogits(Expr.of(failures), Expr.of(logits));
          double most = mean + 60 * Math.sqrt(mean * (1 + mean / failures)) + 200;
          String what = "failures " + failures + ", mean " + mean;
          entropies.put(what, fed.entropy());
          sums.put(what, summed(folded, most));
        }
      }
      assertAgree(evaluation, precision, entropies, sums);
    }
  }

  /** In one run. */
  private static void assertAgree(
      Evaluation evaluation,
      Precision precision,
      Map<String, Expr> entropies,
      Map<String, Double> sums) {
    Iterator<double[]> found = evaluation.values(List.copyOf(entropies.values())).iterator();
    sums.forEach((what, sum) -> agreement(precision).assertValues(what, found.next(), sum));
  }

  private static double summed(Elementwise family, double most) {
    double[] counts = new double[(int) most + 1];
    Arrays.setAll(counts, x -> x);
    double sum = 0;
    for (double log : family.logProbOfEach(Expr.of(counts)).constant()) {
      sum -= log < -700 ? 0 : Math.exp(log) * log;
    }
    return sum;
  }
}
