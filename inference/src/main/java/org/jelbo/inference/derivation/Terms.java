package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.GuideWeights;

/** The terms of two runs, by the rules of a bound. */
final class Terms {
  private final Rules rules;
  private final Runs runs;
  private final Descent descent;
  private final Setting setting;
  private final MaskChecks masks;
  private final Map<String, Expr> probes = new LinkedHashMap<>();
  private final Map<Axis.Enumeration, Axes> summed = new LinkedHashMap<>();

  Terms(Rules rules, Runs runs, Descent descent, Setting setting, MaskChecks masks) {
    this.rules = rules;
    this.masks = masks;
    this.runs = runs;
    this.descent = descent;
    this.setting = setting;
    for (Site.Random site : runs.model().randoms()) {
      if (isSummedOut(site)) {
        summed.put(axis(site), site.plates());
      }
    }
    for (String site : runs.draws().keySet()) {
      Expr leaf = runs.guide().random(site).orElseThrow().value();
      probes.put(site, Sources.markable(setting.graph(), Masks.zerosLike(leaf).sum()));
    }
  }

  static Axis.Enumeration axis(Site.Random enumerated) {
    return Formula.enumerations(enumerated.value().axes()).stream()
        .filter(axis -> axis.site().equals(enumerated.name()))
        .findFirst()
        .orElseThrow();
  }

  Map<String, Expr> probes() {
    return probes;
  }

  private Map<Axis.Enumeration, Axes> enumeratedByGuide() {
    Map<Axis.Enumeration, Axes> plates = new LinkedHashMap<>();
    for (Site.Random site : runs.guide().randoms()) {
      if (site.origin() == Site.Origin.ENUMERATED) {
        plates.put(axis(site), site.plates());
      }
    }
    return plates;
  }

  /** The weights of the sites that the guide enumerates. */
  GuideWeights weights() {
    Map<Axis.Enumeration, Formula.Density> densities = new LinkedHashMap<>();
    for (Site.Random site : runs.guide().randoms()) {
      if (site.origin() == Site.Origin.ENUMERATED) {
        Site.Random scored = runs.scored(site.name()).orElseThrow();
        Expr log = scored.distribution().logProb(scored.value());
        densities.put(axis(site), guide(site, along(site, log), false));
      }
    }
    return new GuideWeights(densities);
  }

  /** A density of an enumerated site along the site's axis, even where all values are alike. */
  static Expr along(Site.Random site, Expr log) {
    return log.axes().contains(axis(site)) ? log : log.plus(Masks.zerosLike(site.value()).sum());
  }

  /** In the order of the model's sites. */
  List<Term> all() {
    return without("");
  }

