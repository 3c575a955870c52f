package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Angles;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Jumps;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.BesselFunctions;
import org.jelbo.dsl.special.VonMisesDraws;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent angles of von Mises' distribution: {@code log p(x) = k cos(x - m) - log(2 pi I_0(k))}
 * for x from -pi to pi, in radians, with location m and concentration k.
 *
 * <p><b>Mean and variance are circular</b>, as usual for angles: the mean is the direction m, the
 * variance {@code 1 - E cos(x - m)}, from 0 to 1. They are not those of the numbers from -pi to pi.
 *
 * <p>Event shape: that of location and concentration broadcast. Draws are {@code m + t}, wrapped to
 * [-pi, pi]; t is the first of {@value #TRIES} tries that the rejection of Best and Fisher accepts,
 * the first try of all where it accepts none, which has a probability below 1e-16. A draw moves
 * with k by implicit reparameterization.
 *
 * <p><b>Gradients by way of a draw are those of functions of the angle</b>, which have the period 2
 * pi: take its {@link SpecialFunctions#cos cosine} and {@link SpecialFunctions#sin sine}. What
 * differs at -pi and pi jumps where a draw is wrapped, and the gradient lacks the jump: a loss with
 * such a {@link Jumps seam} is refused where parameters move the draw.
 *
 * <p>Sources: density, circular mean and variance, Mardia and Jupp 2000, section 3.5.4; entropy by
 * {@code E cos(x - m) = I_1(k) / I_0(k)}; draws, Best and Fisher 1979; their gradient, Figurnov,
 * Mohamed and Mnih 2018, section 3; Bessel functions, DLMF 10.32.1, for large k 10.40.1.
 */
public final class VonMises implements Elementwise, FixedRange {
  static final int TRIES = VonMisesDraws.TRIES;

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final Expr loc;
  private final Expr concentration;
  private final Shape eventShape;

  private VonMises(Expr loc, Expr concentration) {
    this.loc = Parameters.required("VonMises", "loc", loc, -Double.MAX_VALUE);
    this.concentration = Parameters.positive("VonMises", "concentration", concentration);
    this.eventShape = Parameters.eventShape("VonMises", loc, concentration);
  }

  /**
   * By location and concentration.
   *
   * @param loc real, an angle in radians
   * @param concentration positive; {@code 1 / k} is about the variance of x where k is large
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static VonMises of(Expr loc, Expr concentration) {
    return new VonMises(loc, concentration);
  }

  /**
   * One entry of known location and concentration.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static VonMises of(double loc, double concentration) {
    return of(Expr.of(loc), Expr.of(concentration));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("loc", loc, "concentration", concentration);
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  @Override
  public Support support() {
    return new Support.Interval(-Math.PI, Math.PI);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public boolean isCircular() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return concentration
        .times(oneMinusCos(value.minus(loc)))
        .plus(BesselFunctions.logScaledI0(concentration))
        .plus(LOG_TWO_PI)
        .negate();
  }

  /** Without cancellation where the angle is small. */
  private static Expr oneMinusCos(Expr angle) {
    return SpecialFunctions.sin(angle.times(0.5)).square().times(2);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr angle = VonMisesDraws.centred(noise, concentration, eventShape);
    // Around 0 nothing is wrapped.
    boolean isCentred = loc.isConstant() && Arrays.stream(loc.constant()).allMatch(x -> x == 0);
    return isCentred ? Angles.wrapped(angle) : Angles.drawn(loc.plus(angle));
  }

  /** The circular mean: m, from -pi to pi. */
  @Override
  public Expr mean() {
    return Parameters.filling(Angles.wrapped(loc), eventShape);
  }

  /** The circular variance: {@code 1 - I_1(k) / I_0(k)}. */
  @Override
  public Expr variance() {
    return Parameters.filling(BesselFunctions.oneMinusRatio(concentration), eventShape);
  }

  /** {@code log(2 pi I_0(k)) - k I_1(k) / I_0(k)}. */
  @Override
  public Expr entropyOfEach() {
    Expr entropy =
        concentration
            .times(BesselFunctions.oneMinusRatio(concentration))
            .plus(BesselFunctions.logScaledI0(concentration))
            .plus(LOG_TWO_PI);
    return Parameters.filling(entropy, eventShape);
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log(I_0(j) / I_0(k)) + (k - j
   * cos(m - n)) I_1(k) / I_0(k)} where the other has location n and concentration j. By {@code E
   * cos(x - n) = cos(m - n) I_1(k) / I_0(k)}.
   */
  public Expr klOfEach(VonMises other) {
    Expr k = Float64.of(concentration);
    Expr j = Float64.of(other.concentration);
    Expr angle = Float64.of(loc).minus(Float64.of(other.loc));
    Expr ratio = Expr.of(1).minus(BesselFunctions.oneMinusRatio(k));
    Expr kl = BesselFunctions.divergence(j, k).plus(j.times(ratio).times(oneMinusCos(angle)));
    return Float64.back(kl, parameters(), other.parameters());
  }
}
