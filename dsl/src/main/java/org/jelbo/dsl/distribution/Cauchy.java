package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.CauchyFunctions;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent Cauchy entries: {@code log p(x) = -log(1 + y^2) - log(pi b), y = (x - m) / b} with
 * location m and scale b.
 *
 * <p>Event shape: that of location and scale broadcast. Draws are {@code m + b tan(pi (u - 1/2))}
 * with u uniform on (0, 1). Neither mean nor variance exists.
 *
 * <p>Sources: density, cumulative probability and quantile, Johnson, Kotz and Balakrishnan 1994,
 * chapter 16; entropy, Cover and Thomas 2006, table 17.1; draws by inversion, Devroye 1986, section
 * II.2.
 */
public final class Cauchy implements Cumulative, FixedRange {
  /** Half the distance of uniform float32 numbers: at 0 a draw would be infinite. */
  private static final double ABOVE_ZERO = 0x1p-25;

  private static final double LOG_PI = Math.log(Math.PI);

  private final LocationScale by;

  private Cauchy(Expr loc, Expr scale) {
    this.by = LocationScale.of("Cauchy", loc, scale);
  }

  /**
   * By location and scale.
   *
   * @param loc real; the median
   * @param scale positive; half of all entries are closer to the median
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Cauchy of(Expr loc, Expr scale) {
    return new Cauchy(loc, scale);
  }

  /**
   * One entry of known location and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Cauchy of(double loc, double scale) {
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
    Expr squares = CauchyFunctions.logOfSquares(value.minus(by.loc()), by.scale());
    return by.scale().log().minus(squares).minus(LOG_PI);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return quantileOfEach(noise.uniform(by.eventShape()).maximum(Expr.of(ABOVE_ZERO)));
  }

  /** Not a number. */
  @Override
  public Expr mean() {
    return Expr.filled(Double.NaN, by.eventShape());
  }

  /** Not a number. */
  @Override
  public Expr variance() {
    return Expr.filled(Double.NaN, by.eventShape());
  }

  /** {@code log(4 pi b)}. */
  @Override
  public Expr entropyOfEach() {
    return by.entropyOfEach(Math.log(4) + LOG_PI);
  }

  /** {@code 1 / 2 + atan(y) / pi}, without cancellation in the lower tail. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return CauchyFunctions.cdf(value.minus(by.loc()), by.scale());
  }

  /** {@code m + b tan(pi (p - 1/2))}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return by.at(CauchyFunctions.quantile(probability));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log(((b + c)^2 + (m - n)^2) /
   * (4 b c))} where the other has location n and scale c (Chyzak and Nielsen 2019, theorem 1).
   */
  public Expr klOfEach(Cauchy other) {
    Expr unit = by.scale().sqrt().times(other.by.scale().sqrt()).times(2);
    Expr scales = by.scale().minus(other.by.scale()).dividedBy(unit);
    Expr locs = by.loc().minus(other.by.loc()).dividedBy(unit);
    Expr first = CauchyFunctions.log1pSquare(scales);
    Expr rest = CauchyFunctions.log1pSquare(locs.times(first.times(-0.5).exp()));
    return first.plus(rest);
  }
}
