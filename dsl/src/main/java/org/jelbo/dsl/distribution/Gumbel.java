package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.ExtremeValue;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent entries of the greatest of many (Gumbel for maxima): {@code log p(x) = -y - exp(-y) -
 * log b, y = (x - m) / b} with location m and scale b.
 *
 * <p>Event shape: that of location and scale broadcast. Draws are {@code m - b log(-log u)} with u
 * uniform on (0, 1).
 *
 * <p>Sources: density, moments, cumulative probability and quantile, Johnson, Kotz and Balakrishnan
 * 1995, chapter 22; entropy by {@code E y = g} and {@code E exp(-y) = 1}, with Euler's constant g;
 * draws by inversion, Devroye 1986, section II.2.
 */
public final class Gumbel implements Cumulative, FixedRange {
  /** Half the distance of uniform float32 numbers: at 0 a draw would be infinite. */
  private static final double ABOVE_ZERO = 0x1p-25;

  /** Below, the cumulative probability is 0, and its exponent would be no float. */
  private static final double LEAST = -80;

  /** From here on the log-density is minus the greatest number, though y be infinite. */
  private static final double FURTHEST_BELOW = -1e38;

  private final LocationScale by;

  private Gumbel(Expr loc, Expr scale) {
    this.by = LocationScale.of("Gumbel", loc, scale);
  }

  /**
   * By location and scale.
   *
   * @param loc real
   * @param scale positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Gumbel of(Expr loc, Expr scale) {
    return new Gumbel(loc, scale);
  }

  /**
   * One entry of known location and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Gumbel of(double loc, double scale) {
    return of(Expr.of(loc), Expr.of(scale));
  }

  @Override
  public Map<String, Expr> parameters() {
    return by.parameters();
  }

  @Override
  public Shape eventShape() {
    return by.eventShape();
  }

  @Override
  public Support support() {
    return Support.reals();
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr y = by.standardized(value);
    Expr at = y.stopGradient().maximum(Expr.of(FURTHEST_BELOW));
    Expr power = Representable.finiteExp(at.negate());
    return at.plus(power)
        .plus(by.scale().log())
        .negate()
        .plus(Slope.along(SpecialFunctions.expm1(at.negate()).minimum(power), y));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr u = noise.uniform(by.eventShape()).maximum(Expr.of(ABOVE_ZERO));
    return by.at(u.log().negate().log().negate());
  }

  /** {@code m + b g} with Euler's constant g. */
  @Override
  public Expr mean() {
    return by.at(Expr.filled(ExtremeValue.EULER, by.eventShape()));
  }

  /** {@code pi^2 b^2 / 6}. */
  @Override
  public Expr variance() {
    return by.variance(Math.PI * Math.PI / 6);
  }

  /** {@code 1 + g + log b} with Euler's constant g. */
  @Override
  public Expr entropyOfEach() {
    return by.entropyOfEach(1 + ExtremeValue.EULER);
  }

  /** {@code exp(-exp(-y))}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return by.standardized(value).maximum(Expr.of(LEAST)).negate().exp().negate().exp();
  }

  /** {@code m - b log(-log p)}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return by.at(probability.log().negate().log().negate());
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log(c / b) + g (b / c - 1) + (m
   * - n) / c + exp((n - m) / c) Gamma(1 + b / c) - 1} where the other has location n and scale c,
   * and g is Euler's constant. By {@code E x = m + b g} and {@code E exp(-x / c) = exp(-m / c)
   * Gamma(1 + b / c)}.
   */
  public Expr klOfEach(Gumbel other) {
    Expr b = Float64.of(by.scale());
    Expr c = Float64.of(other.by.scale());
    Expr distance = Float64.of(by.loc()).minus(Float64.of(other.by.loc())).dividedBy(c);
    Expr kl = ExtremeValue.divergence(b.dividedBy(c), distance.negate());
    return Float64.back(kl, parameters(), other.parameters());
  }
}
