package org.jelbo.inference.schedule;

import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static void requireSteps(long steps, long least, String remedy) {
    if (steps < least) {
      throw JelboException.here(
          "schedule",
          "expected " + (least == 1 ? "1 step" : least + " steps") + " or more, but got " + steps,
          remedy);
    }
  }

  static void require(boolean isInside, String name, double value, String interval, String remedy) {
    if (!isInside) {
      throw JelboException.here(
          "schedule", "expected " + name + " in " + interval + ", but got " + value, remedy);
    }
  }
}
