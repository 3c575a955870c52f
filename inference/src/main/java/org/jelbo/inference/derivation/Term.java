package org.jelbo.inference.derivation;

import java.util.List;
import java.util.Locale;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.formula.Formula;

/**
 * What one site, or a group of sites that a sum in the model joins, contributes to the negative
 * bound.
 *
 * @param sites of the model, random or factors, in program order; those that are summed out too
 * @param plates the plates that the cost stands in
 * @param part which part it is counted under
 * @param rule how it is computed
 * @param reason why that rule, in words
 * @param cost in nats, {@code [axes...]}: not yet weighed, nor summed over plates
 */
public record Term(
    List<Site> sites, Axes plates, Part part, Rule rule, String reason, Formula cost) {

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

  /** The first of its sites. */
  public Site site() {
    return sites.get(0);
  }
}
