package org.jelbo.inference.derivation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.GuideWeights;
import org.jelbo.inference.loss.Setting;

/** The log-densities of two runs as formulas, checked for what their masks leave out. */
final class Densities {
  private final Runs runs;
  private final Descent descent;
  private final MaskChecks masks;
  private final Map<String, Expr> probes = new LinkedHashMap<>();

  Densities(Runs runs, Descent descent, MaskChecks masks, Setting setting) {
    this.runs = runs;
    this.descent = descent;
    this.masks = masks;
    for (String site : runs.draws().keySet()) {
      Expr leaf = runs.guide().random(site).orElseThrow().value();
      probes.put(site, Sources.markable(setting.graph(), Masks.zerosLike(leaf).sum()));
    }
  }

  /** A zero in the density of each leaf, by site. */
  Map<String, Expr> probes() {
    return probes;
  }

  static Axis.Enumeration axis(Site.Random enumerated) {
    return Formula.enumerations(enumerated.value().axes()).stream()
        .filter(axis -> axis.site().equals(enumerated.name()))
        .findFirst()
        .orElseThrow();
  }

  /** A density of an enumerated site along the site's axis, even where all values are alike. */
  static Expr along(Site.Random site, Expr log) {
    return log.axes().contains(axis(site)) ? log : log.plus(Masks.zerosLike(site.value()).sum());
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

  Formula factor(Site.Factor site) {
    List<String> parents = descent.modelParents(site.name());
    Expr value = masks.guarded(site.name(), site.value());
    return new Formula.Density(Formula.Kind.FACTOR, site.name(), List.of(), parents, false, value);
  }

  /** {@code log p}. */
  Formula.Density model(Site.Random site) {
    return model(site, site.logProb(), site.mask() != null);
  }

  /** Another {@code log p} of a site, masked already. */
  Formula.Density model(Site.Random site, Expr log) {
    return model(site, log, site.mask() != null);
  }

  /** Another {@code log q} of a site, masked already. */
  Formula.Density guide(Site.Random site, Expr log) {
    return guide(site, log, site.mask() != null);
  }

  /** {@code log p} of a site that is summed out, along its axis and before masks. */
  Formula.Density ofValues(Site.Random site) {
    return model(site, along(site, site.distribution().logProb(site.value())), false);
  }

  /** A run of a guide that is read as a model has densities of a guide. */
  private Formula.Density model(Site.Random site, Expr unchecked, boolean isMasked) {
    List<String> parents = descent.modelParents(site.name());
    Expr log = masks.guarded(site.name(), unchecked);
    return runs.isOfGuide()
        ? new Formula.Density(Formula.Kind.GUIDE, site.name(), parents, List.of(), isMasked, log)
        : new Formula.Density(Formula.Kind.MODEL, site.name(), List.of(), parents, isMasked, log);
  }

  private Formula.Density guide(Site.Random site, Expr unchecked, boolean isMasked) {
    List<String> parents = descent.guideParents(site.name());
    Expr log = masks.guarded(site.name(), unchecked);
    return new Formula.Density(Formula.Kind.GUIDE, site.name(), parents, List.of(), isMasked, log);
  }

  /** {@code log q}; its probe is a zero whose gradient is the weight of the draw, negated. */
  Formula guide(Site.Random scored) {
    Expr probe = probes.get(scored.name());
    Expr log = scored.logProb();
    if (probe != null && scored.distribution().hasFixedRange()) {
      log = log.minus(probe);
    }
    boolean isOfAllValues = runs.plans().of(scored.name()).values().isOfAllValues();
    if (runs.plans().areWeighted() && isOfAllValues) {
      // What is never proposed counts nothing, but infinite weights would have no gradient.
      log = Branches.kept(log, log.exp());
    }
    return guide(scored, log, scored.mask() != null);
  }

  /** The guide's site whose value a latent of the model takes; refused where it takes another. */
  Site.Random guides(Site.Random p) {
    return runs.scored(p.name())
        .filter(site -> isGuides(site, p))
        .orElseThrow(() -> Messages.valueNotTheGuides(p, runs.model()));
  }

  private boolean isGuides(Site.Random q, Site.Random p) {
    Expr value = runs.guide().random(p.name()).map(Site.Random::value).orElse(q.value());
    return Sources.same(value, p.value());
  }

  /** A closed form of a latent's divergence. */
  Formula divergence(Site.Random p, Expr closed) {
    return new Formula.Density(
        Formula.Kind.DIVERGENCE,
        p.name(),
        descent.guideParents(p.name()),
        descent.modelParents(p.name()),
        p.mask() != null,
        masks.guarded(p.name(), p.masked(closed)));
  }
}
