package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.schedule.Schedule;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static void requireRate(String optimizer, Schedule rate) {
    Required.of(rate, optimizer, "a learning rate", optimizer + ".of(1e-3)");
    if (rate.isConstantly(rate.least())) {
      double constant = rate.least();
      boolean isInside = constant > 0 && Double.isFinite(constant);
      requireIn(optimizer, "learning rate", constant, isInside, "(0, infinity)");
    } else if (!(rate.least() >= 0 && rate.most() > 0 && rate.isFinite())) {
      throw JelboException.here(
          optimizer,
          "expected a finite learning rate that is 0 or more at every step, but got " + rate.text(),
          optimizer + ".of(Schedule.cosine(1e-3, 0, 20_000))");
    }
  }

  static void requireShare(String optimizer, String name, double value) {
    requireIn(optimizer, name, value, value >= 0 && value < 1, "[0, 1)");
  }

  static void requirePositive(String optimizer, String name, double value) {
    requireIn(optimizer, name, value, value > 0 && Double.isFinite(value), "(0, infinity)");
  }

  static void requireNotNegative(String optimizer, String name, double value) {
    requireIn(optimizer, name, value, value >= 0 && Double.isFinite(value), "[0, infinity)");
  }

  static void requireIn(
      String optimizer, String name, double value, boolean inside, String interval) {
    if (!inside) {
      throw JelboException.here(
          optimizer,
          "expected " + name + " in " + interval + ", but got " + value,
          optimizer + ".of(1e-3) is a usual start");
    }
  }

  static void requireClipping(String call, double most) {
    if (!(most > 0) || !Double.isFinite(most)) {
      throw JelboException.here(
          "clipping",
          "expected a limit in (0, infinity), but got " + most,
          "Clipping." + call + "(1)");
    }
  }

  static JelboException averagingNotAllowed(String expected, double found, String call) {
    return JelboException.here(
        "averaging", "expected " + expected + ", but got " + found, "Averaging." + call);
  }

  static JelboException nothingInGroup() {
    return JelboException.here(
        "Groups",
        "expected the names of parameters, but got none",
        "Groups.of(Adam.of(1e-3)).and(Sgd.of(0.1), \"encoder/weight\")");
  }

  static JelboException inTwoGroups(String parameter) {
    return JelboException.here(
        "Groups",
        "expected a parameter in one group, but '" + parameter + "' is in two",
        "one of the two");
  }
}
