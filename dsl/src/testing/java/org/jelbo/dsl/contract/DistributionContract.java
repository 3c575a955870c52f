package org.jelbo.dsl.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.tensorflow.ndarray.Shape;

/**
 * What Jelbo relies on of a {@link Distribution}.
 *
 * <p>A case is a family and its parameters. The contract gives the family those parameters as host
 * constants, as values of a graph, and with an axis along which they shrink by a tenth a row; it
 * draws with noise of a fixed seed. Statistical tests fail although all is right at a rate of
 * {@value MonteCarlo#FALSE_ALARM_RATE} a number compared; the seed is fixed, so a test that passes
 * once passes always.
 */
@TestInstance(Lifecycle.PER_CLASS)
public interface DistributionContract {

  /** At least one case: together they should have parameters of every shape the family takes. */
  Stream<Case> cases();

  /** The seed of all noise. */
  default long seed() {
    return 20;
  }

  /**
   * {@code parameters()} has the parameters that were given, by name, as they were given; those
   * that are host numbers for every case may come too, as constants.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void parametersAreThoseGiven(Case given) {
    Shapes.parametersAreThoseGiven(given);
  }

  /**
   * Draw, mean and variance have the event shape, log-density and entropy a scalar event; moments
   * and entropy have no axes but those of the parameters.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void resultsHaveTheEventShape(Case given) {
    Shapes.resultsHaveTheEventShape(given, seed());
  }

  /**
   * The log-density has the axes of the parameters and of the value, whichever parameters have
   * them, and at each index it is that of the value there under the parameters there.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void logProbBroadcastsOverAxes(Case given) {
    Broadcasts.logProb(given, seed());
  }

  /** Mean, variance and entropy at each index of an axis are those of the parameters there. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void momentsBroadcastOverAxes(Case given) {
    Broadcasts.moments(given);
  }

  /**
   * A draw has the axes of its noise and of the parameters, whichever parameters have them, and at
   * each index it is the draw of the parameters there.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void drawsBroadcastOverAxes(Case given) {
    Broadcasts.draws(given, seed());
  }

  /** A value with an event of another size or of more dims is refused with a JelboException. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void valuesOfOtherEventShapesAreRefused(Case given) {
    Shapes.valuesOfOtherEventShapesAreRefused(given);
  }

  /** Every draw lies in the support, in both precisions. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void drawsLieInTheSupport(Case given) {
    Draws.lieInTheSupport(given, seed());
  }

  /**
   * Uniform numbers of 0 and just below 1, and normal numbers of -8, 0 and 8, give finite draws in
   * the support with a log-density that is a number; pathwise gradients are finite there.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void extremeNoiseGivesFiniteDraws(Case given) {
    Draws.ofExtremeNoiseAreFinite(given);
  }

  /** Equal noise gives equal draws, in one graph and in two; other noise gives other draws. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void equalNoiseGivesEqualDraws(Case given) {
    Draws.ofEqualNoiseAreEqual(given, seed());
  }

  /** Draws at two indices of an axis have no covariance. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void drawsAreIndependentAlongAxes(Case given) {
    Draws.areIndependentAlongAxes(given, seed());
  }

  /**
   * The sample mean of draws is {@code mean()}, that of their squared distance {@code variance()};
   * circular ones are as {@code isCircular()} says.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void drawsHaveTheMeanAndTheVariance(Case given) {
    Draws.haveTheMeanAndTheVariance(given, seed());
  }

  /** {@code entropy()} is the sample mean of {@code -logProb} of draws. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void entropyIsTheMeanOfMinusLogProb(Case given) {
    Draws.haveTheEntropy(given, seed());
  }

  /**
   * {@code exp(logProb)} sums to 1 over a support of whole numbers or one-hot vectors, and
   * integrates to 1 over one of real numbers, each entry of an {@code Elementwise} on its own. Two
   * dependent real entries and three of a simplex are integrated together. Not looked at: more
   * dependent entries, more than {@value Totals#MOST_VALUES} values.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void probabilitiesSumToOne(Case given) {
    Totals.areOne(given);
  }

  /**
   * The sample mean of a bounded function of draws is its sum or integral under the log-density,
   * where {@link #probabilitiesSumToOne} looks.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void drawsFallWhereTheDensityIs(Case given) {
    Totals.matchDraws(given, seed());
  }

  /**
   * The frequencies of draws are those of the log-density, by Kolmogorov and Smirnov's statistic:
   * of each independent entry, of an event of one entry, and of the values of a finite event.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void drawsHaveTheFrequenciesOfTheDensity(Case given) {
    Frequencies.areThoseOfTheDensity(given, seed());
  }

  /**
   * {@code mean()} and {@code variance()} are sums or integrals under the log-density, where {@link
   * #probabilitiesSumToOne} looks.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void momentsAreThoseOfTheDensity(Case given) {
    Totals.areMoments(given);
  }

  /** A moment that the case says is refused is refused, and the message names draws instead. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void momentsWithoutClosedFormAreRefused(Case given) {
    Moments.withoutClosedFormAreRefused(given);
  }

  /**
   * At the ends of a support the log-density and its gradients are numbers, or infinite; no draw is
   * at one of {@code openEnds()}.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void endsOfTheSupportAreScored(Case given) {
    Ends.areScored(given);
    Ranges.leaveOpenEndsOut(given, seed());
  }

  /**
   * {@code enumerate()} of a finite family gives {@code cardinality()} different values of the
   * support; not looked at: more than {@value Totals#MOST_VALUES}.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void finiteFamiliesListTheirValues(Case given) {
    Ends.areEnumerated(given);
  }

  /** Where parameters that are none of {@code rangeParameters()} shrink, draws keep a density. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void rangesMoveWithRangeParametersOnly(Case given) {
    Ranges.moveWithRangeParametersOnly(given, seed());
  }

  /** {@code cdfOfEach} of a {@code Cumulative} rises by the integral or sum of the density. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void cumulativeProbabilitiesAreThoseOfTheDensity(Case given) {
    Cumulatives.areIntegrals(given, seed());
  }

  /** {@code quantileOfEach} of a {@code Cumulative} is the inverse of {@code cdfOfEach}. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void quantilesInvertCumulativeProbabilities(Case given) {
    Cumulatives.haveInverses(given);
  }

  /** An {@code Elementwise} sums the log-densities and entropies of its entries. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void entriesSumToTheEvent(Case given) {
    Shapes.entriesSumToTheEvent(given, seed());
  }

  /**
   * The gradient of the log-density with respect to each parameter, and of a real value, agrees
   * with finite differences. Neither it nor a pathwise draw jumps, see {@code Branches}.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void gradientOfLogProbAgreesWithFiniteDifferences(Case given) {
    Steps.areNone(given, seed());
    Slopes.ofLogProb(given, seed());
  }

  /** The mean gradient of the log-density of draws to all but {@code rangeParameters()} is 0. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void scoresHaveTheMeanZero(Case given) {
    Slopes.ofScores(given, seed());
  }

  /**
   * Of a reparameterized family, the mean pathwise gradient of a draw is the slope of {@code
   * mean()}, and that of its squared distance from the mean the slope of {@code variance()}, by
   * finite differences. Not looked at: circular ones.
   */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void pathwiseGradientsAgreeWithFiniteDifferences(Case given) {
    Slopes.ofDraws(given, seed());
  }

