package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.bijector.Softplus;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/** Every family by each of its factories, and what a user writes for it. */
final class FamilyExamples {
  private static final Expr A = Expr.of(0.4);
  private static final Expr B = Expr.of(0.7);
  private static final Expr THREE = Expr.of(new double[] {0.2, 0.3, 0.5});
  private static final Expr ROWS = Expr.of(new double[] {1, 2, 3, 4}, Shape.of(2, 2));
  private static final Expr TRIL = Expr.of(new double[] {1, 0, 0.5, 2}, Shape.of(2, 2));
  private static final Expr TWO = Expr.of(new double[] {0.5, 2});

  /**
   * An example.
   *
   * @param written what a user writes
   * @param distribution that
   */
  record Example(String written, Distribution distribution) {}

  private FamilyExamples() {}

  private static Example of(String written, Distribution distribution) {
    return new Example(written, distribution);
  }

  static List<Example> all() {
    return List.of(onTheLine(), onHalfLines(), onIntervals(), ofVectors(), ofCounts(), composed())
        .stream()
        .flatMap(List::stream)
        .toList();
  }

  private static List<Example> onTheLine() {
    return List.of(
        of("Normal.of(mean, stddev)", Normal.of(A, B)),
        of("Normal.ofMeanAndVariance(mean, variance)", Normal.ofMeanAndVariance(A, B)),
        of("Normal.ofMeanAndPrecision(mean, precision)", Normal.ofMeanAndPrecision(A, B)),
        of("Normal.standard(sizes)", Normal.standard(3)),
        of("StudentT.of(df, loc, scale)", StudentT.of(A, B, B)),
        of("Cauchy.of(loc, scale)", Cauchy.of(A, B)),
        of("Laplace.of(loc, scale)", Laplace.of(A, B)),
        of("Logistic.of(loc, scale)", Logistic.of(A, B)),
        of("Gumbel.of(loc, scale)", Gumbel.of(A, B)));
  }

  private static List<Example> onHalfLines() {
    return List.of(
        of("LogNormal.of(mean, stddev)", LogNormal.of(A, B)),
        of("HalfNormal.ofScale(scale)", HalfNormal.ofScale(B)),
        of("HalfCauchy.ofScale(scale)", HalfCauchy.ofScale(B)),
        of("Exponential.ofRate(rate)", Exponential.ofRate(B)),
        of("Exponential.ofScale(scale)", Exponential.ofScale(B)),
        of("Gamma.ofConcentrationAndRate(concentration, rate)", Gamma.ofConcentrationAndRate(A, B)),
        of(
            "Gamma.ofConcentrationAndScale(concentration, scale)",
            Gamma.ofConcentrationAndScale(A, B)),
        of(
            "InverseGamma.ofConcentrationAndScale(concentration, scale)",
            InverseGamma.ofConcentrationAndScale(A, B)),
        of(
            "Weibull.ofScaleAndConcentration(scale, concentration)",
            Weibull.ofScaleAndConcentration(A, B)));
  }

  private static List<Example> onIntervals() {
    return List.of(
        of("Uniform.of(low, high)", Uniform.of(A, B)),
        of(
            "TruncatedNormal.of(mean, stddev, low, high)",
            TruncatedNormal.of(A, B, Expr.of(0), Expr.of(2))),
        of("Beta.ofAlphaAndBeta(alpha, beta)", Beta.ofAlphaAndBeta(A, B)),
        of("Beta.ofMeanAndConcentration(mean, concentration)", Beta.ofMeanAndConcentration(A, B)),
        of("VonMises.of(loc, concentration)", VonMises.of(A, B)),
        of("ContinuousBernoulli.ofLogits(logits)", ContinuousBernoulli.ofLogits(A)),
        of(
            "ContinuousBernoulli.ofProbabilities(probabilities)",
            ContinuousBernoulli.ofProbabilities(A)),
        of("RelaxedBernoulli.ofLogits(temperature, logits)", RelaxedBernoulli.ofLogits(A, B)));
  }

