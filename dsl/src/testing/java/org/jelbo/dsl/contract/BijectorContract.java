package org.jelbo.dsl.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/**
 * What Jelbo relies on of a {@link Bijector}.
 *
 * <p>A case is a map, its parameters and the event shape of x. The contract takes normal numbers of
 * a fixed seed for x, or where the domain is another one, what {@link Bijector#onto} makes of them.
 */
@TestInstance(Lifecycle.PER_CLASS)
public interface BijectorContract {

  /** At least one case: together they should have events of every rank the map takes. */
  Stream<Case> cases();

  /** The seed of all numbers. */
  default long seed() {
    return 20;
  }

  /** {@code inverse(forward(x))} is x, and {@code forward(inverse(y))} is y. */
  @ParameterizedTest
  @MethodSource("cases")
  default void forwardAndInverseUndoEachOther(Case given) {
    Maps.undoEachOther(given, seed());
  }

  /**
   * Results have the event shapes that {@code eventShape}, {@code freeShape} and the ranks say, and
   * these undo each other.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void resultsHaveTheirEventShape(Case given) {
    Maps.haveTheirEventShape(given, seed());
  }

  /** {@code logDet} is the log-determinant of finite differences of {@code forward}. */
  @ParameterizedTest
  @MethodSource("cases")
  default void logDetAgreesWithFiniteDifferences(Case given) {
    Jacobians.haveTheLogDet(given, seed());
  }

  /** A map of single entries rises where {@code direction()} is 1 and falls where it is -1. */
  @ParameterizedTest
  @MethodSource("cases")
  default void entriesGoInTheDirection(Case given) {
    Jacobians.haveTheDirection(given, seed());
  }

  /** {@code forward} gives values in the support, in both precisions. */
  @ParameterizedTest
  @MethodSource("cases")
  default void valuesLieInTheSupport(Case given) {
    Maps.lieInTheSupport(given, seed());
  }

  /**
   * Results have the axes of the argument and of the parameters, and at each index they are those
   * of what is there.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void mapsBroadcastOverAxes(Case given) {
    Maps.broadcastOverAxes(given, seed());
  }

  /**
   * The gradients of {@code forward}, {@code inverse} and {@code logDet} with respect to their
   * argument and to each parameter agree with finite differences.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void gradientsAgreeWithFiniteDifferences(Case given) {
    MapSlopes.agreeWithDifferences(given, seed());
  }

  /**
   * Where the domain is all real numbers, {@code logDet} and its gradient are finite at 80 and -80,
   * in both precisions.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void logDetIsFiniteFarOut(Case given) {
    MapSlopes.areFiniteFarOut(given);
  }

  /** The parameters are those that were given, by name. */
  @ParameterizedTest
  @MethodSource("cases")
  default void parametersAreThoseGiven(Case given) {
    Maps.haveTheirParameters(given);
  }

  /** Two maps of the same parameters are equal. */
  @ParameterizedTest
  @MethodSource("cases")
  default void mapsOfTheSameParametersAreEqual(Case given) {
    Maps.areEqual(given);
  }

  /**
   * With {@code ofVariances()}, the squared difference of two values is what it makes of the
   * squared difference of their x, and {@code logDet} is one for all x.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void variancesGoThroughTheMapOfVariances(Case given) {
    Maps.haveTheirMapOfVariances(given, seed());
  }

  /** Host constants and values of a graph give the same numbers. */
  @ParameterizedTest
  @MethodSource("cases")
  default void constantsFoldToTheNumbersOfTheGraph(Case given) {
    Maps.constantsAgreeWithTheGraph(given, seed());
  }

  /**
   * Float32 gives the numbers of float64 to {@value Agreement#FLOAT32_TOLERANCE}, of {@code
   * forward} and {@code logDet}.
   */
  @ParameterizedTest
  @MethodSource("cases")
  default void singlePrecisionAgreesWithDouble(Case given) {
    Maps.precisionsAgree(given, seed());
  }

  /** A map, its parameters and the event shape of x. */
  final class Case {
    private final String name;
    private final Function<Given, Bijector> map;
    private final Map<String, Expr> parameters;
    private final Shape free;

    private Case(
        String name, Function<Given, Bijector> map, Map<String, Expr> parameters, Shape free) {
      this.name = name;
      this.map = map;
      this.parameters = Collections.unmodifiableMap(parameters);
      this.free = free;
    }

    /**
     * A case without parameters yet, of a scalar event.
     *
     * @param name what is special about it
     * @param map makes the map of the parameters it is given
     */
    public static Case of(String name, Function<Given, Bijector> map) {
      return new Case(name, map, Map.of(), Shape.scalar());
    }

    /**
     * With another event shape of x.
     *
     * @param sizes of the event; with dims before those that one map takes
     */
    public Case free(long... sizes) {
      return new Case(name, map, parameters, Shape.of(sizes));
    }

    /** With a parameter of a scalar event. */
    public Case parameter(String parameter, double value) {
      return with(parameter, Expr.of(value));
    }

    /**
     * With a parameter of any event.
     *
     * @param values row-major
     */
    public Case parameter(String parameter, double[] values, long... sizes) {
      return with(parameter, Expr.of(values, Shape.of(sizes)));
    }

    private Case with(String parameter, Expr value) {
      Map<String, Expr> more = new LinkedHashMap<>(parameters);
      more.put(parameter, value);
      return new Case(name, map, more, free);
    }

    /** The parameters as host constants. */
    Map<String, Expr> parameters() {
      return parameters;
    }

    Shape free() {
      return free;
    }

    /** The map of these parameters. */
    Bijector of(Map<String, Expr> values) {
      return map.apply(
          wanted ->
              Objects.requireNonNull(
                  values.get(wanted), "case '" + name + "' has no parameter '" + wanted + "'"));
    }

    /** The map of host constants. */
    Bijector ofConstants() {
      return of(parameters);
    }

    /** What messages and reports call the case. */
    @Override
    public String toString() {
      return name;
    }
  }
}
