package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.bijector.Affine;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.bijector.CentredSoftmax;
import org.jelbo.dsl.bijector.Chain;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.bijector.Inverse;
import org.jelbo.dsl.bijector.LowerTriangular;
import org.jelbo.dsl.bijector.Permutation;
import org.jelbo.dsl.bijector.Sigmoid;
import org.jelbo.dsl.bijector.Softplus;
import org.jelbo.dsl.bijector.StickBreaking;
import org.jelbo.dsl.bijector.Tanh;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** Transformed distributions that have another name, and values at the ends of supports. */
final class TransformedEqualitiesTest {
  private static Logistic logistic(long... eventShape) {
    Shape shape = Shape.of(eventShape);
    return Logistic.of(Expr.filled(0, shape), Expr.filled(1, shape));
  }

  private static void assertSame(
      Evaluation evaluation, Distribution found, Distribution expected, Expr value, Expr... at) {
    Agreement agreement = Agreement.of(evaluation.graph().precision());
    Expr log = found.logProb(value);
    Expr exact = expected.logProb(value);
    agreement.assertValues("log p", evaluation.values(log), evaluation.values(exact));
    for (Expr argument : at) {
      agreement.assertGradient(
          "gradient", evaluation.gradient(log, argument), evaluation.gradient(exact, argument));
    }
    assertThat(found.support()).isEqualTo(expected.support());
    assertThat(found.eventShape()).isEqualTo(expected.eventShape());
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theExponentialOfNormalIsLogNormal(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr mean = evaluation.fed(0.3, -1, 2);
      Expr stddev = evaluation.fed(0.6, 1, 0.1);
      Expr value = evaluation.fed(1e-3, 1, 7);
      assertSame(
          evaluation,
          Transformed.of(Normal.of(mean, stddev), Exp.of()),
          LogNormal.of(mean, stddev),
          value,
          mean,
          stddev,
          value);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theNegativeLogarithmOfExponentialIsGumbel(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr loc = evaluation.fed(0.3, -1);
      Expr scale = evaluation.fed(0.6, 2);
      Expr value = evaluation.fed(0.1, -2);
      Bijector map = Chain.of(Inverse.of(Exp.of()), Affine.of(loc, scale.negate()));
      assertSame(
          evaluation,
          Transformed.of(Exponential.ofRate(Expr.filled(1, Shape.of(2))), map),
          Gumbel.of(loc, scale),
          value,
          loc,
          scale,
          value);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void familiesOfLocationAndScaleAreAffine(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr loc = evaluation.fed(0.3, -1);
      Expr scale = evaluation.fed(0.6, 2);
      Expr value = evaluation.fed(0.1, -2);
      Expr zeros = Expr.filled(0, Shape.of(2));
      Transformed found = Transformed.of(Laplace.of(zeros, Expr.of(1)), Affine.of(loc, scale));
      Laplace expected = Laplace.of(loc, scale);
      assertSame(evaluation, found, expected, value, loc, scale, value);
      Agreement agreement = Agreement.of(precision);
      agreement.assertValues(
          "mean", evaluation.values(found.mean()), evaluation.values(expected.mean()));
      agreement.assertValues(
          "variance", evaluation.values(found.variance()), evaluation.values(expected.variance()));
      agreement.assertValues(
          "entropy", evaluation.values(found.entropy()), evaluation.values(expected.entropy()));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void theSigmoidOfLogisticIsUniformWithItsEnds(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Transformed.OfEntries found = Transformed.ofEach(logistic(5), Sigmoid.of(-2, 5));
      Uniform uniform = Uniform.of(Expr.filled(-2, Shape.of(5)), Expr.of(5));
      Expr value = evaluation.fed(-2, -1.5, 0, 4, 5);
      assertSame(evaluation, found, uniform, value);
      Agreement.of(precision)
          .assertValues(
              "log p of each entry",
              evaluation.values(found.logProbOfEach(value)),
              evaluation.values(uniform.logProbOfEach(value).plus(value.times(0))));
    }
  }

  @Test
  void aStickOfTwoFromLogisticIsUniform() {
    Transformed uniform = Transformed.of(logistic(1), StickBreaking.of(2));
    for (double first : new double[] {1e-9, 0.25, 0.5, 0.75}) {
      Expr value = Expr.of(new double[] {first, 1 - first});
      assertThat(uniform.logProb(value).constant()[0]).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void aPermutationReordersTheParameters() {
    double[] means = {1, 2, 3};
    Transformed found =
        Transformed.of(Normal.of(Expr.of(means), Expr.of(1)), Permutation.of(2, 0, 1));
    Normal expected = Normal.of(Expr.of(new double[] {3, 1, 2}), Expr.of(1));
    Expr value = Expr.of(new double[] {2.5, 0.5, 2});
    assertThat(found.logProb(value).constant()).containsExactly(expected.logProb(value).constant());
    assertThat(found.mean().constant()).containsExactly(3, 1, 2);
  }

  @Test
  void transformedTwiceIsTransformedByTheChain() {
    Normal base = Normal.standard(2);
    Affine affine = Affine.of(1, 2);
    Transformed twice = Transformed.of(Transformed.of(base, affine), Exp.of());
    assertThat(twice.base()).isSameAs(base);
    assertThat(twice.bijector()).isEqualTo(Chain.of(affine, Exp.of()));
    assertThat(twice.parameters())
        .isEqualTo(
            Map.of(
                "mean", base.parameters().get("mean"),
                "stddev", base.parameters().get("stddev"),
                "bijector.0.loc", affine.loc(),
                "bijector.0.scale", affine.scale()));
    assertThat(twice.family()).isEqualTo("Transformed");
  }

  @Test
  void entriesStayIndependentUnlessVectorsAreMapped() {
    assertThat(Transformed.of(Normal.standard(3), Exp.of())).isInstanceOf(Elementwise.class);
    assertThat(Transformed.of(logistic(3), Exp.of())).isInstanceOf(Cumulative.class);
    assertThat(Transformed.of(Normal.standard(3), StickBreaking.of(4)))
        .isNotInstanceOf(Elementwise.class);
    assertThat(Transformed.of(Normal.standard(3), Permutation.of(1, 0, 2)))
        .isNotInstanceOf(Elementwise.class);
  }

  @Test
  void theDivergenceOfEqualMapsIsThatOfTheBases() {
    Normal q = Normal.of(0.5, 2);
    Normal p = Normal.of(-1, 3);
    Expr scale = Expr.of(2);
    Transformed first = Transformed.of(q, Chain.of(Affine.of(Expr.of(1), scale), Exp.of()));
    Transformed second = Transformed.of(p, Chain.of(Affine.of(Expr.of(1), scale), Exp.of()));
    assertThat(first.mapsAs(second)).isTrue();
    assertThat(first.mapsAs(Transformed.of(p, Exp.of()))).isFalse();
    assertThat(first.mapsAs(Transformed.of(p, Chain.of(Affine.of(1, 3), Exp.of())))).isFalse();
    Expr ofBases = Divergences.standard().of(first.base(), second.base()).orElseThrow();
    Expr ofLogNormals =
        Divergences.standard().of(LogNormal.of(2, 4), LogNormal.of(-1, 6)).orElseThrow();
    assertThat(ofBases.constant()[0]).isCloseTo(ofLogNormals.constant()[0], within(1e-12));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void valuesAtTheEndsHaveFiniteDensitiesAndGradients(Precision precision) {
    Bijector half = Chain.of(Exp.of(), Affine.of(3, 1));
    assertFinite(precision, Exp.of(), 0, 0);
    assertFinite(precision, Softplus.of(), 0, 0);
    assertFinite(precision, Tanh.of(), -1, 1);
    assertFinite(precision, Sigmoid.of(0, 1), 0, 1);
    assertFinite(precision, Sigmoid.of(-2, 5), -2, 5);
    assertFinite(precision, half, 3, 3);
    assertFinite(precision, CentredSoftmax.of(3), 0, 0, 1);
    assertFinite(precision, CentredSoftmax.of(3), 1, 0, 0);
    assertFinite(precision, StickBreaking.of(3), 0, 0, 1);
    assertFinite(precision, StickBreaking.of(3), 1, 0, 0);
  }

  private static void assertFinite(Precision precision, Bijector map, double... value) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr mean = evaluation.fed(0.5, -1);
      Expr stddev = evaluation.fed(0.5, 1);
      Expr log = Transformed.of(Normal.of(mean, stddev), map).logProb(evaluation.fed(value));
      for (double[] found :
          List.of(
              evaluation.values(log),
              evaluation.gradient(log, mean),
              evaluation.gradient(log, stddev))) {
        assertThat(Arrays.stream(found).allMatch(Double::isFinite))
            .as("%s at %s: %s", map, Arrays.toString(value), Arrays.toString(found))
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void cumulativeProbabilitiesFollowTheMap(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Agreement agreement = Agreement.of(precision);
      Cumulative logLogistic = (Cumulative) Transformed.of(logistic(5), Exp.of());
      Expr value = evaluation.fed(-1, 0, 0.5, 1, 3);
      agreement.assertValues(
          "cdf", evaluation.values(logLogistic.cdfOfEach(value)), 0, 0, 1 / 3.0, 0.5, 0.75);
      Expr probability = evaluation.fed(0.1, 0.25, 0.5, 0.75, 0.9);
      agreement.assertValues(
          "quantiles",
          evaluation.values(logLogistic.quantileOfEach(probability)),
          1 / 9.0,
          1 / 3.0,
          1,
          3,
          9);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void cumulativeProbabilitiesTurnWhereTheMapFalls(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Agreement agreement = Agreement.of(precision);
      Expr scales = evaluation.fed(1, -1, 2, -2, -1);
      Cumulative both = (Cumulative) Transformed.of(logistic(5), Affine.of(Expr.of(1), scales));
      double sigmoid = 1 / (1 + Math.exp(-1));
      agreement.assertValues(
          "cdf where the map falls too",
          evaluation.values(both.cdfOfEach(evaluation.fed(2, 2, 3, 3, 1))),
          sigmoid,
          sigmoid,
          sigmoid,
          sigmoid,
          0.5);
      agreement.assertValues(
          "there and back",
          evaluation.values(
              both.cdfOfEach(both.quantileOfEach(evaluation.fed(0.1, 0.25, 0.5, 0.75, 0.9)))),
          0.1,
          0.25,
          0.5,
          0.75,
          0.9);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void cumulativeProbabilitiesBeyondTheEndsAreZeroAndOne(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Cumulative bounded = (Cumulative) Transformed.of(logistic(), Sigmoid.of(-1, 3));
      double[] found = new double[3];
      Arrays.setAll(
          found, i -> evaluation.scalar(bounded.cdfOfEach(evaluation.fedScalar(3 * i - 3))));
      Agreement.of(precision).assertValues("cdf at -3, 0 and 3", found, 0, 0.25, 1);
    }
  }

  @Test
  void matricesAreScoredWhole() {
    Transformed factors = Transformed.of(Normal.standard(2, 3), LowerTriangular.of(2));
    assertThat(factors.eventShape()).isEqualTo(Shape.of(2, 2, 2));
    assertThat(factors.support()).isEqualTo(new Support.LowerTriangular(2));
    Expr one = Expr.of(new double[] {2, 0, 0.5, 3}, Shape.of(1, 2, 2));
    double log2 = Math.log(2);
    double log3 = Math.log(3);
    double expected =
        -0.5 * (log2 * log2 + 0.25 + log3 * log3 + 3 * Math.log(2 * Math.PI)) - log2 - log3;
    assertThat(factors.logProb(one).constant()[0])
        .as("one matrix that stands for both")
        .isCloseTo(2 * expected, within(1e-12));
  }
}
