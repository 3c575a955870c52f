package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static void requireRate(String optimizer, double rate) {
    requireIn(optimizer, "learning rate", rate, rate > 0 && Double.isFinite(rate), "(0, infinity)");
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
}
