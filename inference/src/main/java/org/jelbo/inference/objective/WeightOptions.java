package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.LatentRule;
import org.jelbo.inference.derivation.Rules;
import org.jelbo.inference.loss.Setting;

/**
 * What an importance-weighted bound weighs, and how. Immutable.
 *
 * @param programs a model, a guide and what is given
 * @param particles how many draws
 * @param inside sites that the guide enumerates, summed within the weights
 * @param outside sites that the guide enumerates, summed outside the weights
 * @param treatments what is asked for some latents, by name
 * @param isOneWeight whether one weight stands around the whole program
 * @param isDoublyReparameterized whether the guide's gradient is taken at leaves
 */
record WeightOptions(
    Programs programs,
    int particles,
    Set<String> inside,
    Set<String> outside,
    Map<String, LatentRule> treatments,
    boolean isOneWeight,
    boolean isDoublyReparameterized) {
  /** Copies the names. */
  WeightOptions {
    inside = Set.copyOf(inside);
    outside = Set.copyOf(outside);
    treatments = Collections.unmodifiableMap(new LinkedHashMap<>(treatments));
  }

  static WeightOptions of(Programs programs) {
    return new WeightOptions(programs, 1, Set.of(), Set.of(), Map.of(), false, false);
  }

  WeightOptions given(String... names) {
    return new WeightOptions(
        programs.given(names),
        particles,
        inside,
        outside,
        treatments,
        isOneWeight,
        isDoublyReparameterized);
  }

  WeightOptions particles(int count) {
    return new WeightOptions(
        programs,
        Programs.requireParticles(count),
        inside,
        outside,
        treatments,
        isOneWeight,
        isDoublyReparameterized);
  }

  WeightOptions inside(String site) {
    Set<String> sites = with(inside, "sumInside", site, outside);
    return new WeightOptions(
        programs, particles, sites, outside, treatments, isOneWeight, isDoublyReparameterized);
  }

  WeightOptions outside(String site) {
    Set<String> sites = with(outside, "sumOutside", site, inside);
    return new WeightOptions(
        programs, particles, inside, sites, treatments, isOneWeight, isDoublyReparameterized);
  }

  private static Set<String> with(Set<String> sites, String call, String site, Set<String> other) {
    Required.name(site, call, call + "(\"y\") with the name of a site that the guide enumerates");
    if (other.contains(site)) {
      throw WeightMessages.insideAndOutside(call, site);
    }
    Set<String> more = new LinkedHashSet<>(sites);
    more.add(site);
    return more;
  }

  WeightOptions treat(String site, Treatment treatment) {
    Map<String, LatentRule> more = new LinkedHashMap<>(treatments);
    more.put(
        Required.name(site, "treat", "the name of a latent"),
        Required.of(treatment, "treat '" + site + "'", "a treatment", "Treatment.pathwise()")
            .rule());
    return new WeightOptions(
        programs, particles, inside, outside, more, isOneWeight, isDoublyReparameterized);
  }

  WeightOptions oneWeight() {
    return new WeightOptions(
        programs, particles, inside, outside, treatments, true, isDoublyReparameterized);
  }

  WeightOptions doublyReparameterized() {
    return new WeightOptions(programs, particles, inside, outside, treatments, isOneWeight, true);
  }

  /** Refused where an enumerated site has no place for its sum. */
  Derivation derive(Setting setting) {
    return derive(setting, rules -> rules);
  }

  /**
   * The same.
   *
   * @param more what else the bound asks
   */
  Derivation derive(Setting setting, UnaryOperator<Rules> more) {
    Rules.Weights weights = isOneWeight ? Rules.Weights.AROUND_ALL : Rules.Weights.IN_PLATES;
    Rules rules =
        Rules.weighted(weights)
            .inside(inside)
            .particles(particles)
            .descended(setting.isDescended());
    for (Map.Entry<String, LatentRule> asked : treatments.entrySet()) {
      rules = rules.treat(asked.getKey(), asked.getValue());
    }
    Derivation derivation =
        programs.derive(setting, more.apply(isDoublyReparameterized ? rules.leaves() : rules));
    requireForms(derivation);
    for (String site : outside) {
      Optional<String> draw = WeightGroups.weightedAncestor(derivation, site);
      if (draw.isPresent()) {
        throw WeightMessages.outsideDependsOnDraw(site, draw.get(), derivation.guide());
      }
      for (String other : WeightGroups.ancestors(derivation, site)) {
        if (inside.contains(other)) {
          throw WeightMessages.outsideDependsOnInside(site, other, derivation.guide());
        }
      }
    }
    if (isDoublyReparameterized) {
      requireMasksOfDraws(derivation);
    }
    return derivation;
  }

  /** Where a mask keeps some of the values that share a draw, no power of weights is right. */
  private static void requireMasksOfDraws(Derivation derivation) {
    for (Site.Random site : derivation.guide().randoms()) {
      if (site.mask() != null && derivation.draws().containsKey(site.name())) {
        for (Axis axis : site.mask().axes().without(site.value().axes())) {
          if (axis instanceof Axis.Enumeration) {
            throw WeightMessages.maskInsideWeight(site, axis, derivation.guide());
          }
        }
      }
    }
  }

  /** Every site that the guide enumerates is summed in one of the two forms, and no other is. */
  private void requireForms(Derivation derivation) {
    List<Site.Random> sites =
        derivation.guide().randoms().stream()
            .filter(site -> site.origin() == Site.Origin.ENUMERATED)
            .toList();
    Set<String> enumerated = new LinkedHashSet<>();
    sites.forEach(site -> enumerated.add(site.name()));
    requireEnumerated("sumInside", inside, enumerated);
    requireEnumerated("sumOutside", outside, enumerated);
    for (Site.Random site : sites) {
      if (!inside.contains(site.name()) && !outside.contains(site.name())) {
        throw WeightMessages.enumeratedInWeight(site, derivation.guide());
      }
    }
  }

  private static void requireEnumerated(String call, Set<String> asked, Set<String> enumerated) {
    for (String site : asked) {
      if (!enumerated.contains(site)) {
        throw WeightMessages.notEnumerated(call, site, enumerated);
      }
    }
  }

  /**
   * The loss.
   *
   * @param power that weights are raised to before they are averaged
   */
  DerivedLoss loss(Setting setting, double power) {
    Derivation derivation = derive(setting);
    WeightedLoss weighted = new WeightedLoss(derivation, setting, power, isOneWeight);
    DerivedLoss loss = weighted.loss();
    return (isDoublyReparameterized ? loss.atLeaves(weighted.undivided()) : loss)
        .notes(notes(derivation));
  }

  private List<String> notes(Derivation derivation) {
    List<String> notes = new ArrayList<>();
    notes.add("K = " + particles);
    for (String site : inside.stream().sorted().toList()) {
      notes.add(
          "q(" + site + ") does not occur: what is read for it alone is not trained by this bound");
    }
    for (String site : outside.stream().sorted().toList()) {
      notes.add(
          "the sum over "
              + site
              + " stands outside the weights: the bound does not tend to log p as K grows");
    }
    for (Site.Random site : derivation.guide().randoms()) {
      if (site.isLatent() && derivation.rules().drawsOnce(site.plates())) {
        notes.add(
            site.name()
                + " stands outside the weights: the bound does not tend to log p as K grows");
      }
    }
    if (isDoublyReparameterized) {
      notes.add("gradient of the guide doubly reparameterized: unbiased");
    }
    return notes;
  }
}