  /** Host constants and values of a graph give the same numbers. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void constantsFoldToTheNumbersOfTheGraph(Case given) {
    Shapes.constantsAgreeWithTheGraph(given, seed());
  }

  /** Float32 gives the numbers of float64 to {@value Agreement#FLOAT32_TOLERANCE}. */
  @ParameterizedTest
  @ArgumentsSource(Cases.class)
  default void singlePrecisionAgreesWithDouble(Case given) {
    Shapes.precisionsAgree(given, seed());
  }

  /** A family and its parameters. */
  final class Case {
    private final String name;
    private final Function<Given, Distribution> family;
    private final Map<String, Expr> parameters;
    private final Terms terms;
    final Numbers numbers = new Numbers();

    private Case(
        String name,
        Function<Given, Distribution> family,
        Map<String, Expr> parameters,
        Terms terms) {
      this.name = name;
      this.family = family;
      this.parameters = Collections.unmodifiableMap(parameters);
      this.terms = terms;
    }

    /**
     * A case without parameters yet.
     *
     * @param name what is special about it
     * @param family makes the distribution of the parameters it is given
     */
    public static Case of(String name, Function<Given, Distribution> family) {
      return new Case(name, family, Map.of(), Terms.NONE);
    }

    /** With a parameter of a scalar event. */
    public Case parameter(String parameter, double value) {
      return with(parameter, Expr.of(value));
    }

    /** With a parameter of a vector event. */
    public Case parameter(String parameter, double... values) {
      return with(parameter, Expr.of(values));
    }

    /**
     * With a parameter of any event.
     *
     * @param values row-major
     */
    public Case parameter(String parameter, double[] values, Shape shape) {
      return with(parameter, Expr.of(values, shape));
    }

    private Case with(String parameter, Expr value) {
      Map<String, Expr> more = new LinkedHashMap<>(parameters);
      more.put(parameter, value);
      return new Case(name, family, more, terms);
    }

    private Case on(Terms others) {
      return new Case(name, family, parameters, others);
    }

    /**
     * With a parameter that is not to be changed, because it is a whole number or its entries sum
     * to 1: every row of an axis has the same, and it has no gradient.
     */
    public Case fixed(String parameter) {
      return on(terms.withFixed(parameter));
    }

    /** Without a moment, refused: {@code mean}, {@code variance} or {@code entropy}. */
    public Case refusing(String moment) {
      return on(terms.withRefused(moment));
    }

    /** Without moments that draws could be held to: the fourth does not exist. */
    public Case heavyTailed() {
      return on(terms.withHeavyTails());
    }

    /**
     * Where draws lie, for a family that does not know it of values of a graph; of the parameters
     * as host constants, {@code support()} has to say the same.
     */
    public Case support(Support support) {
      return on(terms.withSupport(support));
    }

    /** The parameters as host constants. */
    Map<String, Expr> parameters() {
      return parameters;
    }

    boolean isFixed(String parameter) {
      return terms.fixed().contains(parameter);
    }

    boolean isRefused(String moment) {
      return terms.refused().contains(moment);
    }

    /** Whether draws can be held to a moment. */
    boolean has(String moment) {
      return !isRefused(moment) && (!terms.heavyTailed() || moment.equals("entropy"));
    }

    /** Where draws of this case's distribution lie. */
    Support supportOf(Distribution distribution) {
      return terms.support().orElseGet(distribution::support);
    }

    /** The distribution of these parameters. */
    Distribution of(Map<String, Expr> values) {
      return family.apply(wanted -> Cases.parameter(name, values, wanted));
    }

    /** What messages and reports call the case. */
    @Override
    public String toString() {
      return name;
    }
  }
}
