package org.jelbo.inference.objective;

import java.util.Map;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;

/** The negated mean over rows of the log of the mean weight. */
final class WeightedLoss {
  private WeightedLoss() {}

  static Loss of(LogWeights weights) {
    Expr bound = weights.value();
    Expr ess = Expr.of(1);
    for (Axis axis : weights.particles()) {
      Expr twice = Reductions.logSumExpOver(weights.value().times(2), axis);
      ess = Reductions.logSumExpOver(weights.value(), axis).times(2).minus(twice).exp();
      bound = Reductions.logMeanExpOver(weights.value(), axis);
    }
    return new DerivedLoss(
        Reductions.meanOver(bound, weights.rows()).negate(),
        Map.of("ess", Reductions.meanOver(ess, weights.rows()).stopGradient()),
        Map.of("bound", bound, "ess", ess, "logWeights", weights.value()),
        weights.sites());
  }
}
