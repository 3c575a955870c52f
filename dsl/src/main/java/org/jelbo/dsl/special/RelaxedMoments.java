package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;

/**
 * Moments of {@code x = s((l + e) / t)} with the sigmoid s, logits l, temperature t and standard
 * logistic noise e of density d.
 *
 * <p>For {@code t >= 1} the integrals are over the noise. Below, x is nearly a step of the noise:
 * the integrals are of what it differs from that step, over {@code v = |l + e| / t}, where the
 * density of {@code l + e} is smooth.
 */
public final class RelaxedMoments {
  private static final GaussLegendre RULE = GaussLegendre.ofSize(64);

  /** Where {@code exp(-v)} is nothing. */
  private static final double EXTENT = 40;

  private final Expr logits;
  private final Expr isSharp;
  private final Expr sharp;
  private final Expr smooth;
  private final Expr nodes;
  private final Expr column;

  private RelaxedMoments(Expr temperature, Expr logits) {
    this.logits = logits;
    this.isSharp = Branches.below(temperature, Expr.of(1));
    Expr isSmooth = Masks.not(isSharp);
    this.sharp = temperature.keptWhere(isSharp).plus(isSmooth);
    this.smooth = temperature.keptWhere(isSmooth).plus(isSharp);
    this.column = LastDim.column(logits);
    this.nodes = RULE.nodes(logits.eventShape()).times(EXTENT);
  }

  /** Both parameters of the whole event. */
  public static RelaxedMoments of(Expr temperature, Expr logits) {
    return new RelaxedMoments(temperature, logits);
  }

  private Expr chosen(Expr whereSharp, Expr whereSmooth) {
    return Masks.chosen(isSharp, whereSharp, whereSmooth);
  }

  private static Expr density(Expr noise) {
    return noise.sigmoid().times(noise.negate().sigmoid());
  }

  /** {@code d(l + t v) - d(l - t v)} or their sum, of sharp t. */
  private Expr densities(boolean isSum) {
    Expr shift = LastDim.column(sharp).times(nodes);
    Expr upper = density(shift.plus(column));
    Expr lower = density(shift.minus(column));
    return isSum ? upper.plus(lower) : upper.minus(lower);
  }

  private Expr overSteps(Expr function, boolean isSum) {
    return RULE.integral(function.times(densities(isSum))).times(sharp).times(EXTENT);
  }

  /** The logits of x at the noise of a node or minus that, of smooth t. */
  private Expr logit(int side) {
    return column.plus(nodes.times(side)).dividedBy(LastDim.column(smooth));
  }

  private Expr overNoise(Expr functionOfBoth) {
    return RULE.integral(functionOfBoth.times(density(nodes))).times(EXTENT);
  }

  private Expr beyondStep() {
    return overSteps(nodes.negate().sigmoid(), false);
  }

  private Expr meanOverNoise() {
    return overNoise(logit(1).sigmoid().plus(logit(-1).sigmoid()));
  }

  public Expr mean() {
    return chosen(logits.sigmoid().plus(beyondStep()), meanOverNoise());
  }

  public Expr variance() {
    Expr mean = logits.sigmoid().plus(beyondStep());
    Expr rest = logits.negate().sigmoid().minus(beyondStep());
    Expr product = overSteps(density(nodes), true);
    Expr center = LastDim.column(meanOverNoise());
    Expr upper = logit(1).sigmoid().minus(center).square();
    Expr lower = logit(-1).sigmoid().minus(center).square();
    return chosen(mean.times(rest).minus(product), overNoise(upper.plus(lower)));
  }

  /** {@code 2 - log t - E[log(1 + exp(y)) + log(1 + exp(-y))]} at the logit y. */
  public Expr entropy() {
    Expr distance = logits.softplus().times(2).minus(logits).dividedBy(sharp);
    Expr near = overSteps(nodes.negate().exp().log1p(), true).times(2);
    Expr whereSharp = sharp.log().plus(distance).plus(near);
    Expr upper = logit(1).softplus().plus(logit(1).negate().softplus());
    Expr lower = logit(-1).softplus().plus(logit(-1).negate().softplus());
    Expr whereSmooth = smooth.log().plus(overNoise(upper.plus(lower)));
    return Expr.of(2).minus(chosen(whereSharp, whereSmooth));
  }
}
