package org.jelbo.inference.objective;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Site;

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

  static JelboException latentOutsidePlate(Site site) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected every latent of an importance-weighted bound in the plate that the data fill and"
            + " in no other, but it stands in plates "
            + site.plates(),
        "Elbo.of(model, guide), or the latent in that plate");
  }

  static JelboException factorOutsidePlate(Site factor) {
    return JelboException.at(
        "factor '" + factor.name() + "'",
        factor.line(),
        "expected every factor of an importance-weighted bound in the plate that the data fill, but"
            + " it stands in plates "
            + factor.plates(),
        "Elbo.of(model, guide), or the factor in that plate");
  }

  static JelboException noLatents() {
    return JelboException.of(
        "objective",
        "expected latents to weigh, but every site of the model is given",
        "Elbo.of(model, guide), which is then the log-likelihood");
  }

  static JelboException nothingGiven() {
    return JelboException.of(
        "objective",
        "expected at least one given site, but none is given",
        "given(\"x\") with the name of the observed site");
  }
}
