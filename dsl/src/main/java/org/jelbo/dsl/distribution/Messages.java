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

  static JelboException notFraction(String family, String parameter, double found) {
    return JelboException.here(
        family,
        "expected a " + parameter + " above 0 and below 1, but got " + found,
        "sigmoid of an unconstrained value");
  }

  static JelboException noSimplex(String family, String parameter, Shape found) {
    return JelboException.here(
        family,
        "expected a "
            + parameter
            + " whose last dim has at least two entries, but got event shape "
            + found,
        "a " + parameter + " of event shape [k], k at least 2");
  }
}
