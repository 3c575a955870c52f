package org.jelbo.inference.objective;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.schedule.Schedule;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noParticles(int found) {
    return JelboException.here(
        "particles", "expected 1 draw or more, but got " + found, "particles(1)");
  }

  static JelboException klWeightNotAllowed(Schedule found) {
    return JelboException.here(
        "klWeight",
        "expected a finite weight of 0 or more at every step, but got " + found.text(),
        "klWeight(1)");
  }

  static JelboException freeBitsOfPlates(Site site, Trace model) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected latents in the same plates, because freeBits is about the divergence of each,"
                + " but a sum in the model joins this one with sites of other plates",
            "leave out freeBits, or a guide for what is summed out")
        .within(model.place(site));
  }

  static JelboException weightOnJoint(Site site, String option, Trace model) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected latent and given sites that can be told apart, because "
                + option
                + " is about kl alone, but a sum in the model joins them",
            "leave out " + option + ", or a guide for what is summed out")
        .within(model.place(site));
  }

  static JelboException freeBitsNotAllowed(double found) {
    return JelboException.here(
        "freeBits",
        "expected a finite number of nats, 0 or more, but got " + found,
        "freeBits(0.5)");
  }

  static JelboException freeBitsAtDraws(String call) {
    return JelboException.here(
        call,
        "expected freeBits or stickingTheLanding, not both, because the guide's density can be held"
            + " fixed only where all draws count, and free bits leave out the gradient of some",
        "one of the two");
  }

  static JelboException nothingGiven() {
    return JelboException.of(
        "objective",
        "expected at least one given site, but none is given",
        "given(\"x\") with the name of the observed site");
  }

  static JelboException temperatureNotAllowed(Schedule found) {
    return JelboException.here(
        "temperature",
        "expected a finite temperature above 0 at every step, but got " + found.text(),
        "relaxed(0.5)");
  }
}
