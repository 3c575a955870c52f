package org.jelbo.inference.contract;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.SingleObjective;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Jelbo relies on of a {@link SingleObjective}.
 *
 * <p>A case is an objective and a few rows of data. The contract compiles it in float64, moves its
 * parameters away from where they start, and looks at its value, its parts and its direction there.
 */
@TestInstance(Lifecycle.PER_CLASS)
public interface ObjectiveContract {
  /** At least one case. */
  Stream<Case> cases();

  /** Each time it is built it reads the same parameters, in the same order. */
  @ParameterizedTest
  @MethodSource("cases")
  default void parametersAreTheSameEachTime(Case given) {
    Objectives.parametersAreTheSame(given);
  }

  /** The direction reaches every parameter that is trained. */
  @ParameterizedTest
  @MethodSource("cases")
  default void theDirectionReachesEveryParameter(Case given) {
    Objectives.directionReachesParameters(given);
  }

  /** Value, parts and direction follow from parameters, data and the key of the draws alone. */
  @ParameterizedTest
  @MethodSource("cases")
  default void equalKeysGiveEqualNumbers(Case given) {
    Objectives.equalKeysGiveEqualNumbers(given);
  }

  /** The value is what the case says that the parts make, which is their sum unless it does. */
  @ParameterizedTest
  @MethodSource("cases")
  default void partsMakeTheValue(Case given) {
    Objectives.partsMakeTheValue(given);
  }

  /** A part is the mean of what it is for each row, where it is known of rows. */
  @ParameterizedTest
  @MethodSource("cases")
  default void rowsAddUp(Case given) {
    Objectives.rowsAddUp(given);
  }

  /**
   * The value is in nats per datum: over all rows it is, in expectation, the mean of its values
   * over two parts of them, each weighed by its rows; where rows stand by themselves.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void theValueIsPerDatum(Case given) {
    Objectives.valueIsPerDatum(given);
  }

  /**
   * The direction is the gradient of the value at fixed draws, by central differences; or, where
   * the case says so, its mean over draws is what is expected.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void theDirectionIsRight(Case given) {
    Objectives.directionIsRight(given);
  }

  /** Value and direction are finite in float32, whose draws are others. */
  @ParameterizedTest
  @MethodSource("cases")
  default void singlePrecisionIsFinite(Case given) {
    Objectives.singlePrecisionIsFinite(given);
  }

  /** Training repeats itself bit for bit, and goes on from its state as if it had not stopped. */
  @ParameterizedTest
  @MethodSource("cases")
  default void trainingRepeatsAndResumes(Case given) {
    Objectives.trainingRepeats(given);
  }

  /** An explanation names the objective and its parameters. */
  @ParameterizedTest
  @MethodSource("cases")
  default void itIsExplained(Case given) {
    Objectives.isExplained(given);
  }

  /**
   * An objective with data.
   *
   * @param label what is special about it
   * @param data two rows or more
   * @param ofParts the value from the parts, and from the means over rows of what has rows
   * @param expected the mean of the direction over draws, row-major by the names of parameters;
   *     null where the direction is the gradient of the value
   * @param areTogether whether something stands outside the rows, or is computed of several
   */
  record Case(
      String label,
      SingleObjective objective,
      Data data,
      ToDoubleFunction<Map<String, Double>> ofParts,
      @Nullable Expected expected,
      boolean areTogether) {
    /** The mean of the direction at values of the parameters, both row-major by name. */
    @FunctionalInterface
    public interface Expected {
      /** The mean over draws; parameters that are left out are not looked at. */
      Map<String, double[]> at(Map<String, double[]> parameters);
    }

    /** A case whose parts add up to the value, and whose direction is its gradient. */
    public static Case of(String label, SingleObjective objective, Data data) {
      return new Case(
          label,
          objective,
          data,
          parts -> parts.values().stream().mapToDouble(Double::doubleValue).sum(),
          null,
          false);
    }

    /** With another value of the parts, such as {@code parts -> parts.get("bound")}. */
    public Case value(ToDoubleFunction<Map<String, Double>> other) {
      return new Case(label, objective, data, other, expected, areTogether);
    }

    /** With a direction whose mean over draws is known. */
    public Case direction(Expected mean) {
      return new Case(label, objective, data, ofParts, mean, areTogether);
    }

    /** Of rows that do not stand by themselves: a site outside of their plate, or one weight. */
    public Case together() {
      return new Case(label, objective, data, ofParts, expected, true);
    }

    /** What messages and reports call the case. */
    @Override
    public String toString() {
      return label;
    }
  }
}
