package org.jelbo.inference.objective;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaReductions;
import org.jelbo.inference.formula.GuideWeights;
import org.jelbo.inference.loss.Setting;
import org.jspecify.annotations.Nullable;

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
   * The divergence of a site, at least the free bits. It is an expectation before it is compared:
   * over the guide's joint distribution of all sites that it depends on, enumerated ones with their
   * weights and drawn ones by the mean over particles. One that is masked counts as its mask: m
   * max(free bits, divergence), the divergence given what the mask depends on. Where entries are
   * masked each by itself, all of it counts if any does.
   */
  Formula changed(Derivation derivation, Term term, Setting setting) {
    if (freeBits == 0) {
      return term.cost();
    }
    boolean isAlone = term.sites().size() == 1;
    Expr mask = isAlone && term.site() instanceof Site.Random site ? site.mask() : null;
    Formula cost = expected(derivation, term.cost(), mask, setting);
    if (mask == null) {
      return Formula.atLeast(freeBits, cost);
    }
    if (mask.eventShape().numDimensions() > 0) {
      return Formula.scaled("[m > 0]", counts(mask), Formula.atLeast(freeBits, cost));
    }
    Formula whole = Formula.scaled("1/m", inverse(mask), cost);
    return Formula.scaled("m", mask, Formula.atLeast(freeBits, whole));
  }

  private static Formula expected(
      Derivation derivation, Formula cost, @Nullable Expr mask, Setting setting) {
    GuideWeights weights = derivation.weights();
    if (mask == null || mask.axes().areOfPlates()) {
      return overParticles(weights.expected(cost), setting);
    }
    Set<Axis.Enumeration> over = new LinkedHashSet<>(weights.weightSet(cost.value().axes()));
    weights.weightSet(mask.axes()).forEach(over::remove);
    return weights.expected(cost, over);
  }

  /** The mean over the particles. */
  static Formula overParticles(Formula cost, Setting setting) {
    Formula mean = cost;
    for (Axis axis : setting.particles()) {
      mean = FormulaReductions.meanOver(axis, mean);
    }
    return mean;
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