  private static List<Example> ofVectors() {
    return List.of(
        of("Dirichlet.ofConcentration(concentration)", Dirichlet.ofConcentration(THREE)),
        of(
            "RelaxedOneHotCategorical.ofLogits(temperature, logits)",
            RelaxedOneHotCategorical.ofLogits(A, THREE)),
        of(
            "MultivariateNormal.ofMeanAndScaleTril(mean, scaleTril)",
            MultivariateNormal.ofMeanAndScaleTril(TWO, TRIL)),
        of(
            "MultivariateNormal.ofMeanAndCovariance(mean, covariance)",
            MultivariateNormal.ofMeanAndCovariance(
                TWO, Expr.of(new double[] {2, 0.5, 0.5, 1}, Shape.of(2, 2)))),
        of(
            "MultivariateNormal.ofDiagonalPlusLowRank(mean, diagonal, factor)",
            MultivariateNormal.ofDiagonalPlusLowRank(TWO, TWO, TWO.reshape(2, 1))),
        of("OneHotCategorical.ofLogits(logits)", OneHotCategorical.ofLogits(THREE)),
        of(
            "OneHotCategorical.ofProbabilities(probabilities)",
            OneHotCategorical.ofProbabilities(THREE)),
        of("OneHotCategorical.uniform(categories)", OneHotCategorical.uniform(3)));
  }

  private static List<Example> ofCounts() {
    return List.of(
        of("Bernoulli.ofLogits(logits)", Bernoulli.ofLogits(A)),
        of("Bernoulli.ofProbabilities(probabilities)", Bernoulli.ofProbabilities(A)),
        of("Categorical.ofLogits(logits)", Categorical.ofLogits(THREE)),
        of("Categorical.ofProbabilities(probabilities)", Categorical.ofProbabilities(THREE)),
        of("Categorical.uniform(categories)", Categorical.uniform(3)),
        of("Binomial.ofLogits(trials, logits)", Binomial.ofLogits(9, A)),
        of("Binomial.ofProbabilities(trials, probabilities)", Binomial.ofProbabilities(9, A)),
        of("NegativeBinomial.ofLogits(failures, logits)", NegativeBinomial.ofLogits(A, B)),
        of(
            "NegativeBinomial.ofMeanAndDispersion(mean, dispersion)",
            NegativeBinomial.ofMeanAndDispersion(A, B)),
        of("Geometric.ofLogits(logits)", Geometric.ofLogits(A)),
        of("Geometric.ofProbabilities(probabilities)", Geometric.ofProbabilities(A)),
        of("Poisson.ofRate(rate)", Poisson.ofRate(A)),
        of("Poisson.ofLogRate(logRate)", Poisson.ofLogRate(A)),
        of("Multinomial.ofLogits(trials, logits)", Multinomial.ofLogits(5, THREE)),
        of(
            "Multinomial.ofProbabilities(trials, probabilities)",
            Multinomial.ofProbabilities(5, THREE)),
        of("DiscretizedLogistic.of(loc, scale, low, high)", DiscretizedLogistic.of(A, B, 0, 255)));
  }

  private static List<Example> composed() {
    return List.of(
        of("Mixture.ofRows(components)", Mixture.ofRows(Normal.of(ROWS, B))),
        of("Mixture.ofRows(logits, components)", Mixture.ofRows(TWO, Normal.of(ROWS, B))),
        of("Mixture.ofEach(logits, components)", Mixture.ofEach(TWO, Normal.of(ROWS, B))),
        of(
            "ZeroInflated.ofLogits(gateLogits, counts)",
            ZeroInflated.ofLogits(A, Poisson.ofRate(B))),
        of(
            "ZeroInflated.ofProbabilities(gateProbabilities, counts)",
            ZeroInflated.ofProbabilities(A, Poisson.ofRate(B))),
        of("Transformed.of(base, bijector)", Transformed.of(Laplace.of(A, B), Exp.of())),
        of(
            "Transformed.ofEach(base, bijector)",
            Transformed.ofEach(Cauchy.of(A, B), Softplus.of())),
        of("PointMass.of(value)", PointMass.of(THREE)),
        of("Empirical.ofRows(atoms)", Empirical.ofRows(ROWS)),
        of("Empirical.ofRows(atoms, logits)", Empirical.ofRows(ROWS, TWO)));
  }

  /** Classes of this package that are families, and factories, by what is written. */
  static String factory(Example example) {
    return example.written().substring(0, example.written().indexOf('('));
  }

  /** The family that is written before the dot. */
  static String family(Example example) {
    return example.written().substring(0, example.written().indexOf('.'));
  }

  /** The arguments that are written. */
  static List<String> arguments(Example example) {
    String written = example.written();
    return Arrays.asList(
        written.substring(written.indexOf('(') + 1, written.indexOf(')')).split(", "));
  }
}
