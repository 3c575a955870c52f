package org.jelbo.dsl.distribution;

import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/** More of what this package refuses: numbers of a run, and trials. */
final class RunMessages {
  private RunMessages() {}

  static JelboException trialsDoNotFit(Shape vectors, Shape found) {
    return JelboException.here(
        "Multinomial",
        "expected trials of event shape [] or " + vectors + ", one a vector, but got " + found,
        "p.input(\"totals\"), or a constant");
  }

  static JelboException endsCross(String family, double found) {
    return JelboException.of(
        family,
        "expected low to be below high, but it is above by " + found,
        "low, and low plus softplus of an unconstrained value");
  }
}
