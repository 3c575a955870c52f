package org.jelbo.inference.objective;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.formula.Formula;

/**
 * What a bound does to its divergences.
 *
 * @param weight that they are multiplied by; scalar
 * @param freeBits the least that each counts, in nats; 0 for none
 */
record KlChange(Expr weight, double freeBits) {
  static final KlChange NONE = new KlChange(Expr.of(1), 0);

  boolean isUnweighted() {
    return weight.isConstant() && weight.constant()[0] == 1;
  }

  /**
   * The divergence of a site given its parents, at least the free bits: that of a site that is
   * enumerated is first summed over its own values, and one that is masked counts as its mask: m
   * max(free bits, divergence). Where entries are masked each by itself, all of it counts if any
   * does.
   */
  Formula changed(Derivation derivation, Term term) {
    if (freeBits == 0) {
      return term.cost();
    }
    Formula cost = term.cost();
    if (term.rule() == Term.Rule.ENUMERATED) {
      List<Axis.Enumeration> own =
          cost.enumerations().stream()
              .filter(axis -> axis.site().equals(term.site().name()))
              .toList();
      Set<Axis.Enumeration> over = new LinkedHashSet<>(own);
      cost = derivation.weights().expected(cost, over);
    }
    boolean isAlone = term.sites().size() == 1;
    Expr mask = isAlone && term.site() instanceof Site.Random site ? site.mask() : null;
    if (mask == null) {
      return Formula.atLeast(freeBits, cost);
    }
    if (mask.eventShape().numDimensions() > 0) {
      return Formula.scaled("[m > 0]", counts(mask), Formula.atLeast(freeBits, cost));
    }
    Formula whole = Formula.scaled("1/m", inverse(mask), cost);
    return Formula.scaled("m", mask, Formula.atLeast(freeBits, whole));
  }

  /** Where the mask is 0 there is nothing to multiply. */
  private static Expr inverse(Expr mask) {
    return Expr.of(1).dividedBy(mask.plus(Masks.isZero(mask)));
  }

  /** 1 where any entry counts; 0 where all are masked. */
  private static Expr counts(Expr mask) {
    return Masks.not(Masks.isZero(mask.sum()));
  }
}
