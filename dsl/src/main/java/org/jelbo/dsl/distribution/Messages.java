package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.OptionalLong;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException parametersDoNotFit(String family, Shape a, Shape b, Throwable cause) {
    return JelboException.here(
            family,
            "expected parameters whose event shapes are equal, of equal rank with sizes 1, or one"
                + " of them scalar, but got "
                + a
                + " and "
                + b,
            "reshape one of them")
        .causedBy(cause);
  }

  static JelboException notPositive(String family, String parameter, double[] values) {
    double worst = Arrays.stream(values).min().orElse(Double.NaN);
    return JelboException.here(
        family,
        "expected a positive " + parameter + ", but got " + worst,
        "softplus of an unconstrained value, plus a small constant");
  }

  static JelboException notFinite(String family, String parameter, double found) {
    return JelboException.here(
        family,
        "expected finite numbers for the " + parameter + ", but got " + found,
        "finite numbers");
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

  static JelboException noCategories(String family, Shape found) {
    return JelboException.here(
        family,
        "expected logits whose last dim has one entry a category, at least one and at most"
            + " 16,777,216, but got event shape "
            + found,
        "logits of event shape [n]");
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

  static JelboException notInsideUnit(String family, String parameter, double found) {
    return JelboException.here(
        family,
        "expected " + parameter + " above 0 and below 1, but got " + found,
        "sigmoid of an unconstrained value, or logits");
  }

  static JelboException integersOutOfOrder(String family, long low, long high) {
    return JelboException.here(
        family,
        "expected whole numbers with low below high, both below 2^24 in size, but got "
            + low
            + " and "
            + high,
        "low 0 and high 255 for pixels");
  }

  static JelboException tooManyToSum(String what, String family, long count, long most) {
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

  static JelboException tooFewCategories(String family, Shape found) {
    return JelboException.here(
        family,
        "expected two or more categories along the last dim, but got event shape " + found,
        "logits of event shape [n]");
  }
}
