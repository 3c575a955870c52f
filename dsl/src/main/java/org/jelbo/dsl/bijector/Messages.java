package org.jelbo.dsl.bijector;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.support.Support;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noMapOnto(Support support) {
    return JelboException.of(
        "Bijector.onto",
        "expected a support that real numbers can be mapped onto, but got " + support,
        "real or positive numbers, an interval, or a simplex");
  }

  static JelboException noInterval(double low, double high) {
    return JelboException.of(
        "Sigmoid",
        "expected finite ends, the lower one first, but got " + low + " and " + high,
        "Support.positive() for numbers without an upper end");
  }
}
