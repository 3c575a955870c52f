package org.jelbo.dsl.distribution;

import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent entries uniform on an interval: {@code log p(x) = -log(b - a)} for {@code a <= x <=
 * b}, and minus infinity outside, with the ends a and b.
 *
 * <p>Event shape: that of the ends broadcast. Draws are {@code a + (b - a) u} with u uniform on [0,
 * 1).
 *
 * <p>Sources: density, moments, cumulative probability and quantile, Johnson, Kotz and Balakrishnan
 * 1995, chapter 26; entropy, Cover and Thomas 2006, example 8.1.1.
 */
public final class Uniform implements Cumulative, Bounded {
  private final EndParameters ends;

  private Uniform(Expr low, Expr high) {
    this.ends = EndParameters.of("Uniform", low, high, Double.MAX_VALUE);
  }

  /**
   * By the ends of the interval.
   *
   * @param low real
   * @param high above {@code low}
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Uniform of(Expr low, Expr high) {
    return new Uniform(low, high);
  }

  /**
   * One entry between known ends.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Uniform of(double low, double high) {
    return of(Expr.of(low), Expr.of(high));
  }

  @Override
  public Map<String, Expr> parameters() {
    return ends.parameters();
  }

  @Override
  public Shape eventShape() {
    return ends.eventShape();
  }

  /** From the least to the greatest end; the real numbers where the ends are no host constants. */
  @Override
  public Support support() {
    return ends.support();
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Set<String> rangeParameters() {
    return Set.of("low", "high");
  }

  @Override
  public Expr low() {
    return ends.low();
  }

  @Override
  public Expr high() {
    return ends.high();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    // Level inside, which is a gradient of 0 and not none.
    return ends.penalty(value).plus(value.times(0)).minus(width().log());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return ends.held(ends.low().plus(width().times(noise.uniform(ends.eventShape()))));
  }

  /** {@code (a + b) / 2}. */
  @Override
  public Expr mean() {
    return ends.low().times(0.5).plus(ends.high().times(0.5));
  }

  /** {@code (b - a)^2 / 12}. */
  @Override
  public Expr variance() {
    return width().square().dividedBy(12);
  }

  /** {@code log(b - a)}. */
  @Override
  public Expr entropyOfEach() {
    return width().log();
  }

  /** {@code (x - a) / (b - a)}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr part = value.minus(ends.low()).dividedBy(width());
    return part.maximum(Expr.of(0)).minimum(Expr.of(1));
  }

  /** {@code a + (b - a) p}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    return ends.low().plus(width().times(probability));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log((d - c) / (b - a))} where
   * the other has the ends c and d; infinite where these do not enclose the ends of this. Both
   * densities are level.
   */
  public Expr klOfEach(Uniform other) {
    Expr outside = other.ends.penalty(ends.low()).plus(other.ends.penalty(ends.high()));
    Expr low = Float64.of(ends.low());
    Expr high = Float64.of(ends.high());
    Expr more =
        Float64.of(other.ends.high()).minus(high).plus(low.minus(Float64.of(other.ends.low())));
    // Not where an end is outside, and more may be -1.
    Expr kl = more.dividedBy(high.minus(low)).maximum(Expr.of(0)).log1p();
    return Float64.back(kl, parameters(), other.parameters()).minus(outside);
  }

  private Expr width() {
    return ends.high().minus(ends.low());
  }
}
