package org.jelbo.dsl.special;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.tensorflow.ndarray.Shape;

/** Draws of von Mises' distribution around 0, and how they move with the concentration. */
public final class VonMisesDraws {
  /** Each is accepted with a probability of at least {@code sqrt(e / (2 pi)) = 0.6577}. */
  public static final int TRIES = 36;

  /** Minus the log of what the slope's integral leaves out. */
  private static final double CUT = 30;

  private static final GaussLegendre RULE = GaussLegendre.ofSize(16);

  private VonMisesDraws() {}

  public static Expr centred(NoiseStream noise, Expr concentration, Shape event) {
    Expr k = concentration.stopGradient();
    Expr angle = rejection(noise, k, event).stopGradient();
    if (concentration.isConstant()) {
      return angle;
    }
    return angle.plus(slope(angle, k).stopGradient().times(concentration.minus(k)));
  }

  /**
   * The proposal is a wrapped Cauchy angle, {@code tan(t / 2) = s c} with standard Cauchy c. With
   * the best {@code r = (1 + sqrt(1 + 4 k^2)) / (2 k)} and {@code s^2 = (r - 1) / (r + 1)} it is
   * accepted with probability {@code v exp(1 - v), v = k (r - cos t)}. Best and Fisher write the
   * same by cosines, which lose the digits of small angles.
   */
  private static Expr rejection(NoiseStream noise, Expr concentration, Shape event) {
    Expr k = LastDim.columnOfEntries(concentration);
    Expr root = k.square().times(4).plus(1).sqrt();
    // k (r - 1)
    Expr least = Expr.of(1).dividedBy(k.times(2).plus(root)).plus(1).times(0.5);
    Expr spread = least.dividedBy(least.plus(k.times(2))).sqrt();
    Shape tries = event.append(TRIES);
    Expr cauchy = SpecialFunctions.tan(noise.uniform(tries).minus(0.5).times(Math.PI));
    Expr half = SpecialFunctions.atan(cauchy.times(spread));
    Expr v = least.plus(k.times(2).times(SpecialFunctions.sin(half).square()));
    Expr chance = v.times(v.negate().plus(1).exp());
    Expr isAccepted = noise.uniform(tries).lessThan(chance);
    Expr first = LastDim.oneHot(Events.argMax(isAccepted), TRIES);
    return Reductions.sumLast(half.times(first)).times(2);
  }

  /**
   * {@code dt/dk = int_t^pi (cos u - A) exp(k (cos u - cos t)) du} for {@code t > 0}, odd in t,
   * with {@code A = I_1(k) / I_0(k)}: the cumulative probability held fixed. Where t is small,
   * minus the integral from 0 to t is the same and keeps its digits.
   */
  public static Expr slope(Expr angle, Expr k) {
    Expr t = angle.abs();
    Expr sine = SpecialFunctions.sin(t.times(0.5)).square();
    Expr isInner = Branches.below(k.times(2).times(sine), Expr.of(1));
    Expr isOuter = Masks.not(isInner);
    Expr beyond = Expr.of(CUT / 2).dividedBy(k);
    Expr last = sine.plus(beyond).minimum(Expr.of(1));
    Expr rest = Expr.of(1).minus(last);
    Expr end = SpecialFunctions.atan(last.sqrt().dividedBy(rest.sqrt())).times(2);
    Expr from = t.times(isOuter);
    Expr width = end.minus(t).times(isOuter).plus(t.times(isInner));
    Expr at = LastDim.columnOfEntries(t);
    Expr nodes =
        LastDim.columnOfEntries(from)
            .plus(LastDim.columnOfEntries(width).times(RULE.nodes(t.eventShape())));
    Expr fall =
        SpecialFunctions.sin(nodes.plus(at).times(0.5))
            .times(SpecialFunctions.sin(nodes.minus(at).times(0.5)))
            .times(LastDim.columnOfEntries(k).times(-2));
    Expr distance = SpecialFunctions.sin(nodes.times(0.5)).square().times(2);
    Expr deficit = LastDim.columnOfEntries(BesselFunctions.oneMinusRatio(k));
    Expr isPositive = Branches.below(Expr.of(0), angle);
    return RULE.integral(deficit.minus(distance).times(fall.exp()))
        .times(width)
        .times(isOuter.minus(isInner))
        .times(isPositive.times(2).minus(1));
  }
}
