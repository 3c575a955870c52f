package org.jelbo.inference.derivation;

import java.util.List;
import java.util.Locale;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Site;

/**
 * What one site contributes to the negative bound.
 *
 * @param site the site in the model, random or a factor
 * @param part which part it is counted under
 * @param rule how it is computed
 * @param reason why that rule, in words
 * @param guideParents what the guide's distribution of the site depends on directly; empty for a
 *     given site or a factor
 * @param modelParents what the site's distribution or the factor depends on in the model, directly
 * @param value in nats, {@code [axes...]}
 */
public record Term(
    Site site,
    Part part,
    Rule rule,
    String reason,
    List<String> guideParents,
    List<String> modelParents,
    Expr value) {

  /** The parts of a bound. */
  public enum Part {
    /** The divergence of the guide from the model at a latent site. */
    KL,
    /** The negative log-density of a given site. */
    REC,
    /** A factor of the model, negated. */
    FACTOR;

    /** The part's name in reports: {@code kl}, {@code rec} or {@code factor}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a term is computed. */
  public enum Rule {
    /** The closed form of the divergence. */
    CLOSED_FORM,
    /** At the draw, or at the data. */
    MONTE_CARLO
  }
}
