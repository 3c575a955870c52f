package org.jelbo.samples.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Recomputed;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.formula.FormulaText;
import org.jelbo.inference.objective.ExplainedLoss;
import org.jelbo.inference.objective.Explanation;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.Experiment;
import org.jelbo.samples.experiment.Quantity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProtocolsTest {
  static Stream<BundledModel> models() {
    return Protocols.models().stream();
  }

  @Test
  void namesAreDistinct() {
    assertThat(models().map(BundledModel::name)).doesNotHaveDuplicates();
    assertThat(Protocols.experiments().stream().map(Experiment::name)).doesNotHaveDuplicates();
    assertThat(Protocols.experiments())
        .allSatisfy(
            experiment ->
                assertThat(experiment.quantities().stream().map(Quantity::name))
                    .isNotEmpty()
                    .doesNotHaveDuplicates());
  }

  @ParameterizedTest
  @MethodSource("models")
  void theFirstObjectiveIsTheOneToTrainBy(BundledModel model) {
    String first = model.objectives().get(0);
    assertThat(model.objective().explain().toString())
        .isEqualTo(model.objective(first, 1).explain().toString());
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyObjectiveCanBeExplained(BundledModel model) {
    for (String name : model.objectives()) {
      assertThat(model.objective(name, 5).explain().toString())
          .contains("given  x, plate images", "5 draws", "encoder");
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void theLossIsThatOfThePrintedFormula(BundledModel model) {
    ImageSet images = model.sources().get(0).noise(400);
    for (String name : model.objectives()) {
      Objective objective = model.objective(name, 2);
      Explanation explanation = objective.explain();
      try (Compiled compiled = Compilation.of(objective).precision(Precision.FLOAT64).compile()) {
        List<SumTerm> terms = compiled.terms();
        for (int i = 0; i < terms.size(); i++) {
          Feed feed = model.feeds(images).get(terms.get(i).feed());
          Data data = (feed == null ? model.data(images) : feed.data()).first(3);
          Recomputed found =
              compiled.term(terms.get(i).name()).recompute(data, DrawKey.of(1).particles(2));
          assertThat(printed(explanation.terms().get(i), explanation.toString()))
              .isEqualTo(found.formula());
          assertThat(found.recomputed())
              .as(name + ": " + found.formula())
              .isCloseTo(found.compiled(), within(1e-12 * Math.abs(found.compiled())));
        }
      }
    }
  }

  /** The formula as the text has it: whole, or part by part. */
  private static String printed(ExplainedLoss loss, String text) {
    List<String> summands =
        loss.equation().isEmpty()
            ? List.of(FormulaText.of(loss.formula().orElseThrow()))
            : loss.parts().values().stream()
                .flatMap(List::stream)
                .map(FormulaText::of)
                .sorted(Comparator.comparing(FormulaText.of(loss.formula().orElseThrow())::indexOf))
                .toList();
    assertThat(text).contains(summands);
    return String.join(" + ", summands);
  }
}
