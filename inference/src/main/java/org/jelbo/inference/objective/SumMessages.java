package org.jelbo.inference.objective;

import java.util.Collection;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.param.Param;
import org.jspecify.annotations.Nullable;

/** What terms of a sum cannot have in common. */
final class SumMessages {
  private SumMessages() {}

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

  static JelboException weightInPooled(SumTerm term) {
    return JelboException.here(
        "term '" + term.name() + "'",
        "expected a term that is weighted by the rows of its feed, but it has weight "
            + term.weight(),
        "pooled(...) of terms without weight, or sum(...)");
  }

  static JelboException feedTwiceInPooled(SumTerm term) {
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

  static JelboException sharedSite(String site, SumTerm first, SumTerm second) {
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
      String site, List<SumTerm> terms, @Nullable String first, @Nullable String second) {
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

  static JelboException sharedWithinLog(String site, SumTerm term) {
    return JelboException.of(
        "site '" + site + "'",
        "expected a site that a pooled sum can count once, but in '"
            + term.name()
            + "' it stands within a logarithm with the rows of one feed",
        "one feed with all rows, or a guide for '" + site + "' and no weight around it");
  }

  static JelboException sharedSiteOfOtherPrograms(String site, SumTerm first, SumTerm second) {
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

  static JelboException parameterTwice(Param before, Param param, SumTerm term) {
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
}
