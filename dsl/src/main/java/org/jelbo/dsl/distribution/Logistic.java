package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent logistic entries: {@code log p(x) = -y - 2 log(1 + exp(-y)) - log b, y = (x - m) / b}
 * with location m and scale b.
 *
 * <p>Event shape: that of location and scale broadcast. Draws are {@code m + b (log u - log(1 -
 * u))} with u uniform on (0, 1).
 *
 * <p>Sources: density, moments, cumulative probability and quantile, Johnson, Kotz and Balakrishnan
 * 1995, chapter 23; entropy, Cover and Thomas 2006, table 17.1; draws by inversion, Devroye 1986,
 * section II.2.
 */
public final class Logistic implements Cumulative, FixedRange {
  private final LocationScale by;

  private Logistic(Expr loc, Expr scale) {
    this.by = LocationScale.of("Logistic", loc, scale);
  }

  /**
   * By location and scale.
   *
   * @param loc real
   * @param scale positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Logistic of(Expr loc, Expr scale) {
    return new Logistic(loc, scale);
  }

  /**
   * One entry of known location and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Logistic of(double loc, double scale) {
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
    return LocationScale.logLogistic(by.standardized(value)).minus(by.scale().log());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return by.logistic(noise);
  }

  @Override
  public Expr mean() {
    return Parameters.filling(by.loc(), by.eventShape());
  }

  /** {@code pi^2 b^2 / 3}. */
  @Override
  public Expr variance() {
    return by.variance(Math.PI * Math.PI / 3);
  }

  /** {@code 2 + log b}. */
  @Override
  public Expr entropyOfEach() {
    return by.entropyOfEach(2);
  }

  /** {@code 1 / (1 + exp(-y))}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return LocationScale.logisticCdf(by.standardized(value));
  }

  /** {@code m + b (log p - log(1 - p))}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return by.at(probability.log().minus(probability.negate().log1p()));
  }
}
