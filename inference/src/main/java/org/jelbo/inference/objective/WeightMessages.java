package org.jelbo.inference.objective;

import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;

/** How weights of particles cannot stand. */
final class WeightMessages {
  private WeightMessages() {}

  static JelboException latentOutsidePlate(Site site, Trace model) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected every latent in the plate that the data fill, because the evidence is"
                + " estimated for each row by itself, but it stands outside",
            "evaluate(data, repeats), or the latent in that plate")
        .within(model.place(site));
  }

  static JelboException factorOutsidePlate(Site factor, Trace model) {
    return JelboException.at(
            "factor '" + factor.name() + "'",
            factor.line(),
            "expected every factor in the plate that the data fill, because the evidence is"
                + " estimated for each row by itself, but it stands outside",
            "evaluate(data, repeats), or the factor in that plate")
        .within(model.place(factor));
  }

  static JelboException subsampledInsideWeight(Site site, Axis.Plate rows) {
    return JelboException.at(
        "site '" + site.name() + "'",
        site.line(),
        "expected all rows of the data in plate '"
            + rows.name()
            + "' at once, because an importance weight holds them together, but a run sees some of"
            + " the rows",
        "a batch of all rows in one shard, Elbo.of(model, guide), or latents in plate '"
            + rows.name()
            + "'");
  }

  static JelboException enumeratedInsideWeight(
      Set<Axis.Enumeration> sites, WeightGroups.Group group, Trace guide) {
    Site site = guide.random(sites.iterator().next().site()).orElseThrow();
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a site whose values are summed outside the weights in the plates of the"
                + " weight, "
                + group.plates()
                + ", but it stands in "
                + site.plates(),
            "sumInside(\"" + site.name() + "\")")
        .within(guide.place(site));
  }

  static JelboException enumeratedInWeight(Site site, Trace guide) {
    String name = site.name();
    return JelboException.at(
            "site '" + name + "'",
            site.line(),
            "expected to be told where the values of an enumerated site are summed, because an"
                + " importance-weighted bound has two forms: inside the weight, where q("
                + name
                + ") does not occur and is not trained, and outside, where the bound does not tend"
                + " to log p",
            "sumInside(\"" + name + "\"), or sumOutside(\"" + name + "\")")
        .within(guide.place(site));
  }

  static JelboException outsideDependsOnDraw(String name, String draw, Trace guide) {
    Site site = guide.random(name).orElseThrow();
    return JelboException.at(
            "site '" + name + "'",
            site.line(),
            "expected a site whose probabilities are the same for all particles, because its values"
                + " are summed outside the weights, but in the guide it depends on '"
                + draw
                + "', which is drawn for each particle",
            "sumInside(\"" + name + "\"), or a guide in which it comes before '" + draw + "'")
        .within(guide.place(site));
  }

  static JelboException maskInsideWeight(Site site, Axis axis, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a draw that is masked or not, because its gradient is doubly"
                + " reparameterized, but its mask depends on '"
                + axis.label()
                + "', whose values share the draw and are summed inside the weight",
            "leave out doublyReparameterized(), or a draw that depends on '" + axis.label() + "'")
        .within(guide.place(site));
  }

  static JelboException outsideDependsOnInside(String name, String other, Trace guide) {
    Site site = guide.random(name).orElseThrow();
    return JelboException.at(
            "site '" + name + "'",
            site.line(),
            "expected a site whose probabilities are one number for each value, because its values"
                + " are summed outside the weights, but in the guide it depends on '"
                + other
                + "', which is summed inside",
            "sumInside(\"" + name + "\"), or sumOutside(\"" + other + "\")")
        .within(guide.place(site));
  }

  static JelboException notEnumerated(String call, String name, Set<String> enumerated) {
    return JelboException.of(
        call + " '" + name + "'",
        "expected a site that the guide enumerates, but "
            + (enumerated.isEmpty() ? "there is none" : "those are " + enumerated),
        NearestName.of(name, enumerated)
            .map(near -> call + "(\"" + near + "\")")
            .orElse("leave out " + call + "(\"" + name + "\")"));
  }

  static JelboException insideAndOutside(String call, String name) {
    String other = call.equals("sumInside") ? "sumOutside" : "sumInside";
    return JelboException.here(
        call + " '" + name + "'",
        "expected one place for the sum over the site, but " + other + " names it too",
        "one of the two");
  }

  static JelboException alphaNotFinite(double found) {
    return JelboException.here(
        "alpha",
        "expected a finite order, but got " + found,
        "alpha(0.5), or Elbo.of(model, guide) for 1");
  }

  static JelboException noLatents() {
    return JelboException.of(
        "objective",
        "expected a latent inside a plate to weigh, but none is drawn there",
        "oneWeight() for latents outside every plate, or Elbo.of(model, guide)");
  }

  static JelboException sleepNotAllowed(double found) {
    return JelboException.here(
        "sleep", "expected a share from 0 to 1, but got " + found, "sleep(0.5)");
  }

  static JelboException wakeSleepWithoutGuide() {
    return JelboException.of(
        "objective",
        "expected a guide that samples the latents, because wake-sleep trains it, but it samples"
            + " nothing",
        "MaximumLikelihood.of(model) for a model without latents, or a guide");
  }

  static JelboException asleepWithoutModel(Site site, Trace guide) {
    String kind = site instanceof Site.Input ? "input" : "site";
    return JelboException.at(
            kind + " '" + site.name() + "'",
            site.line(),
            "expected what the model draws or reads, because asleep the guide is trained on draws"
                + " of the model, to which the data do not belong, but the model has no '"
                + site.name()
                + "'",
            "sleep(0), or '" + site.name() + "' in the model")
        .within(guide.place(site));
  }

  static JelboException wakeSleepOutsideRows(Site site, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected every latent in the plate that the data fill, because wake-sleep weighs the"
                + " draws of each row by themselves, but it stands outside",
            "Elbo.of(model, guide), or the latent in that plate")
        .within(guide.place(site));
  }
}
