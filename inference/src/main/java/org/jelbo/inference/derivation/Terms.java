package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.loss.Setting;

/** The terms of two runs, by the rules of a bound: a walk over the model's sites. */
final class Terms {
  private final Rules rules;
  private final Runs runs;
  private final Descent descent;
  private final Setting setting;
  private final Densities densities;
  private final Map<Axis.Enumeration, Axes> summed = new LinkedHashMap<>();

  Terms(Rules rules, Runs runs, Descent descent, Setting setting, Densities densities) {
    this.rules = rules;
    this.runs = runs;
    this.descent = descent;
    this.setting = setting;
    this.densities = densities;
    for (Site.Random site : runs.model().randoms()) {
      if (isSummedOut(site)) {
        summed.put(Densities.axis(site), site.plates());
      }
    }
  }

  private boolean isSummedOut(Site.Random site) {
    return runs.plans().isSummed(site.name());
  }

  private Map<Axis.Enumeration, Axes> enumeratedByGuide() {
    Map<Axis.Enumeration, Axes> plates = new LinkedHashMap<>();
    for (Site.Random site : runs.guide().randoms()) {
      if (site.origin() == Site.Origin.ENUMERATED) {
        plates.put(Densities.axis(site), site.plates());
      }
    }
    return plates;
  }

  /** In the order of the model's sites. */
  List<Term> all() {
    return without("");
  }

  /** All but that of a site. */
  List<Term> without(String name) {
    LatentTerms latents = new LatentTerms(rules, runs, descent, densities, setting);
    List<Term> terms = new ArrayList<>();
    List<ModelSums.Factor> joined = new ArrayList<>();
    Map<Site, Integer> order = new LinkedHashMap<>();
    for (Site site : runs.model().sites()) {
      order.put(site, order.size());
      if (site.name().equals(name)) {
        continue;
      }
      if (site instanceof Site.Factor factor) {
        Formula log = densities.factor(factor);
        if (isSummed(log.value().axes())) {
          joined.add(new ModelSums.Factor(List.of(site), site.plates(), log));
        } else {
          terms.add(alone(site, Term.Part.FACTOR, Reason.Plain.FACTOR, Formula.negated(log)));
        }
      } else if (site instanceof Site.Random random) {
        if (isSummed(axes(random))) {
          joined.add(new ModelSums.Factor(List.of(site), site.plates(), joined(random)));
        } else {
          terms.add(random.origin() == Site.Origin.GIVEN ? given(random) : latents.of(random));
        }
      }
    }
    for (ModelSums.Factor group :
        new ModelSums(summed, enumeratedByGuide(), setting, runs.model()).of(joined)) {
      terms.addAll(group(group));
    }
    terms.sort(Comparator.comparingInt(term -> order.getOrDefault(term.site(), 0)));
    return terms;
  }

  private Term given(Site.Random site) {
    Formula cost = Formula.negated(densities.model(site));
    return alone(site, Term.Part.REC, Reason.Plain.GIVEN, cost);
  }

  private static Term alone(Site site, Term.Part part, Reason reason, Formula cost) {
    return new Term(List.of(site), site.plates(), part, Term.Rule.MONTE_CARLO, reason, cost);
  }

  /** The axes of a site's density; within weights, those of the guide's too. */
  private Axes axes(Site.Random site) {
    Axes axes = scoredAlong(site).union(site.value().axes());
    Optional<Site.Random> guides = rules.isWeighted() ? runs.scored(site.name()) : Optional.empty();
    return guides.map(q -> axes.union(scoredAlong(q))).orElse(axes);
  }

  private static Axes scoredAlong(Site.Random site) {
    Axes axes = site.distribution().axes();
    return site.mask() == null ? axes : axes.union(site.mask().axes());
  }

  private boolean isSummed(Axes axes) {
    return axes.asList().stream().anyMatch(summed::containsKey);
  }

  /**
   * What is summed out sums to one by itself, masked or not: its density is that before masks, so
   * that a masked site counts as one that is not there. Within a weight stands the density of a
   * latent over that of the guide.
   */
  private Formula joined(Site.Random site) {
    if (runs.plans().of(site.name()).needsClosedForm()) {
      throw TreatmentMessages.noClosedForm(
          site, new Reason.ParentSummedOut(site.name(), summedParents(site)), runs.model());
    }
    if (isSummedOut(site)) {
      return densities.ofValues(site);
    }
    return rules.isWeighted() && site.origin() != Site.Origin.GIVEN
        ? Formula.difference(densities.model(site), densities.guide(densities.guides(site)))
        : densities.model(site);
  }

  private List<String> summedParents(Site.Random site) {
    return descent.modelParents(site.name()).stream().filter(runs.plans()::isSummed).toList();
  }

  /** The terms of a group: its sum, with the guide's densities of latents in the same plates. */
  private List<Term> group(ModelSums.Factor group) {
    List<Formula> here = new ArrayList<>();
    List<Site> elsewhere = new ArrayList<>();
    Set<Term.Part> parts = EnumSet.noneOf(Term.Part.class);
    List<String> names = new ArrayList<>();
    for (Site site : group.sites()) {
      if (site instanceof Site.Factor) {
        parts.add(Term.Part.FACTOR);
      } else if (((Site.Random) site).origin() == Site.Origin.GIVEN) {
        parts.add(Term.Part.REC);
      } else if (isSummedOut((Site.Random) site)) {
        names.add(site.name());
      } else {
        parts.add(Term.Part.KL);
        if (rules.isWeighted()) {
          continue;
        }
        if (site.plates().equals(group.plates())) {
          here.add(densities.guide(densities.guides((Site.Random) site)));
        } else {
          elsewhere.add(site);
        }
      }
    }
    Term.Part part =
        parts.size() == 1
            ? parts.iterator().next()
            : parts.isEmpty() ? Term.Part.REC : Term.Part.JOINT;
    Reason reason = new Reason.SummedOver(names);
    here.add(Formula.negated(group.log()));
    List<Term> terms = new ArrayList<>();
    terms.add(
        new Term(
            group.sites(), group.plates(), part, Term.Rule.SUMMED_OUT, reason, Formula.sum(here)));
    for (Site site : elsewhere) {
      Formula cost = densities.guide(densities.guides((Site.Random) site));
      terms.add(new Term(List.of(site), site.plates(), part, Term.Rule.SUMMED_OUT, reason, cost));
    }
    return terms;
  }
}
