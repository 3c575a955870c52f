package org.jelbo.inference.derivation;

import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.loss.Setting;

/**
 * The rule for a latent: its divergence in closed form where there is one and it is right, and
 * {@code log q - log p} elsewhere.
 */
final class LatentTerms {
  private final Rules rules;
  private final Runs runs;
  private final Descent descent;
  private final Densities densities;
  private final Setting setting;

  LatentTerms(Rules rules, Runs runs, Descent descent, Densities densities, Setting setting) {
    this.rules = rules;
    this.setting = setting;
    this.runs = runs;
    this.descent = descent;
    this.densities = densities;
  }

  Term of(Site.Random p) {
    Site.Random q = densities.guides(p);
    SitePlan plan = runs.plans().of(p.name());
    Reason.Pair pair = new Reason.Pair(q.distribution().family(), p.distribution().family());
    Optional<Distribution> inGuide = plan.estimator().scoredBy(q.distribution(), setting);
    if (inGuide.isPresent()) {
      return scoredBy(inGuide.get(), q, p, pair);
    }
    Optional<Expr> closed = rules.divergences().of(q.distribution(), p.distribution());
    Optional<Reason> obstacle =
        obstacle(plan, q, p)
            .or(() -> closed.isPresent() ? Optional.empty() : Optional.of(missing(pair)));
    if (obstacle.isEmpty()) {
      return closed(q, p, pair, closed.orElseThrow());
    }
    if (plan.needsClosedForm()) {
      throw TreatmentMessages.noClosedForm(p, obstacle.get(), runs.model());
    }
    return new Term(
        List.of(p),
        p.plates(),
        Term.Part.KL,
        plan.values().isOfAllValues() ? Term.Rule.ENUMERATED : Term.Rule.MONTE_CARLO,
        obstacle.get(),
        Formula.difference(densities.guide(q), densities.model(p)));
  }

  /** Both programs are scored by another family. */
  private Term scoredBy(Distribution inGuide, Site.Random q, Site.Random p, Reason pair) {
    if (!p.distribution().getClass().equals(q.distribution().getClass())) {
      throw TreatmentMessages.relaxedOtherFamily(q, p, runs.model());
    }
    Estimator estimator = runs.plans().of(p.name()).estimator();
    Expr guide = inGuide.logProb(q.value());
    Expr model = estimator.scoredBy(p.distribution(), setting).orElseThrow().logProb(p.value());
    Formula cost =
        Formula.difference(
            densities.guide(q, q.masked(guide)), densities.model(p, p.masked(model)));
    return new Term(List.of(p), p.plates(), Term.Part.KL, Term.Rule.MONTE_CARLO, pair, cost);
  }

  private static Reason missing(Reason.Pair pair) {
    return new Reason.NotInTable(pair);
  }

  private Term closed(Site.Random q, Site.Random p, Reason pair, Expr closed) {
    if (closed.eventShape().numDimensions() > 0) {
      throw Messages.formNotReduced(q, closed, runs.guide());
    }
    Formula cost = densities.divergence(p, closed);
    return new Term(List.of(p), p.plates(), Term.Part.KL, Term.Rule.CLOSED_FORM, pair, cost);
  }

  /** Why the closed form of a latent's divergence would be wrong, or is not wanted. */
  private Optional<Reason> obstacle(SitePlan plan, Site.Random q, Site.Random p) {
    if (rules.isWeighted()) {
      return Optional.of(
          rules.drawsOnce(p.plates()) ? Reason.Plain.OUTSIDE_WEIGHTS : Reason.Plain.INSIDE_WEIGHT);
    }
    if (plan.values().isOfAllValues()) {
      return Optional.of(Reason.Plain.OVER_VALUES);
    }
    if (rules.atLeaves()) {
      return Optional.of(Reason.Plain.AT_DRAW);
    }
    return plan.rule()
        .withoutClosedForm()
        .or(() -> descent.obstacle(p.name()))
        .or(() -> obstacleOfValue(p))
        .or(() -> obstacleOfMasks(q, p));
  }

  private Optional<Reason> obstacleOfValue(Site.Random p) {
    boolean isDrawn =
        runs.guide().random(p.name()).map(site -> site.origin() == Site.Origin.DRAWN).orElse(false);
    return isDrawn ? Optional.empty() : Optional.of(Reason.Prevented.NOT_DRAWN);
  }

  /** A divergence is masked as a whole, and by one mask. */
  private static Optional<Reason> obstacleOfMasks(Site.Random q, Site.Random p) {
    Expr inGuide = q.mask();
    Expr inModel = p.mask();
    if (inGuide == null && inModel == null) {
      return Optional.empty();
    }
    if (inGuide == null || inModel == null || !Sources.same(inGuide, inModel)) {
      return Optional.of(Reason.Prevented.OTHER_MASKS);
    }
    return inModel.eventShape().numDimensions() == 0
        ? Optional.empty()
        : Optional.of(Reason.Prevented.MASKED_ENTRIES);
  }
}
