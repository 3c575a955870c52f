package org.jelbo.dsl.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** The divergence of discrete families whose probabilities are next to 0 and 1, or are 0. */
final class ExtremeLogitsKlTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static double[] logits(Precision precision) {
    double most = precision == Precision.FLOAT32 ? 80 : 700;
    return new double[] {-most, -most + 1, -20, -1, 0, 1, 20, most - 1, most};
  }

  /** log(1 + exp(x)). */
  private static double softplus(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }

  /** Each of both outcomes by its log-probabilities, which lose nothing. */
  private static double exact(double l, double k) {
    double logP = -softplus(-l);
    double logNot = -softplus(l);
    return Math.exp(logP) * (logP + softplus(-k)) + Math.exp(logNot) * (logNot + softplus(k));
  }

  private static double kl(Evaluation evaluation, Distribution q, Distribution p) {
    return evaluation.scalar(Divergences.standard().of(q, p).orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void coinsGiveTheExactValueAndGradient(Precision precision) {
    double[] logits = logits(precision);
    int count = logits.length * logits.length;
    double[] of = new double[count];
    double[] to = new double[count];
    double[] expected = new double[count];
    double[] byOf = new double[count];
    double[] byTo = new double[count];
    for (int i = 0; i < count; i++) {
      of[i] = logits[i / logits.length];
      to[i] = logits[i % logits.length];
      expected[i] = exact(of[i], to[i]);
      double p = 1 / (1 + Math.exp(-of[i]));
      byOf[i] = p * Math.exp(-softplus(of[i])) * (of[i] - to[i]);
      byTo[i] = 1 / (1 + Math.exp(-to[i])) - p;
    }
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Agreement agreement = Agreement.of(precision);
      Expr l = evaluation.fed(of);
      Expr k = evaluation.fed(to);
      Expr kl = Bernoulli.ofLogits(l).klOfEach(Bernoulli.ofLogits(k));
      agreement.assertValues("KL", evaluation.values(kl), expected);
      agreement.assertGradient("by l", evaluation.gradient(kl, l), byOf);
      agreement.assertGradient("by k", evaluation.gradient(kl, k), byTo);
    }
  }

  private static double[] logProbs(double... logits) {
    double max = Arrays.stream(logits).max().orElseThrow();
    double log = max + Math.log(Arrays.stream(logits).map(x -> Math.exp(x - max)).sum());
    return Arrays.stream(logits).map(x -> x - log).toArray();
  }

  /** A probability that underflows counts as 0. */
  private static double exact(Precision precision, double[] l, double[] k) {
    double least = precision == Precision.FLOAT32 ? Float.MIN_NORMAL : Double.MIN_NORMAL;
    double[] q = logProbs(l);
    double[] p = logProbs(k);
    double sum = 0;
    for (int i = 0; i < q.length; i++) {
      sum += Math.exp(q[i]) < least ? 0 : Math.exp(q[i]) * (q[i] - p[i]);
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void categoriesGiveTheExactValue(Precision precision) {
    double most = precision == Precision.FLOAT32 ? 80 : 700;
    double[][] cases = {
      {0, 0, 0},
      {most, -most, 0},
      {-most, most, 0},
      {-INFINITY, 0, 1},
      {-INFINITY, most, -most},
      {-INFINITY, -INFINITY, 5}
    };
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double[] l : cases) {
        for (double[] k : cases) {
          Expr q = evaluation.fed(l);
          Expr p = evaluation.fed(k);
          String what = Arrays.toString(l) + " to " + Arrays.toString(k);
          double[] both = {
            kl(evaluation, Categorical.ofLogits(q), Categorical.ofLogits(p)),
            kl(evaluation, OneHotCategorical.ofLogits(q), OneHotCategorical.ofLogits(p))
          };
          Agreement.of(precision)
              .assertValues(what, both, exact(precision, l, k), exact(precision, l, k));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void logitsBroadcast(Precision precision) {
    double[][] rows = {{80, 0, -INFINITY}, {1, -80, 3}};
    double[] shared = {0, 80, -80};
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr many = evaluation.fed(new double[] {80, 0, -INFINITY, 1, -80, 3}, Shape.of(2, 3));
      Expr one = evaluation.fed(shared, Shape.of(1, 3));
      Categorical q = Categorical.ofLogits(many);
      double[] each = evaluation.values(q.klOfEach(Categorical.ofLogits(one)));
      Agreement.of(precision)
          .assertValues(
              "KL", each, exact(precision, rows[0], shared), exact(precision, rows[1], shared));
      assertThat(q.klOfEach(Categorical.ofLogits(one)).eventShape()).isEqualTo(Shape.of(2));
    }
  }
}
