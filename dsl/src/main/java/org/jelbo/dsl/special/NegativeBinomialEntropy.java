package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.SpecialFunctions;

/**
 * {@code -m log p - r log(1 - p) + int_0^inf (1 - G(t)) (exp(-r t) - exp(-t)) / ((1 - exp(-t)) t)
 * dt} with {@code G(t) = E exp(-t X) = (1 + (1 - exp(-t)) p / (1 - p))^-r}.
 *
 * <p>The integral is {@code E[log x! - log Gamma(x + r) + log Gamma(r)]} by the integral for log
 * Gamma, that for psi (DLMF 5.9.12) taken from 1 to z, as in Cheraghchi (2019), Expressions for the
 * entropy of basic discrete distributions. It is summed by the trapezoidal rule in {@code log t},
 * where the integrand is analytic and falls off exponentially on both sides.
 */
public final class NegativeBinomialEntropy {
  private static final int NODES = 256;

  /** What is left out below and above is less than {@code exp(-25)} and {@code exp(-exp(4))}. */
  private static final double BELOW = 25;

  private static final double ABOVE = 4;

  private NegativeBinomialEntropy() {}

  /** Of parameters that fill the event. */
  public static Expr of(Expr failures, Expr logits) {
    Expr r = LastDim.column(Float64.of(failures));
    Expr l = LastDim.column(Float64.of(logits));
    Expr odds = l.exp();
    Expr mean = r.times(odds);
    Expr low = mean.times(r.plus(1)).log1p().plus(BELOW).negate().stopGradient();
    Expr high = Expr.of(ABOVE).minus(r.minimum(Expr.of(1)).log()).stopGradient();
    Expr step = high.minus(low).dividedBy(NODES - 1.0);
    Expr t = low.plus(step.times(LastDim.numbers(step.eventShape().numDimensions(), NODES))).exp();
    Expr falling = SpecialFunctions.expm1(t.negate()).negate();
    Expr notZero = SpecialFunctions.expm1(r.times(odds.times(falling).log1p()).negate()).negate();
    Expr difference = r.times(t).negate().exp().minus(t.negate().exp());
    Expr integral = Reductions.sumLast(notZero.times(difference).dividedBy(falling).times(step));
    Expr rest = mean.times(l.negate().softplus()).plus(r.times(l.softplus()));
    Expr entropy = integral.plus(Reductions.sumLast(rest));
    return Float64.back(entropy, failures, logits);
  }
}
