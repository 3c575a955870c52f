package org.jelbo.dsl.distribution;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.testing.Oracles;
import org.tensorflow.ndarray.Shape;

/**
 * Distributions by the names and parameters of the reference values. A list that is not of an event
 * is a plate, a number a host constant.
 */
final class OracleFamilies {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  /** Families whose parameters and values are vectors along the last dim. */
  private static final Set<String> OF_VECTORS =
      Set.of(
          "Categorical",
          "OneHotCategorical",
          "Dirichlet",
          "Multinomial",
          "MultivariateNormalTriL",
          "RelaxedOneHotCategorical",
          "MixtureSameFamily(Normal)",
          "MixtureSameFamily(DiagonalNormal)");

  /** Dims of the event of what is not as its family's other numbers. */
  private static final Map<String, Integer> DIMS =
      Map.of(
          "Categorical value", 0,
          "MixtureSameFamily(Normal) value", 0,
          "MultivariateNormalTriL scale_tril", 2,
          "MixtureSameFamily(DiagonalNormal) mean", 2,
          "MixtureSameFamily(DiagonalNormal) stddev", 2,
          "RelaxedOneHotCategorical temperature", 0,
          "Multinomial trials", 0);

  private OracleFamilies() {}

  /** The distribution of a row, with a plate where its numbers have one. */
  static Distribution of(Evaluation evaluation, JsonObject row) {
    String family = Oracles.text(row, "distribution");
    JsonObject parameters = Oracles.entry(row, "params").getAsJsonObject();
    return of(family, name -> number(evaluation, family, name, Oracles.entry(parameters, name)));
  }

  /** The same distribution with the plate as a dim of the event. */
  static Distribution asEvent(Evaluation evaluation, JsonObject row) {
    String family = Oracles.text(row, "distribution");
    JsonObject parameters = Oracles.entry(row, "params").getAsJsonObject();
    return of(family, name -> plain(evaluation, Oracles.entry(parameters, name)));
  }

  /** The value of a row, with a plate where it has one. */
  static Expr value(Evaluation evaluation, JsonObject row) {
    String family = Oracles.text(row, "distribution");
    return number(evaluation, family, "value", Oracles.entry(row, "value"));
  }

  /** Numbers without a plate. */
  static Expr plain(Evaluation evaluation, JsonElement numbers) {
    Shape sizes = Oracles.sizes(numbers);
    return sizes.numDimensions() == 0
        ? Expr.of(numbers.getAsDouble())
        : evaluation.fed(Oracles.numbers(numbers), sizes);
  }

  private static Expr number(
      Evaluation evaluation, String family, String name, JsonElement numbers) {
    int dims = DIMS.getOrDefault(family + " " + name, OF_VECTORS.contains(family) ? 1 : 0);
    Shape sizes = Oracles.sizes(numbers);
    if (sizes.numDimensions() > dims) {
      return evaluation.fed(Oracles.numbers(numbers), sizes, ROWS);
    }
    return plain(evaluation, numbers);
  }

  private static Distribution of(String family, Function<String, Expr> p) {
    return switch (family) {
      case "Normal" -> Normal.of(p.apply("mean"), p.apply("stddev"));
      case "LogNormal" -> LogNormal.of(p.apply("mean"), p.apply("stddev"));
      case "HalfNormal" -> HalfNormal.ofScale(p.apply("scale"));
      case "TruncatedNormal" -> truncatedNormal(p);
      case "StudentT" -> StudentT.of(p.apply("df"), p.apply("loc"), p.apply("scale"));
      case "Cauchy" -> Cauchy.of(p.apply("loc"), p.apply("scale"));
      case "HalfCauchy" -> HalfCauchy.ofScale(p.apply("scale"));
      case "Laplace" -> Laplace.of(p.apply("loc"), p.apply("scale"));
      case "Gumbel" -> Gumbel.of(p.apply("loc"), p.apply("scale"));
      case "Uniform" -> Uniform.of(p.apply("low"), p.apply("high"));
      case "Exponential" -> Exponential.ofRate(p.apply("rate"));
      case "Gamma" -> Gamma.ofConcentrationAndRate(p.apply("concentration"), p.apply("rate"));
      case "Beta" -> Beta.ofAlphaAndBeta(p.apply("alpha"), p.apply("beta"));
      case "Dirichlet" -> Dirichlet.ofConcentration(p.apply("concentration"));
      case "VonMises" -> VonMises.of(p.apply("loc"), p.apply("concentration"));
      case "ContinuousBernoulli" -> ContinuousBernoulli.ofLogits(p.apply("logits"));
      case "MultivariateNormalTriL" ->
          MultivariateNormal.ofMeanAndScaleTril(p.apply("mean"), p.apply("scale_tril"));
      case "MixtureSameFamily(Normal)" -> Mixture.ofEach(p.apply("logits"), normal(p));
      case "MixtureSameFamily(DiagonalNormal)" -> Mixture.ofRows(p.apply("logits"), normal(p));
      default -> discrete(family, p);
    };
  }

  private static Distribution discrete(String family, Function<String, Expr> p) {
    return switch (family) {
      case "Bernoulli" -> Bernoulli.ofLogits(p.apply("logits"));
      case "Binomial" -> Binomial.ofLogits(p.apply("trials"), p.apply("logits"));
      case "NegativeBinomial" -> NegativeBinomial.ofLogits(p.apply("failures"), p.apply("logits"));
      case "Geometric" -> Geometric.ofLogits(p.apply("logits"));
      case "Poisson" -> Poisson.ofRate(p.apply("rate"));
      case "Multinomial" -> Multinomial.ofLogits(whole(p, "trials"), p.apply("logits"));
      case "Categorical" -> Categorical.ofLogits(p.apply("logits"));
      case "OneHotCategorical" -> OneHotCategorical.ofLogits(p.apply("logits"));
      case "RelaxedBernoulli" ->
          RelaxedBernoulli.ofLogits(p.apply("temperature"), p.apply("logits"));
      case "RelaxedOneHotCategorical" ->
          RelaxedOneHotCategorical.ofLogits(p.apply("temperature"), p.apply("logits"));
      case "DiscretizedLogistic" ->
          DiscretizedLogistic.of(
              p.apply("loc"), p.apply("scale"), whole(p, "low"), whole(p, "high"));
      default ->
          throw new AssertionError("no family is known for the reference values of " + family);
    };
  }

  private static Normal normal(Function<String, Expr> p) {
    return Normal.of(p.apply("mean"), p.apply("stddev"));
  }

  private static Distribution truncatedNormal(Function<String, Expr> p) {
    return TruncatedNormal.of(p.apply("mean"), p.apply("stddev"), p.apply("low"), p.apply("high"));
  }

  private static int whole(Function<String, Expr> p, String name) {
    return (int) p.apply(name).constant()[0];
  }
}
