package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.OptionalLong;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException parametersDoNotFit(String family, Shape a, Shape b, JelboException cause) {
    return JelboException.here(
            family,
            "expected parameters whose event shapes are equal, of equal rank with sizes 1, or one"
                + " of them scalar, but got "
                + a
                + " and "
                + b,
            cause.remedy())
        .causedBy(cause);
  }

  static JelboException notPositive(String family, String parameter, double[] values) {
    double worst = Arrays.stream(values).min().orElse(Double.NaN);
    return JelboException.here(
        family,
        "expected "
            + (parameter.endsWith("s") ? "positive " : "a positive ")
            + parameter
            + ", but got "
            + worst,
        "softplus of an unconstrained value, plus a small constant");
  }

  static JelboException notFinite(String family, String parameter, double found) {
    return JelboException.here(
        family,
        "expected finite numbers for the " + parameter + ", but got " + found,
        Double.isNaN(found)
            ? "the arithmetic it comes from: 0 / 0, or the log or root of a negative number"
            : "a large finite number, such as 1e6");
  }

  static JelboException noEntries(String family, Shape found) {
    return JelboException.here(
        family,
        "expected sizes of 1 or more, but got event shape " + found,
        "the shape of one event, none for a scalar");
  }

  static JelboException valueDoesNotFit(Distribution distribution, Shape found) {
    Shape event = distribution.eventShape();
    return JelboException.here(
        "log-probability of " + distribution.family(),
        "expected a value of event shape " + event + ", but got " + found,
        "a value of event shape " + event + ", or a distribution of event shape " + found);
  }

  static JelboException notEnumerable(Distribution distribution, OptionalLong count) {
    String found =
        count.isEmpty()
            ? "the support is " + distribution.support()
            : "an event of shape "
                + distribution.eventShape()
                + " has "
                + (count.getAsLong() == Long.MAX_VALUE ? "more than 2^63" : count.getAsLong());
    return JelboException.here(
        "values of " + distribution.family(),
        "expected at most " + FiniteValues.MOST + " values to enumerate, but " + found,
        "a finite family with a smaller event, several sites, or draws");
  }

  static JelboException noCategories(String family, String parameter, Shape found) {
    return JelboException.here(
        family,
        "expected "
            + parameter
            + " whose last dim has one entry a category, at least one and at most"
            + " 16,777,216, but got event shape "
            + found,
        found.numDimensions() == 0 ? parameter + " of event shape [n]" : "at least one category");
  }

  static JelboException noProbability(String family, String parameter, double found) {
    return JelboException.here(
        family,
        "expected " + parameter + " from 0 to 1, but got " + found,
        "the sigmoid of an unconstrained value, or logits");
  }

  static JelboException neverSucceeds(String family) {
    return JelboException.here(
        family,
        "expected probabilities above 0 of a success, which is waited for, but got 0",
        "the sigmoid of an unconstrained value, or logits");
  }

  static JelboException probabilitiesDoNotSum(String family, double sum) {
    return JelboException.here(
        family,
        "expected probabilities that sum to 1 along the last dim, but they sum to " + sum,
        "probabilities divided by their sum, or their logs as logits");
  }

  static JelboException noCount(String family, String parameter, double found) {
    return JelboException.here(
        family,
        "expected whole numbers from 0 for the " + parameter + ", but got " + found,
        "a count, such as Expr.of(10)");
  }

  static JelboException parametersDiffer(String family, String parameter) {
    return JelboException.here(
        "divergence of " + family,
        "expected equal " + parameter + ", but they differ",
        "a Monte Carlo estimate, or equal " + parameter);
  }

  static JelboException noZero(Distribution counts) {
    return JelboException.here(
        "ZeroInflated",
        "expected a family of whole numbers that can be 0, but "
            + counts.family()
            + " has "
            + counts.support(),
        "Poisson.ofRate(rate), or another family of counts");
  }

  static JelboException gateDoesNotFit(Distribution counts, Shape found) {
    Shape event = counts.eventShape();
    return JelboException.here(
        "ZeroInflated",
        "expected a gate that broadcasts to the event shape "
            + event
            + " of "
            + counts.family()
            + ", but got "
            + found,
        "a gate of that event shape or a scalar, or counts of event shape " + found);
  }

  static JelboException noRows(Shape found) {
    return JelboException.here(
        "Empirical",
        "expected atoms of event shape [n, event...] with at least one row, but got " + found,
        "atoms.reshape(n, ...), one row a value");
  }

  /** Of a run. */
  static JelboException rowsRepeat(long rows) {
    return JelboException.of(
        "Empirical",
        "expected "
            + rows
            + " atoms that differ from each other, as each is enumerated, but some"
            + " are equal",
        "each atom once, with the sum of their weights as its logit");
  }

  static JelboException weightsDoNotFit(Shape atoms, Shape found) {
    return JelboException.here(
        "Empirical",
        "expected logits of event shape [" + atoms.get(0) + "], one a row, but got " + found,
        "one logit for each row of the atoms, of shape " + atoms);
  }

  static JelboException eventOutside(String family, Support support, Shape found) {
    return JelboException.here(
        family + ".within",
        "expected an event that consists of " + support + ", but got event shape " + found,
        "a support of that size, or Support.reals()");
  }

  static JelboException valueOutside(String family, Support support, double... found) {
    return JelboException.here(
        family + ".within",
        "expected values in the support, "
            + support
            + ", but got "
            + (found.length == 1 ? Double.toString(found[0]) : Arrays.toString(found)),
        "a support that holds them, such as Support.reals()");
  }

  static JelboException baseOfWholeNumbers(Distribution base) {
    return JelboException.here(
        "Transformed",
        "expected a base with a density over real numbers, but "
            + base.family()
            + (base.cardinality().isPresent()
                ? " has finitely many values"
                : " is over " + base.support()),
        "a function of the site's value: probabilities have no log-determinant");
  }

  static JelboException baseOfTooFewDims(Distribution base, Bijector bijector) {
    return JelboException.here(
        "Transformed",
        "expected a base of "
            + bijector.freeRank()
            + " event dims or more for "
            + named(bijector)
            + ", but "
            + base.family()
            + " has event shape "
            + base.eventShape(),
        "a base of a larger event");
  }

  static JelboException mapOfVectors(Bijector bijector) {
    return JelboException.here(
        "Transformed.ofEach",
        "expected a map of single entries, but "
            + named(bijector)
            + " maps events of "
            + bijector.freeRank()
            + " dims",
        "Transformed.of");
  }

  static JelboException noClosedForm(String moment, Bijector bijector) {
    return JelboException.here(
        moment + " of Transformed",
        "expected a map that only scales, shifts and reorders entries, but "
            + named(bijector)
            + " does more, and there is no closed form",
        "Monte Carlo, the mean over draws, or a family that has it, such as LogNormal");
  }

  private static String named(Bijector bijector) {
    return bijector.getClass().getSimpleName();
  }

  static JelboException notVector(Shape found) {
    return JelboException.here(
        MultivariateNormal.NAME,
        "expected a mean of event shape [n], but got " + found,
        "reshape it to a vector");
  }

  static JelboException matrixDoesNotFit(String parameter, Shape expected, Shape found) {
    return JelboException.here(
        MultivariateNormal.NAME,
        "expected a " + parameter + " of event shape " + expected + ", but got " + found,
        "a matrix with a row and a column for each entry of the mean");
  }

  static JelboException notLowerTriangular(double above) {
    return JelboException.here(
        MultivariateNormal.NAME,
        "expected zeros above the diagonal of scaleTril, but got " + above,
        "Matrices.lowerTriangle(it), or ofMeanAndCovariance");
  }

  static JelboException notSymmetric(double entry, double mirrored) {
    return JelboException.here(
        MultivariateNormal.NAME,
        "expected a symmetric covariance, but got " + entry + " across from " + mirrored,
        "the mean of the matrix and its transpose");
  }

  static JelboException notPositiveDefinite() {
    return JelboException.here(
        MultivariateNormal.NAME,
        "expected a positive definite covariance, but it has no Cholesky factor",
        "add a small constant to its diagonal");
  }

  static JelboException lowRankDoesNotFit(Shape mean, Shape diagonal, Shape factor) {
    return JelboException.here(
        MultivariateNormal.NAME,
        "expected a mean [n], a diagonal [n] and a factor [n, r], but got event shapes "
            + mean
            + ", "
            + diagonal
            + " and "
            + factor,
        "a diagonal and a factor with a row for each entry of the mean");
  }

  static JelboException mixtureDoesNotFit(
      String logits, String components, Shape ofLogits, Shape ofComponents) {
    return JelboException.here(
        "Mixture",
        "expected logits "
            + logits
            + " and components "
            + components
            + ", but got event shapes "
            + ofLogits
            + " and "
            + ofComponents,
        "Mixture.ofRows for one choice an event, Mixture.ofEach for one an entry");
  }

  static JelboException circularMoments(String moment, String family, Distribution of) {
    return JelboException.here(
        moment + " of " + family,
        "expected components on a line, but the moments of "
            + of.family()
            + " are those of a circle",
        "means of draws, or of their sines and cosines");
  }

  static JelboException noEntropy() {
    return JelboException.here(
        "entropy of Mixture",
        "expected a closed form, but a mixture of different components has none",
        "the mean of -logProb over draws, or the divergence by draws");
  }

  static JelboException emptyInterval(String family, double low, double high) {
    return JelboException.here(
        family,
        "expected low to be below high, but got [" + low + ", " + high + "]",
        "low, and low plus softplus of an unconstrained value");
  }

  static JelboException notNumber(String family, String parameter) {
    return JelboException.here(
        family,
        "expected numbers or infinities for the " + parameter + ", but got NaN",
        "a negative infinity for no low end, a positive one for no high end");
  }

  static JelboException integersOutOfOrder(String family, int low, int high) {
    return JelboException.here(
        family,
        "expected whole numbers with low below high, both at most 2^23 in size, but got "
            + low
            + " and "
            + high,
        "low 0 and high 255 for pixels");
  }

  static JelboException tooManyToSum(String what, String family, int count, int most) {
    return JelboException.here(
        what + " of " + family,
        "expected at most " + most + " values to sum over, but got " + count,
        "a mean over draws, or a smaller range");
  }

  static JelboException temperatureNotScalar(String family, Shape found) {
    return JelboException.here(
        family,
        "expected one temperature for all entries, a scalar event, but got event shape " + found,
        "a plate for different temperatures");
  }

  static JelboException notFraction(String family, String parameter, double found) {
    return JelboException.here(
        family,
        "expected " + parameter + " above 0 and below 1, but got " + found,
        "sigmoid of an unconstrained value");
  }

  static JelboException noSimplex(String family, String parameter, Shape found) {
    return JelboException.here(
        family,
        "expected "
            + parameter
            + " whose last dim has at least two entries, but got event shape "
            + found,
        parameter + " of event shape [k], k at least 2");
  }

  static JelboException tooManyCategories(String what, String family, int count, int most) {
    return JelboException.here(
        what + " of " + family,
        "expected at most " + most + " categories to integrate over, but got " + count,
        "a mean over draws; for the entropy, of minus the log-density");
  }

  /** Without a Java line: the numbers of a run may be refused too. */
  static JelboException sourcesCancel() {
    return JelboException.of(
        MultivariateNormal.NAME,
        "expected columns of the factor that differ beside the diagonal, but all but 1e-10 of their"
            + " products cancels",
        "a larger diagonal, or fewer columns");
  }

  /** Of a run. */
  static JelboException rowsCancel() {
    return JelboException.of(
        "Mixture.ofRows of Normal",
        "expected rows whose means are at most 1e5 of their standard deviations away from the mean"
            + " of all rows, because matrix products cancel beyond, but one is farther",
        "Precision.FLOAT64, larger standard deviations, or components of another scale");
  }
}
