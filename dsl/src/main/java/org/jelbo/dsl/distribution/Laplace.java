package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent double exponential entries: {@code log p(x) = -|x - m| / b - log 2 b} with location m
 * and scale b.
 *
 * <p>Event shape: that of location and scale broadcast. Draws are {@code m - b sign(s) log(1 -
 * |s|)} with s uniform on (-1, 1).
 *
 * <p>Sources: density, moments, cumulative probability and quantile, Johnson, Kotz and Balakrishnan
 * 1995, chapter 24; entropy, Cover and Thomas 2006, table 17.1; draws by inversion, Devroye 1986,
 * section II.2.
 */
public final class Laplace implements Cumulative, FixedRange {
  /** The greatest float32 below 1: at 1 a draw would be infinite. */
  private static final double BELOW_ONE = 1 - 0x1p-24;

  private static final double LOG_TWO = Math.log(2);

  private final LocationScale by;

  private Laplace(Expr loc, Expr scale) {
    this.by = LocationScale.of("Laplace", loc, scale);
  }

  /**
   * By location and scale.
   *
   * @param loc real
   * @param scale positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Laplace of(Expr loc, Expr scale) {
    return new Laplace(loc, scale);
  }

  /**
   * One entry of known location and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Laplace of(double loc, double scale) {
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
    return by.standardized(value).abs().plus(by.scale().log()).plus(LOG_TWO).negate();
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr s = noise.uniform(by.eventShape()).times(2).minus(1);
    Expr isBelow = Branches.below(s, Expr.of(0));
    Expr sign = Expr.of(1).minus(isBelow.times(2));
    Expr size = s.abs().minimum(Expr.of(BELOW_ONE)).negate().log1p().negate();
    return by.at(sign.times(size));
  }

  @Override
  public Expr mean() {
    return Parameters.filling(by.loc(), by.eventShape());
  }

  /** {@code 2 b^2}. */
  @Override
  public Expr variance() {
    return by.variance(2);
  }

  /** {@code 1 + log 2 b}. */
  @Override
  public Expr entropyOfEach() {
    return by.entropyOfEach(1 + LOG_TWO);
  }

  /** {@code exp(y) / 2} below the location, {@code 1 - exp(-y) / 2} above it. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr y = by.standardized(value);
    Expr isBelow = Branches.below(y, Expr.of(0));
    // Not |y|, whose slope at 0 is 0.
    Expr tail = y.times(isBelow.times(2).minus(1)).exp().times(0.5);
    Expr isAbove = Masks.not(isBelow);
    return tail.keptWhere(isBelow).plus(Expr.of(1).minus(tail).keptWhere(isAbove));
  }

  /** {@code m + b log(2 p)} below the median, {@code m - b log(2 (1 - p))} above it. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    Expr isBelow = Branches.below(probability, Expr.of(0.5));
    Expr isAbove = Masks.not(isBelow);
    Expr tail =
        probability.keptWhere(isBelow).plus(Expr.of(1).minus(probability).keptWhere(isAbove));
    return by.at(tail.times(2).log().times(isBelow.times(2).minus(1)));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log(c / b) + (b exp(-d / b) +
   * d) / c - 1} where the other has scale c and d is the distance of the locations. By {@code E |x
   * - n| = d + b exp(-d / b)}.
   */
  public Expr klOfEach(Laplace other) {
    Expr b = Float64.of(by.scale());
    Expr c = Float64.of(other.by.scale());
    Expr distance = Float64.of(by.loc()).minus(Float64.of(other.by.loc())).abs();
    Expr ofLocations =
        SpecialFunctions.expm1(distance.dividedBy(b).negate()).times(b).plus(distance);
    Expr kl = Bregman.ofMinusLog(b.dividedBy(c)).plus(ofLocations.dividedBy(c));
    return Float64.back(kl, parameters(), other.parameters());
  }
}
