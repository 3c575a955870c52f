package org.jelbo.dsl.special;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.SpecialFunctions;

/**
 * Expectations over Poisson and binomial counts, as sums over 128 whole numbers around the mean.
 *
 * <p>Narrow distributions are summed exactly, but for tails of less than 1e-14. Wide ones are
 * summed at every h-th number, h being less than a third of the standard deviation: by Poisson's
 * summation formula the error is of the order {@code exp(-2 pi^2 (sd / h)^2)}, and the sum does not
 * reach the ends of the support.
 */
public final class CountSum {
  private static final int NODES = 128;
  private static final double DEVIATIONS = 8.5;
  private static final double MARGIN = 12;

  private final Expr stride;
  private final Expr counts;
  private final Expr isInside;

  /**
   * The counts to sum over.
   *
   * @param mean with a last dim of size 1
   * @param variance with a last dim of size 1
   * @param most the greatest count, infinite if there is none
   */
  public CountSum(Expr mean, Expr variance, Expr most) {
    Expr center = mean.stopGradient();
    Expr reach = variance.stopGradient().sqrt().times(DEVIATIONS).plus(MARGIN);
    Expr low = SpecialFunctions.floor(center.minus(reach).relu());
    Expr width = center.plus(reach).minimum(most).minus(low);
    this.stride = ceiling(width.dividedBy(NODES - 1.0)).maximum(Expr.of(1));
    Expr all = low.plus(stride.times(LastDim.numbers(stride.eventShape().numDimensions(), NODES)));
    this.counts = all.minimum(most);
    this.isInside = Expr.of(1).minus(Branches.below(most, all));
  }

  /**
   * {@code sum_x p(x) f(x)}, without the last dim.
   *
   * @param logProb of counts
   * @param function of counts, finite
   */
  public Expr of(UnaryOperator<Expr> logProb, UnaryOperator<Expr> function) {
    Expr weights = logProb.apply(counts).exp().times(stride).keptWhere(isInside);
    return Reductions.sumLast(weights.times(function.apply(counts)));
  }

  private static Expr ceiling(Expr x) {
    return SpecialFunctions.floor(x.negate()).negate();
  }
}
