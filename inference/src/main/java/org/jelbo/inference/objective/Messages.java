package org.jelbo.inference.objective;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.schedule.Schedule;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException partNotAllowed(String subject, String name) {
    return JelboException.here(
        subject,
        "expected names of parts that are not 'loss', which is the value, and have no slash, which"
            + " stands between a term and its part, but got '"
            + name
            + "'",
        "another name, such as rec");
  }

  static JelboException notScalar(String subject, String what, Expr value) {
    return JelboException.here(
        subject,
        "expected "
            + what
            + " that is one number, but it has axes "
            + value.axes()
            + " and event shape "
            + value.eventShape(),
        "Reductions.meanOver(value, rows) for nats per datum, and value.sum() for events");
  }

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

  static JelboException temperatureNotAllowed(Schedule found, String remedy) {
    return JelboException.here(
        "temperature",
        "expected a finite temperature above 0 at every step, but got " + found.text(),
        remedy);
  }
}
