package org.jelbo.inference.derivation;

import java.util.List;
import java.util.Locale;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.formula.Formula;
import org.jspecify.annotations.Nullable;

/**
 * What one site, or a group of sites that a sum in the model joins, contributes to the negative
 * bound.
 *
 * @param sites of the model, random or factors, in program order; those that are summed out too
 * @param plates the plates that the cost stands in
 * @param part which part it is counted under
 * @param rule how it is computed
 * @param reason why that rule
 * @param cost in nats, {@code [axes...]}: not yet weighed, nor summed over plates
 */
public record Term(
    List<Site> sites, Axes plates, Part part, Rule rule, Reason reason, Formula cost) {

  /** The parts of a bound. */
  public enum Part {
    /** The divergence of the guide from the model at a latent site. */
    KL,
    /** The negative log-density of a given site. */
    REC,
    /** A factor of the model, negated. */
    FACTOR,
    /** What a sum in the model joins of the others, so that they cannot be told apart. */
    JOINT;

    /** The part's name in reports, such as {@code kl}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a term is computed. */
  public enum Rule {
    /** The closed form of the divergence. */
    CLOSED_FORM,
    /** At the draw, or at the data. */
    MONTE_CARLO,
    /** The sum over the values, weighed by the guide. */
    ENUMERATED,
    /** The log of a sum over the values of sites of the model. */
    SUMMED_OUT
  }

  /** The term with its sign changed. */
  Term negated() {
    return new Term(sites, plates, part, rule, reason, Formula.negated(cost));
  }

  /**
   * How much any site of some terms counts: the greatest of their masks, 1 where one has none;
   * whole where any of several entries or indices does. What is summed out counts as what it stands
   * with.
   *
   * @param kept the plates to tell apart, in which all terms stand
   * @return 1, or {@code [plates...]}, those kept that masks have
   */
  public static Expr counts(List<Term> terms, Axes kept) {
    Expr most = Expr.of(0);
    for (Term term : terms) {
      for (Site site : term.sites()) {
        Expr own = isSummedOut(site) ? Expr.of(0) : counts(mask(site), kept);
        if (own.isConstant() && own.constant()[0] == 1) {
          return own;
        }
        most = most.maximum(own);
      }
    }
    return most;
  }

  private static boolean isSummedOut(Site site) {
    return site instanceof Site.Random random && random.origin() == Site.Origin.ENUMERATED;
  }

  private static @Nullable Expr mask(Site site) {
    return site instanceof Site.Random random ? random.mask() : ((Site.Factor) site).mask();
  }

  private static Expr counts(@Nullable Expr mask, Axes kept) {
    // A mask that a draw decides tells of the draw, not of the data.
    if (mask == null || !mask.axes().areOfPlates()) {
      return Expr.of(1);
    }
    Axes inner = mask.axes().without(kept);
    if (inner.size() == 0 && mask.eventShape().numDimensions() == 0) {
      return mask;
    }
    Expr any = Masks.not(Masks.isZero(mask)).sum();
    for (Axis axis : inner) {
      any = Reductions.sumOver(any, axis);
    }
    return Expr.of(0).lessThan(any);
  }

  /** The first of its sites. */
  public Site site() {
    return sites.get(0);
  }
}
