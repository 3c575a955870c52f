package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.testing.Oracles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All reference rows of the families, in both precisions: a row's leading list is a plate. */
final class FamiliesOracleTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final int ROWS_OF_A_FAMILY = 3;

  static Stream<Arguments> families() {
    return cross(
        "Normal",
        "Bernoulli",
        "Categorical",
        "OneHotCategorical",
        "Laplace",
        "Exponential",
        "LogNormal",
        "Gumbel",
        "HalfNormal");
  }

  static Stream<Arguments> familiesWithMoments() {
    return cross(
        "Normal",
        "Bernoulli",
        "OneHotCategorical",
        "Laplace",
        "Exponential",
        "LogNormal",
        "Gumbel",
        "HalfNormal");
  }

  static Stream<Arguments> familiesWithDivergence() {
    return cross(
        "Normal",
        "Bernoulli",
        "Categorical",
        "OneHotCategorical",
        "Laplace",
        "Exponential",
        "LogNormal",
        "Gumbel",
        "HalfNormal");
  }

  private static Stream<Arguments> cross(String... families) {
    return Stream.of(families)
        .flatMap(family -> Stream.of(Precision.values()).map(each -> Arguments.of(family, each)));
  }

  private static List<JsonObject> rows(String file, String family) {
    List<JsonObject> rows = Oracles.rows(file, family);
    assertThat(rows).hasSizeGreaterThanOrEqualTo(ROWS_OF_A_FAMILY);
    return rows;
  }

  private static Expr value(Evaluation evaluation, JsonElement numbers) {
    return evaluation.fed(Oracles.numbers(numbers), Oracles.sizes(numbers), ROWS);
  }

  private static Distribution distribution(Evaluation evaluation, JsonObject row, String family) {
    JsonObject parameters = Oracles.entry(row, "params").getAsJsonObject();
    return distribution(family, name -> value(evaluation, Oracles.entry(parameters, name)));
  }

  private static Distribution distribution(String family, Function<String, Expr> p) {
    return switch (family) {
      case "Normal" -> Normal.of(p.apply("mean"), p.apply("stddev"));
      case "LogNormal" -> LogNormal.of(p.apply("mean"), p.apply("stddev"));
      case "Laplace" -> Laplace.of(p.apply("loc"), p.apply("scale"));
      case "Gumbel" -> Gumbel.of(p.apply("loc"), p.apply("scale"));
      case "Exponential" -> Exponential.ofRate(p.apply("rate"));
      case "HalfNormal" -> HalfNormal.ofScale(p.apply("scale"));
      case "Bernoulli" -> Bernoulli.ofLogits(p.apply("logits"));
      case "Categorical" -> Categorical.ofLogits(p.apply("logits"));
      case "OneHotCategorical" -> OneHotCategorical.ofLogits(p.apply("logits"));
      default -> throw new IllegalArgumentException(family);
    };
  }

  private static void assertAgrees(
      Evaluation evaluation, Expr actual, JsonObject row, String name) {
    Agreement.of(evaluation.graph().precision())
        .assertValues(name, evaluation.values(actual), Oracles.numbers(Oracles.entry(row, name)));
  }

  @ParameterizedTest
  @MethodSource("families")
  void logProbIsThatOfTheReference(String family, Precision precision) {
    for (JsonObject row : rows("log_prob.jsonl", family)) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Distribution distribution = distribution(evaluation, row, family);
        Expr value = value(evaluation, Oracles.entry(row, "value"));
        assertAgrees(evaluation, distribution.logProb(value), row, "log_prob");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void entropyIsThatOfTheReference(String family, Precision precision) {
    for (JsonObject row : rows("entropy.jsonl", family)) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        assertAgrees(evaluation, distribution(evaluation, row, family).entropy(), row, "entropy");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("familiesWithMoments")
  void momentsAreThoseOfTheReference(String family, Precision precision) {
    for (JsonObject row : rows("moments.jsonl", family)) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Distribution distribution = distribution(evaluation, row, family);
        assertAgrees(evaluation, distribution.mean(), row, "mean");
        assertAgrees(evaluation, distribution.variance(), row, "variance");
      }
    }
  }

  /** One-hot vectors have no rows of their own: they diverge as their categories do. */
  @ParameterizedTest
  @MethodSource("familiesWithDivergence")
  void divergenceIsThatOfTheReference(String family, Precision precision) {
    String listed = family.equals("OneHotCategorical") ? "Categorical" : family;
    List<JsonObject> rows =
        Oracles.rows(
            "kl.jsonl",
            listed,
            row ->
                Stream.of("q", "p")
                    .allMatch(
                        side ->
                            Oracles.text(Oracles.entry(row, side).getAsJsonObject(), "distribution")
                                .equals(listed)));
    assertThat(rows).hasSizeGreaterThanOrEqualTo(ROWS_OF_A_FAMILY);
    for (JsonObject row : rows) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Distribution q = distribution(evaluation, row.getAsJsonObject("q"), family);
        Distribution p = distribution(evaluation, row.getAsJsonObject("p"), family);
        assertAgrees(evaluation, Divergences.standard().of(q, p).orElseThrow(), row, "kl");
      }
    }
  }

  /** The same rows as events instead of plates. */
  @ParameterizedTest
  @MethodSource("families")
  void anEventOfManyEntriesHasTheSumOfTheirLogProbs(String family, Precision precision) {
    for (JsonObject row : rows("log_prob.jsonl", family)) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Distribution plate = distribution(evaluation, row, family);
        Expr value = value(evaluation, Oracles.entry(row, "value"));
        double[] each = evaluation.values(plate.logProb(value));
        Distribution event = asEvent(evaluation, row, family);
        JsonElement numbers = Oracles.entry(row, "value");
        Expr whole = evaluation.fed(Oracles.numbers(numbers), Oracles.sizes(numbers));
        Agreement.of(precision)
            .assertValues(
                "log_prob",
                evaluation.values(event.logProb(whole)),
                java.util.Arrays.stream(each).sum());
      }
    }
  }

  private static Distribution asEvent(Evaluation evaluation, JsonObject row, String family) {
    JsonObject parameters = Oracles.entry(row, "params").getAsJsonObject();
    return distribution(
        family,
        name ->
            family.equals("Normal")
                ? event(parameters, name)
                : evaluation.fed(
                    Oracles.numbers(Oracles.entry(parameters, name)),
                    Oracles.sizes(Oracles.entry(parameters, name))));
  }

  private static Expr event(JsonObject parameters, String name) {
    JsonElement numbers = Oracles.entry(parameters, name);
    return Expr.of(Oracles.numbers(numbers), Oracles.sizes(numbers));
  }
}
