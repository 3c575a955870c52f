package org.jelbo.dsl.distribution;

import org.jelbo.dsl.error.JelboException;

/** What this package refuses of the numbers of a run only. */
final class RunMessages {
  private RunMessages() {}

  static JelboException endsCross(String family, double found) {
    return JelboException.of(
        family,
        "expected low to be below high, but it is above by " + found,
        "low, and low plus softplus of an unconstrained value");
  }
}
