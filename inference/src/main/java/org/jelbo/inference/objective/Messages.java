package org.jelbo.inference.objective;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.NearestName;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.Derivation;
import org.jspecify.annotations.Nullable;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noParticles(int found) {
    return JelboException.here(
        "particles", "expected 1 draw or more, but got " + found, "particles(1)");
  }

  static JelboException noScheduleSteps(long steps, double to) {
    return JelboException.here(
        "schedule", "expected 1 step or more, but got " + steps, "Schedule.constant(" + to + ")");
  }

  static JelboException klWeightNotAllowed(Schedule found) {
    return JelboException.here(
        "klWeight",
        "expected a finite weight of 0 or more at every step, but got " + found,
        "klWeight(1)");
  }

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

  static JelboException freeBitsOfPlates(Site site, Trace model) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected latents in the same plates, because freeBits is about the divergence of each,"
                + " but a sum in the model joins this one with sites of other plates",
            "leave out freeBits, or a guide for what is summed out")
        .within(model.place(site));
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

  static JelboException noLatents() {
    return JelboException.of(
        "objective",
        "expected a latent inside a plate to weigh, but none is drawn there",
        "oneWeight() for latents outside every plate, or Elbo.of(model, guide)");
  }

  static JelboException nothingGiven() {
    return JelboException.of(
        "objective",
        "expected at least one given site, but none is given",
        "given(\"x\") with the name of the observed site");
  }

  static JelboException weightNotAllowed(double found) {
    return JelboException.here(
        "weight", "expected a finite number of 0 or more, but got " + found, "weight(1)");
  }

  static JelboException nothingToSum() {
    return JelboException.here(
        "sum",
        "expected one term or more, but got none",
        "Objective.sum(elbo.from(\"unlabelled\"), other.from(\"labelled\"))");
  }

  static JelboException everyTermDropped(Collection<String> names) {
    return JelboException.here(
        "sum",
        "expected a term of positive weight, but all of " + names + " have weight 0",
        "weight(1) for one of them");
  }

  static JelboException sumInSum() {
    return JelboException.here(
        "sum",
        "expected a single objective as a term, with a feed and a weight of its own, but got a sum",
        "the terms of that sum, each with its from and weight, in one sum");
  }

  static JelboException termTwice(String name) {
    return JelboException.here(
        "term '" + name + "'",
        "expected terms of different names, but two have this one",
        "named(\"...\") with another name for one of the two");
  }

  static JelboException weightInPooled(Summand term) {
    return JelboException.here(
        "term '" + term.name() + "'",
        "expected a term that is weighted by the rows of its feed, but it has weight "
            + term.weight(),
        "pooled(...) of terms without weight, or sum(...)");
  }

  static JelboException feedTwiceInPooled(Summand term) {
    return JelboException.here(
        "term '" + term.name() + "'",
        "expected one term for each feed, but feed '"
            + term.feed()
            + "' has two, and its rows would count twice",
        "sum(...) of the two");
  }

  static JelboException severalPrograms(List<String> names) {
    return JelboException.here(
        "sum",
        "expected one model and one guide to draw from, but the terms " + names + " differ in them",
        "the objective of one term, or fit.predicting(\"" + names.get(0) + "\") for its programs");
  }

  static JelboException sharedSite(String site, Summand first, Summand second) {
    return JelboException.of(
        "site '" + site + "'",
        "expected a site outside the plate of the data in one term only, but '"
            + first.name()
            + "' and '"
            + second.name()
            + "' both hold it, and a sum would count it twice",
        "Objective.pooled(...), which counts it once");
  }

  static JelboException sharedSiteDiffers(
      String site, List<Summand> terms, @Nullable String first, @Nullable String second) {
    return JelboException.of(
        "site '" + site + "'",
        "expected one site in all terms of a pooled sum, but in '"
            + terms.get(0).name()
            + "' "
            + first
            + ", and in '"
            + terms.get(1).name()
            + "' "
            + second,
        "another name for one of the two");
  }

  static JelboException sharedWithinLog(String site, Summand term) {
    return JelboException.of(
        "site '" + site + "'",
        "expected a site that a pooled sum can count once, but in '"
            + term.name()
            + "' it stands within a logarithm with the rows of one feed",
        "one feed with all rows, or a guide for '" + site + "' and no weight around it");
  }

  static JelboException sharedSiteOfOtherPrograms(String site, Summand first, Summand second) {
    return JelboException.of(
        "site '" + site + "'",
        "expected terms of a pooled sum that share a site to have the same programs, weight of kl"
            + " and free bits, so that it counts alike, but '"
            + first.name()
            + "' and '"
            + second.name()
            + "' do not",
        "one Program value for the models and one for the guides, or another name for the site");
  }

  static JelboException parameterTwice(Param before, Param param, Summand term) {
    return JelboException.of(
        "parameter '" + param.name() + "' in term '" + term.name() + "'",
        "expected one parameter of this name in all terms, but got shape "
            + before.shape()
            + " from "
            + before.initializer()
            + " and shape "
            + param.shape()
            + " from "
            + param.initializer(),
        "another name for one of the two");
  }

  static JelboException baselineOfNothing() {
    return JelboException.here(
        "baseline",
        "expected the name of at least one site that it reads, but got none",
        "learned(layer, \"x\"), or Baseline.runningMean()");
  }

  static JelboException baselineInputMissing(String site, String input, Derivation derivation) {
    Set<String> names = new LinkedHashSet<>();
    for (Trace run : List.of(derivation.guide(), derivation.model())) {
      run.sites().forEach(each -> names.add(each.name()));
    }
    return JelboException.of(
        "baseline of '" + site + "'",
        "expected the name of a site or an input that it reads, but '"
            + input
            + "' is none of "
            + names,
        NearestName.of(input, names).map(near -> "'" + near + "'").orElse("one of them"));
  }

  static JelboException baselineDependsOnDraw(Site.Random site, String input, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected a baseline that is known before the draw, because it would bias the gradient"
                + " otherwise, but '"
                + input
                + "' depends on '"
                + site.name()
                + "'",
            "inputs, given sites or latents that come before '" + site.name() + "'")
        .within(guide.place(site));
  }

  static JelboException baselineNotScalar(Site.Random site, Expr value) {
    return JelboException.of(
        "baseline of '" + site.name() + "'",
        "expected one number for each row, but the network gives " + value.eventShape(),
        "a last width of 1");
  }

  static JelboException freeBitsOfScores(Site.Random site, Trace guide) {
    return JelboException.at(
            "site '" + site.name() + "'",
            site.line(),
            "expected latents whose draws can be differentiated, or that are enumerated, because"
                + " freeBits takes the greater of two means and the score function of a draw is no"
                + " estimate of that, but its draws are scored",
            "leave out freeBits, or Treatment.enumerated()")
        .within(guide.place(site));
  }
}
