package org.jelbo.inference.objective;

import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noParticles(int found) {
    return JelboException.here(
        "particles", "expected 1 draw or more, but got " + found, "particles(1)");
  }

  static JelboException negativeWeight(Schedule found) {
    return JelboException.here(
        "klWeight",
        "expected a weight of 0 or more at every step, but got " + found,
        "klWeight(1)");
  }

  static JelboException nothingGiven() {
    return JelboException.of(
        "objective",
        "expected at least one given site, but none is given",
        "given(\"x\") with the name of the observed site");
  }
}
