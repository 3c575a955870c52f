package org.jelbo.dsl.support;

import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException emptyInterval(double low, double high) {
    return JelboException.here(
        "Support.Interval",
        "expected the lower end first, but got " + low + " and " + high,
        "new Support.Interval(-1, 1)");
  }

  static JelboException noIntegers(long low, long high) {
    return JelboException.here(
        "Support.Integers",
        "expected the least number first, but got " + low + " and " + high,
        "new Support.Integers(0, 255)");
  }

  static void requireSize(String support, long least, long found) {
    if (found < least) {
      throw JelboException.here(
          "Support." + support,
          "expected a size of " + least + " or more, but got " + found,
          "the size of the event's last dim");
    }
  }

  static JelboException negativeTotal(long found) {
    return JelboException.here(
        "Support.Counts",
        "expected a total of 0 or more, but got " + found,
        "the number of trials");
  }
}
