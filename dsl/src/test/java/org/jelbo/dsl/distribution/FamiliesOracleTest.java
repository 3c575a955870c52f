package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.testing.Oracles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the four files of reference values, in both precisions; a row of a family that is
 * not known fails. The names of the tests count the rows.
 */
final class FamiliesOracleTest {
  private static final String LOG_PROB = "log_prob.jsonl";
  private static final String ENTROPY = "entropy.jsonl";
  private static final String MOMENTS = "moments.jsonl";
  private static final String KL = "kl.jsonl";

  /** The rows of one family, or of one pair of families. */
  record Rows(String family, List<JsonObject> rows) {
    @Override
    public String toString() {
      return family + ", " + rows.size() + " rows";
    }
  }

  private static List<Rows> rows(String file) {
    Map<String, List<JsonObject>> byFamily =
        Oracles.rows(file).stream()
            .collect(
                Collectors.groupingBy(
                    FamiliesOracleTest::family, LinkedHashMap::new, Collectors.toList()));
    return byFamily.entrySet().stream()
        .map(entry -> new Rows(entry.getKey(), entry.getValue()))
        .collect(Collectors.toList());
  }

  private static String family(JsonObject row) {
    return row.has("q")
        ? family(row.getAsJsonObject("q")) + " from " + family(row.getAsJsonObject("p"))
        : Oracles.text(row, "distribution");
  }

  private static Stream<Arguments> inBothPrecisions(String file) {
    return rows(file).stream()
        .flatMap(rows -> Stream.of(Precision.values()).map(each -> Arguments.of(rows, each)));
  }

  static Stream<Arguments> logProbs() {
    return inBothPrecisions(LOG_PROB);
  }

  static Stream<Arguments> entropies() {
    return inBothPrecisions(ENTROPY);
  }

  static Stream<Arguments> moments() {
    return inBothPrecisions(MOMENTS);
  }

  static Stream<Arguments> divergences() {
    return inBothPrecisions(KL);
  }

  private static void assertAgrees(
      Evaluation evaluation, Expr actual, JsonObject row, String name) {
    Agreement.of(evaluation.graph().precision())
        .assertValues(name, evaluation.values(actual), Oracles.numbers(Oracles.entry(row, name)));
  }

  @ParameterizedTest
  @MethodSource("logProbs")
  void logProbIsThatOfTheReference(Rows rows, Precision precision) {
    for (JsonObject row : rows.rows()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Distribution distribution = OracleFamilies.of(evaluation, row);
        Expr value = OracleFamilies.value(evaluation, row);
        assertAgrees(evaluation, distribution.logProb(value), row, "log_prob");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("entropies")
  void entropyIsThatOfTheReference(Rows rows, Precision precision) {
    for (JsonObject row : rows.rows()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        assertAgrees(evaluation, OracleFamilies.of(evaluation, row).entropy(), row, "entropy");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("moments")
  void momentsAreThoseOfTheReference(Rows rows, Precision precision) {
    for (JsonObject row : rows.rows()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Distribution distribution = OracleFamilies.of(evaluation, row);
        assertAgrees(evaluation, distribution.mean(), row, "mean");
        assertAgrees(evaluation, distribution.variance(), row, "variance");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("divergences")
  void divergenceIsThatOfTheReference(Rows rows, Precision precision) {
    for (JsonObject row : rows.rows()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        Distribution q = OracleFamilies.of(evaluation, row.getAsJsonObject("q"));
        Distribution p = OracleFamilies.of(evaluation, row.getAsJsonObject("p"));
        assertAgrees(evaluation, Divergences.standard().of(q, p).orElseThrow(), row, "kl");
      }
    }
  }

  /** The same rows as events instead of plates. */
  @ParameterizedTest
  @MethodSource("logProbs")
  void anEventOfManyEntriesHasTheSumOfTheirLogProbs(Rows rows, Precision precision) {
    for (JsonObject row : rows.rows()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        JsonElement expected = Oracles.entry(row, "log_prob");
        Distribution event = OracleFamilies.asEvent(evaluation, row);
        Expr value = OracleFamilies.plain(evaluation, Oracles.entry(row, "value"));
        Agreement.of(precision)
            .assertValues(
                "log_prob",
                evaluation.values(event.logProb(value)),
                Arrays.stream(Oracles.numbers(expected)).sum());
      }
    }
  }

  @Test
  void everyFileHasRowsOfEveryFamily(TestReporter report) {
    for (String file : List.of(LOG_PROB, ENTROPY, MOMENTS, KL)) {
      List<Rows> rows = rows(file);
      report.publishEntry(
          file, rows.stream().map(Rows::toString).collect(Collectors.joining("; ")));
      assertThat(rows).isNotEmpty().allMatch(each -> !each.rows().isEmpty());
    }
  }
}