  /** All but that of a site. */
  List<Term> without(String name) {
    List<Term> terms = new ArrayList<>();
    List<ModelSums.Factor> joined = new ArrayList<>();
    Map<Site, Integer> order = new LinkedHashMap<>();
    for (Site site : runs.model().sites()) {
      order.put(site, order.size());
      if (site.name().equals(name)) {
        continue;
      }
      if (site instanceof Site.Factor factor) {
        Formula log = factor(factor);
        if (isSummed(log.value().axes())) {
          joined.add(new ModelSums.Factor(List.of(site), site.plates(), log));
        } else {
          terms.add(alone(site, Term.Part.FACTOR, "a factor", Formula.negated(log)));
        }
      } else if (site instanceof Site.Random random) {
        if (isSummed(axes(random))) {
          joined.add(new ModelSums.Factor(List.of(site), site.plates(), joined(random)));
        } else {
          terms.add(
              random.origin() == Site.Origin.GIVEN
                  ? alone(site, Term.Part.REC, "given", Formula.negated(model(random)))
                  : latent(random));
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

  private static Term alone(Site site, Term.Part part, String reason, Formula cost) {
    return new Term(List.of(site), site.plates(), part, Term.Rule.MONTE_CARLO, reason, cost);
  }

  private Formula factor(Site.Factor site) {
    List<String> parents = descent.modelParents(site.name());
    Expr value = masks.guarded(site.name(), site.value());
    return new Formula.Density(Formula.Kind.FACTOR, site.name(), List.of(), parents, false, value);
  }

  private Formula.Density model(Site.Random site) {
    return model(site, site.logProb(), site.mask() != null);
  }

  /** A run of a guide that is read as a model has densities of a guide. */
  private Formula.Density model(Site.Random site, Expr unchecked, boolean isMasked) {
    List<String> parents = descent.modelParents(site.name());
    Expr log = masks.guarded(site.name(), unchecked);
    return runs.isOfGuide()
        ? new Formula.Density(Formula.Kind.GUIDE, site.name(), parents, List.of(), isMasked, log)
        : new Formula.Density(Formula.Kind.MODEL, site.name(), List.of(), parents, isMasked, log);
  }

  /**
   * What is summed out sums to one by itself, masked or not: its density is that before masks, so
   * that a masked site counts as one that is not there. Within a weight stands the density of a
   * latent over that of the guide.
   */
  private Formula joined(Site.Random site) {
    if (rules.treatments().get(site.name()) instanceof Treatment.ClosedForm) {
      throw TreatmentMessages.noClosedForm(site, "no closed form: " + joins(site), runs.model());
    }
    if (!isSummedOut(site)) {
      return rules.isWeighted() && isLatent(site)
          ? Formula.difference(model(site), guide(guides(site)))
          : model(site);
    }
    Expr log = along(site, site.distribution().logProb(site.value()));
    return model(site, log, false);
  }

  private String joins(Site.Random site) {
    List<String> parents = descent.modelParents(site.name());
    String summed =
        parents.stream()
            .filter(parent -> runs.model().random(parent).filter(this::isSummedOut).isPresent())
            .collect(Collectors.joining(", "));
    return "in the model " + site.name() + " depends on " + summed + ", which is summed out";
  }

  private boolean isSummedOut(Site.Random site) {
    return site.origin() == Site.Origin.ENUMERATED
        || (rules.inside().contains(site.name()) && isEnumeratedByGuide(site.name()));
  }

  private boolean isEnumeratedByGuide(String site) {
    return runs.guide()
        .random(site)
        .filter(random -> random.origin() == Site.Origin.ENUMERATED)
        .isPresent();
  }

  private static boolean isLatent(Site.Random site) {
    return site.origin() != Site.Origin.GIVEN && site.origin() != Site.Origin.ENUMERATED;
  }

  private Formula.Density guide(Site.Random site, Expr unchecked, boolean isMasked) {
    List<String> parents = descent.guideParents(site.name());
    Expr log = masks.guarded(site.name(), unchecked);
    return new Formula.Density(Formula.Kind.GUIDE, site.name(), parents, List.of(), isMasked, log);
  }

  /** {@code log q}; its probe is a zero whose gradient is the weight of the draw, negated. */
  private Formula guide(Site.Random scored) {
    Expr probe = probes.get(scored.name());
    Expr log = scored.logProb();
    if (probe != null && scored.distribution().hasFixedRange()) {
      log = log.minus(probe);
    }
    if (rules.isWeighted() && isEnumeratedByGuide(scored.name())) {
      // What is never proposed counts nothing, but infinite weights would have no gradient.
      log = Branches.kept(log, log.exp());
    }
    return guide(scored, log, scored.mask() != null);
  }

  private Site.Random guides(Site.Random p) {
    return runs.scored(p.name())
        .filter(site -> isGuides(site, p))
        .orElseThrow(() -> Messages.valueNotTheGuides(p, runs.model()));
  }

  private boolean isGuides(Site.Random q, Site.Random p) {
    Expr value = runs.guide().random(p.name()).map(Site.Random::value).orElse(q.value());
    return Sources.same(value, p.value());
  }

  private Term latent(Site.Random p) {
    Site.Random q = guides(p);
    boolean isEnumerated = isEnumeratedByGuide(p.name());
    Treatment asked = rules.treatments().get(p.name());
    String pair = q.distribution().family() + " to " + p.distribution().family();
    Optional<Expr> closed = rules.divergences().of(q.distribution(), p.distribution());
    Optional<String> obstacle = obstacle(q, p, isEnumerated);
    boolean isClosed = closed.isPresent() && obstacle.isEmpty();
    String missing = "no closed form from " + pair + " in the table";
    if (asked instanceof Treatment.ClosedForm && !isClosed) {
      throw TreatmentMessages.noClosedForm(p, obstacle.orElse(missing), runs.model());
    }
    if (isClosed && closed.get().eventShape().numDimensions() > 0) {
      throw Messages.formNotReduced(q, closed.get(), runs.guide());
    }
    if (isClosed) {
      return new Term(
          List.of(p),
          p.plates(),
          Term.Part.KL,
          Term.Rule.CLOSED_FORM,
          pair,
          divergence(p, closed.get()));
    }
    return new Term(
        List.of(p),
        p.plates(),
        Term.Part.KL,
        isEnumerated ? Term.Rule.ENUMERATED : Term.Rule.MONTE_CARLO,
        obstacle.orElse(missing),
        Formula.difference(guide(q), model(p)));
  }

  private Formula divergence(Site.Random p, Expr closed) {
    return new Formula.Density(
        Formula.Kind.DIVERGENCE,
        p.name(),
        descent.guideParents(p.name()),
        descent.modelParents(p.name()),
        p.mask() != null,
        masks.guarded(p.name(), p.masked(closed)));
  }

  /** Why the closed form of a latent's divergence would be wrong, or is not wanted. */
  private Optional<String> obstacle(Site.Random q, Site.Random p, boolean isEnumerated) {
    if (rules.isWeighted()) {
      boolean isOutside = rules.weights() == Rules.Weights.IN_PLATES && p.plates().size() == 0;
      return Optional.of(
          isOutside ? "outside the importance weights" : "inside an importance weight");
    }
    if (isEnumerated) {
      return Optional.of("a sum over the values");
    }
    if (rules.atLeaves()) {
      return Optional.of("the gradient is taken at the draw");
    }
    if (rules.treatments().get(p.name()) instanceof Treatment.Pathwise) {
      return Optional.of("as asked");
    }
    return descent.obstacle(p.name()).or(() -> obstacleOfValue(p)).or(() -> obstacleOfMasks(q, p));
  }

  private Optional<String> obstacleOfValue(Site.Random p) {
    boolean isDrawn =
        runs.guide().random(p.name()).map(site -> site.origin() == Site.Origin.DRAWN).orElse(false);
    return isDrawn
        ? Optional.empty()
        : Optional.of("no closed form: the guide does not draw the value");
  }

  /** A divergence is masked as a whole, and by one mask. */
  private static Optional<String> obstacleOfMasks(Site.Random q, Site.Random p) {
    Expr inGuide = q.mask();
    Expr inModel = p.mask();
    if (inGuide == null && inModel == null) {
      return Optional.empty();
    }
    if (inGuide == null || inModel == null || !Sources.same(inGuide, inModel)) {
      return Optional.of("no closed form: the masks in guide and model are not one value");
    }
    return inModel.eventShape().numDimensions() == 0
        ? Optional.empty()
        : Optional.of("no closed form: entries of the event are masked");
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
          here.add(guide(guides((Site.Random) site)));
        } else {
          elsewhere.add(site);
        }
      }
    }
    Term.Part part =
        parts.size() == 1
            ? parts.iterator().next()
            : parts.isEmpty() ? Term.Part.REC : Term.Part.JOINT;
    String reason = "summed over " + String.join(", ", names);
    here.add(Formula.negated(group.log()));
    List<Term> terms = new ArrayList<>();
    terms.add(
        new Term(
            group.sites(), group.plates(), part, Term.Rule.SUMMED_OUT, reason, Formula.sum(here)));
    for (Site site : elsewhere) {
      Formula cost = guide(guides((Site.Random) site));
      terms.add(new Term(List.of(site), site.plates(), part, Term.Rule.SUMMED_OUT, reason, cost));
    }
    return terms;
  }
}
