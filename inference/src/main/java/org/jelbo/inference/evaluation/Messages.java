package org.jelbo.inference.evaluation;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Objective;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static int requirePositive(String name, int found) {
    if (found < 1) {
      throw JelboException.here(
          "evidence",
          "expected " + name + " of 1 or more, but got " + found,
          "EvidenceEstimator.of(1_000)");
    }
    return found;
  }

  static JelboException noModel() {
    return JelboException.here(
        "evidence",
        "expected a model whose evidence to estimate, but the likelihood of a guide has none",
        "predicting(...) for a term that has a model");
  }

  static JelboException noLabels(String site, int rows) {
    return JelboException.here(
        "accuracy of '" + site + "'",
        "expected labels that are seen, but all are masked in " + rows + " rows",
        "rows of the data whose mask of '" + site + "' is 1");
  }

  static void requireDraws(int found) {
    if (found < 1) {
      throw JelboException.here(
          "accuracy", "expected 1 draw or more, but got " + found, "accuracy(labelled, \"y\")");
    }
  }

  static void requireData(String call, Data data) {
    Required.of(data, call, "data", "Data.of(Column.ofFloats(\"x\", values, 784))");
  }

  /** An objective whose parameters are not those that are compiled would get another's numbers. */
  static void requireOf(Compiled compiled, Objective objective) {
    boolean isTerm = compiled.terms().stream().anyMatch(term -> term == objective);
    if (objective != compiled.objective() && !isTerm) {
      throw JelboException.here(
          "objective",
          "expected the compiled objective, or one of its terms, but got another",
          "compiled.objective(), or compiled.term(\"images\").term()");
    }
  }
}
