package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.RunChecks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** What a run finds of the parameters of families. */
class RequirementTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Expr ONE = Expr.of(1);
  private static final String POSITIVE = "expected a positive ";
  private static final String PROBABILITY = "expected probabilities from 0 to 1, but got ";

  private static Arguments scalar(
      String name, Function<Expr, Distribution> family, double right, double wrong, String text) {
    return Arguments.of(name, family, new double[] {right}, new double[] {wrong}, text);
  }

  private static Arguments vector(
      String name,
      Function<Expr, Distribution> family,
      double[] right,
      double[] wrong,
      String text) {
    return Arguments.of(name, family, right, wrong, text);
  }

  static Stream<Arguments> scales() {
    return Stream.of(
        scalar("Normal", x -> Normal.of(ONE, x), 2, -1, POSITIVE + "stddev, but got -1.0"),
        scalar("variance", x -> Normal.ofMeanAndVariance(ONE, x), 2, -1, POSITIVE + "variance"),
        scalar("precision", x -> Normal.ofMeanAndPrecision(ONE, x), 2, -1, POSITIVE + "precision"),
        scalar("LogNormal", x -> LogNormal.of(ONE, x), 2, -1, POSITIVE + "stddev"),
        scalar("HalfNormal", HalfNormal::ofScale, 2, -1, POSITIVE + "scale"),
        scalar("HalfCauchy", HalfCauchy::ofScale, 2, -1, POSITIVE + "scale"),
        scalar("Cauchy", x -> Cauchy.of(ONE, x), 2, -1, POSITIVE + "scale"),
        scalar("Laplace", x -> Laplace.of(ONE, x), 2, -1, POSITIVE + "scale"),
        scalar("Logistic", x -> Logistic.of(ONE, x), 2, -1, POSITIVE + "scale"),
        scalar("Gumbel", x -> Gumbel.of(ONE, x), 2, -1, POSITIVE + "scale"),
        scalar("StudentT", x -> StudentT.of(x, ONE, ONE), 2, -1, POSITIVE + "df"),
        scalar("Exponential", Exponential::ofRate, 2, -1, POSITIVE + "rate"),
        scalar("Gamma", x -> Gamma.ofConcentrationAndRate(x, ONE), 2, -1, "concentration"),
        scalar("InverseGamma", x -> InverseGamma.ofConcentrationAndScale(ONE, x), 2, -1, "scale"),
        scalar("Weibull", x -> Weibull.ofScaleAndConcentration(ONE, x), 2, -1, "concentration"),
        scalar("VonMises", x -> VonMises.of(ONE, x), 2, -1, "concentration, but got -1.0"),
        scalar("Poisson", Poisson::ofRate, 2, -1, POSITIVE + "rate, but got -1.0"),
        scalar("alpha", x -> Beta.ofAlphaAndBeta(x, ONE), 2, -1, POSITIVE + "alpha"),
        scalar("Uniform", x -> Uniform.of(x, ONE), 0.5, 3, "low to be below high, but it is above"),
        scalar(
            "TruncatedNormal", x -> TruncatedNormal.of(ONE, ONE, ONE, x), 3, -1, "above by 2.0"));
  }

  static Stream<Arguments> probabilities() {
    Expr two = Expr.of(2);
    return Stream.of(
        scalar("Bernoulli", Bernoulli::ofProbabilities, 1, 1.5, PROBABILITY + "1.5"),
        scalar("Geometric", Geometric::ofProbabilities, 0.3, -0.2, PROBABILITY + "-0.2"),
        scalar("Binomial", x -> Binomial.ofProbabilities(two, x), 0, 1.5, PROBABILITY + "1.5"),
        scalar("trials", x -> Binomial.ofProbabilities(x, Expr.of(0.5)), 3, 2.5, "but got 2.5"),
        scalar("no trials", x -> Binomial.ofProbabilities(x, Expr.of(0.5)), 3, -2, "but got -2.0"),
        scalar(
            "ContinuousBernoulli", ContinuousBernoulli::ofProbabilities, 0.3, 1.1, "but got 1.1"),
        scalar("mean of Beta", x -> Beta.ofMeanAndConcentration(x, ONE), 0.3, 1.1, "but got 1.1"),
        scalar(
            "NegativeBinomial", x -> NegativeBinomial.ofMeanAndDispersion(x, ONE), 2, -1, "mean"),
        scalar(
            "gate",
            x -> ZeroInflated.ofProbabilities(x, Poisson.ofRate(ONE)),
            0.3,
            1.1,
            "but got 1.1"),
        scalar(
            "counts",
            x -> ZeroInflated.ofProbabilities(Expr.of(0.5), Poisson.ofRate(x)),
            0.3,
            -1,
            "rate, but got -1.0"));
  }

  static Stream<Arguments> probabilityVectors() {
    return Stream.of(
        vector(
            "Categorical",
            Categorical::ofProbabilities,
            new double[] {0.2, 0.8},
            new double[] {0.9, 0.9},
            "sum to 1 along the last dim, but they sum to 1.8"),
        vector(
            "OneHotCategorical",
            OneHotCategorical::ofProbabilities,
            new double[] {0.2, 0.8},
            new double[] {-0.5, 1.5},
            PROBABILITY + "-0.5"),
        vector(
            "Multinomial",
            x -> Multinomial.ofProbabilities(3, x),
            new double[] {0.2, 0.8},
            new double[] {0.2, 0.2},
            "but they sum to 0.4"));
  }

  static Stream<Arguments> vectors() {
    Expr zeros = Expr.of(new double[2]);
    return Stream.of(
        vector(
            "Dirichlet",
            Dirichlet::ofConcentration,
            new double[] {1, 2},
            new double[] {1, -2},
            POSITIVE),
        vector(
            "scaleTril",
            x -> MultivariateNormal.ofMeanAndScaleTril(zeros, x.reshape(2, 2)),
            new double[] {1, 0, 0.5, 2},
            new double[] {1, 0, 0.5, -2},
            "diagonal of scaleTril, but got -2.0"),
        vector(
            "covariance",
            x -> MultivariateNormal.ofMeanAndCovariance(zeros, x.reshape(2, 2)),
            new double[] {2, 1, 1, 2},
            new double[] {1, 2, 2, 1},
            "expected a positive definite covariance, but it has no Cholesky factor"),
        vector(
            "diagonal",
            x ->
                MultivariateNormal.ofDiagonalPlusLowRank(
                    zeros, x, Expr.of(new double[2], Shape.of(2, 1))),
            new double[] {1, 2},
            new double[] {1, -2},
            "diagonal, but got -2.0"),
        vector(
            "components",
            x -> Mixture.ofRows(zeros, Normal.of(zeros, x)),
            new double[] {1, 2},
            new double[] {1, -2},
            "stddev, but got -2.0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"scales", "probabilities", "probabilityVectors", "vectors"})
  void parametersOutsideAreRefused(
      String name,
      Function<Expr, Distribution> family,
      double[] right,
      double[] wrong,
      String text) {
    for (Precision precision : Precision.values()) {
      assertThat(refusals(precision, family, right)).as(name).isEmpty();
      assertThat(refusals(precision, family, wrong)).as(name).isNotEmpty();
      assertThat(refusals(precision, family, wrong).get(0)).as(name).contains(text);
    }
  }

  private static List<String> refusals(
      Precision precision, Function<Expr, Distribution> family, double... parameter) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr fed =
          parameter.length == 1 ? evaluation.fed(parameter).sum() : evaluation.fed(parameter);
      List<Made> heard = new ArrayList<>();
      ExprGraph graph =
          evaluation.graph().hearing((name, given) -> heard.add(new Made(name, given)));
      Distribution made = family.apply(graph.owned(fed));
      List<String> refusals = refusals(evaluation, Requirement.of(made));
      assertThat(refusals(evaluation, heard.stream().flatMap(RequirementTest::of).toList()))
          .as("what a family notes when it is made")
          .containsExactlyInAnyOrderElementsOf(refusals);
      assertThat(heard.stream().flatMap(Made::each))
          .as("noted is what a family consists of")
          .containsAnyElementsOf(Made.of(made).stream().flatMap(Made::each).toList());
      return refusals;
    }
  }

  private static Stream<Requirement> of(Made made) {
    return made.requirements().stream();
  }

  private static List<String> refusals(Evaluation evaluation, List<Requirement> requirements) {
    return requirements.stream()
        .map(
            required -> {
              double[] found = evaluation.values(RunChecks.extremes(required.value()));
              return required.refusal(found[0], found[1]);
            })
        .flatMap(Optional::stream)
        .map(JelboException::getMessage)
        .toList();
  }

  /** No parameter of a family is forgotten. */
  @Test
  void everyFamilyIsKnown() {
    for (FamilyExamples.Example example : FamilyExamples.all()) {
      assertThat(Requirement.of(example.distribution())).as(example.written()).isEmpty();
    }
  }

  @Test
  void whatProgramsKeepInRangeIsNotLookedAt() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr raw = evaluation.fed(-3, 4);
      assertThat(Requirement.of(Normal.of(raw, raw.softplus().plus(1e-8)))).isEmpty();
      assertThat(Requirement.of(Normal.of(raw, raw.exp().times(0.5)))).isEmpty();
      assertThat(Requirement.of(Bernoulli.ofProbabilities(raw.sigmoid()))).isEmpty();
      assertThat(Requirement.of(Bernoulli.ofLogits(raw))).isEmpty();
      assertThat(Requirement.of(Normal.of(raw, raw.softplus().minus(1e-8)))).hasSize(1);
      assertThat(Requirement.of(Normal.of(raw, raw))).hasSize(1);
    }
  }

  @Test
  void whatMasksLeaveOutDoesNotCount() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr scale = evaluation.fed(new double[] {1, -2, 3}, Shape.of(3), ROWS);
      Expr seen = evaluation.fed(new double[] {1, 0, 1}, Shape.of(3), ROWS);
      List<Requirement> required = Requirement.of(Normal.of(ONE, scale));
      assertThat(refusals(evaluation, required)).hasSize(1);
      assertThat(refusals(evaluation, List.of(required.get(0).where(seen)))).isEmpty();
      Expr others = Expr.of(1).minus(seen);
      assertThat(refusals(evaluation, List.of(required.get(0).where(others)))).hasSize(1);
    }
  }

  /** Numbers that are none show by themselves, and rounding is no fault. */
  @Test
  void roundingIsNoFault() {
    double[] rounded = {0.3000001, 0.7};
    assertThat(refusals(Precision.FLOAT32, Categorical::ofProbabilities, rounded)).isEmpty();
    assertThat(refusals(Precision.FLOAT32, Bernoulli::ofProbabilities, 1.0000002)).isEmpty();
    assertThat(refusals(Precision.FLOAT32, Bernoulli::ofProbabilities, Double.NaN)).isEmpty();
    assertThat(refusals(Precision.FLOAT32, Poisson::ofRate, 0)).isEmpty();
  }

  @Test
  void remediesNameWhatKeepsParametersSo() {
    assertThat(refusals(Precision.FLOAT64, Categorical::ofProbabilities, 0.9, 0.9))
        .containsExactly(
            """
            at Categorical:
              expected probabilities that sum to 1 along the last dim, but they sum to 1.8
              try: probabilities divided by their sum, or their logs as logits, or simplex() on a parameter\
            """);
  }
}
