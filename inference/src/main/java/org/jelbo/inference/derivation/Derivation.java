package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.formula.GuideWeights;
import org.jelbo.inference.loss.Setting;

/** The terms of a bound, derived from runs of the guide and of the model. */
public final class Derivation {
  private final Rules rules;
  private final Runs runs;
  private final Descent descent;
  private final GuideWeights weights;
  private final Map<String, Expr> probes;
  private final List<Term> terms;
  private final MaskChecks masks;

  private Derivation(
      Rules rules,
      Runs runs,
      Descent descent,
      GuideWeights weights,
      Map<String, Expr> probes,
      List<Term> terms,
      MaskChecks masks) {
    this.rules = rules;
    this.runs = runs;
    this.descent = descent;
    this.weights = weights;
    this.probes = probes;
    this.terms = List.copyOf(terms);
    this.masks = masks;
  }

  /**
   * Runs both programs and derives the terms of the model's sites.
   *
   * @param setting where they run
   */
  public static Derivation of(BoundRequest request, Setting setting) {
    Runs runs = Runs.of(request, setting);
    GuideAndModel.check(request, runs.guide(), runs.model());
    Descent descent = Descent.of(runs);
    MaskChecks masks = MaskChecks.of(request, runs);
    Densities densities = new Densities(runs, descent, masks, setting);
    List<Term> terms = new Terms(request.rules(), runs, descent, setting, densities).all();
    return new Derivation(
        request.rules(), runs, descent, densities.weights(), densities.probes(), terms, masks);
  }

  /**
   * Runs a guide up to a site, for the site's likelihood.
   *
   * @param given the sites that take the data, this one among them
   * @param site of the guide
   */
  public static Derivation ofGuide(
      Program guide, List<String> given, String site, Setting setting) {
    Runs runs = Runs.of(GuideRun.of(guide, given, site, setting), setting);
    GuideAndModel.requireNoFactors(runs.model());
    Descent descent = Descent.of(runs);
    MaskChecks masks = MaskChecks.ofBound(Set.copyOf(given), runs.guide(), runs.model(), Set.of());
    Rules rules = Rules.of(Divergences.empty());
    Densities densities = new Densities(runs, descent, masks, setting);
    Terms terms = new Terms(rules, runs, descent, setting, densities);
    List<Term> about = new ArrayList<>(terms.all());
    about.removeIf(term -> term.sites().stream().noneMatch(other -> other.name().equals(site)));
    about.addAll(joinedGiven(terms.without(site), about));
    return new Derivation(rules, runs, descent, densities.weights(), Map.of(), about, masks);
  }

  /**
   * A sum joins the site with given ones: theirs without it is taken off, as p(y|b) = p(y,b)/p(b).
   */
  private static List<Term> joinedGiven(List<Term> others, List<Term> about) {
    Set<String> given = new LinkedHashSet<>();
    for (Term term : about) {
      for (Site joined : term.sites()) {
        if (joined instanceof Site.Random random && random.origin() == Site.Origin.GIVEN) {
          given.add(joined.name());
        }
      }
    }
    return others.stream()
        .filter(term -> term.sites().stream().anyMatch(other -> given.contains(other.name())))
        .map(Term::negated)
        .toList();
  }

  /** What the bound asked of it. */
  public Rules rules() {
    return rules;
  }

  /** A latent of the guide as it is scored. */
  public Site.Random scored(String latent) {
    return runs.scored(latent).orElseThrow();
  }

  /** What was decided about a latent. */
  public SitePlan plan(String site) {
    return runs.plans().of(site);
  }

  /** Whether it is of a guide's run by itself. */
  public boolean isOfGuide() {
    return runs.isOfGuide();
  }

  /** The guide's run that draws. */
  public Trace guide() {
    return runs.guide();
  }

  /** The model's run. */
  public Trace model() {
    return runs.model();
  }

  /** One term for each site or group of sites of the model, in program order. */
  public List<Term> terms() {
    return terms;
  }

  /** The weights of the sites that the guide enumerates. */
  public GuideWeights weights() {
    return weights;
  }

  /** What is checked of masks when the bound is computed. */
  public MaskChecks masks() {
    return masks;
  }

  /** What a site depends on directly in the guide. */
  public List<String> guideParents(String site) {
    return descent.guideParents(site);
  }

  /** What a site or factor depends on directly in the model. */
  public List<String> modelParents(String site) {
    return descent.modelParents(site);
  }

  /**
   * The draws as they depend on parameters directly, by site: the guide's values are equal, but cut
   * off from parameters. None where scoring is not at leaves.
   */
  public Map<String, Expr> draws() {
    return runs.draws();
  }

  /**
   * A zero in the density of each leaf: a term's gradient with respect to it is that with respect
   * to {@code -log q}, {@code [axes of the draw...]}.
   */
  public Map<String, Expr> probes() {
    return probes;
  }

  /** This derivation without the terms of some sites. */
  public Derivation without(Set<String> sites) {
    List<Term> rest = new ArrayList<>(terms);
    rest.removeIf(term -> sites.contains(term.site().name()));
    return new Derivation(rules, runs, descent, weights, probes, rest, masks);
  }

  /**
   * The terms, averaged over everything, by where their sites stand: {@code site 'x' in the model,
   * plate 'images' (VaeModel.java:31)}; scalars.
   */
  public Map<String, Expr> termsBySite() {
    Map<String, Expr> means = new LinkedHashMap<>();
    for (Term term : terms) {
      Expr mean = term.cost().value();
      for (Axis axis : mean.axes()) {
        mean = Reductions.meanOver(mean, axis);
      }
      for (Site site : term.sites()) {
        String kind = site instanceof Site.Factor ? "factor" : "site";
        means.put(
            kind + " '" + site.name() + "' in " + model().place(site) + " (" + site.line() + ")",
            mean);
      }
    }
    return means;
  }
}
