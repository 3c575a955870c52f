package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.IncompleteGamma;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.special.StandardGamma;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent gamma entries: {@code log p(x) = a log r + (a - 1) log x - r x - log Gamma(a)} for
 * {@code x > 0} with concentration a and rate r, or scale 1/r.
 *
 * <p>Event shape: that of concentration and rate (or scale) broadcast. Draws are {@code exp(log g -
 * log r)} with g standard gamma, kept at or above the smallest normal number of the precision; g
 * moves with a by implicit reparameterization.
 *
 * <p>Sources: density and moments, Johnson, Kotz and Balakrishnan 1994, chapter 17; entropy, Cover
 * and Thomas 2006, table 17.1; cumulative probability, DLMF 8.2.4, for large concentrations 8.12;
 * draws, Marsaglia and Tsang 2000, of concentration {@code a + 1} and times {@code u^(1/a)}; their
 * gradient, Figurnov, Mohamed and Mnih 2018, section 3.
 */
public final class Gamma implements Elementwise, FixedRange {
  private final Expr concentration;
  private final Expr other;
  private final boolean isScale;
  private final Shape eventShape;

  private Gamma(Expr concentration, Expr other, boolean isScale) {
    this.concentration = Parameters.positive("Gamma", "concentration", concentration);
    this.other = Parameters.positive("Gamma", isScale ? "scale" : "rate", other);
    this.isScale = isScale;
    this.eventShape = Parameters.eventShape("Gamma", concentration, other);
  }

  /**
   * By concentration (shape) and rate.
   *
   * @param concentration positive
   * @param rate positive; the mean is {@code concentration / rate}
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Gamma ofConcentrationAndRate(Expr concentration, Expr rate) {
    return new Gamma(concentration, rate, false);
  }

  /**
   * One entry of known concentration and rate.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Gamma ofConcentrationAndRate(double concentration, double rate) {
    return ofConcentrationAndRate(Expr.of(concentration), Expr.of(rate));
  }

  /**
   * By concentration (shape) and scale.
   *
   * @param concentration positive
   * @param scale positive; the mean is {@code concentration * scale}
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Gamma ofConcentrationAndScale(Expr concentration, Expr scale) {
    return new Gamma(concentration, scale, true);
  }

  /**
   * One entry of known concentration and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Gamma ofConcentrationAndScale(double concentration, double scale) {
    return ofConcentrationAndScale(Expr.of(concentration), Expr.of(scale));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("concentration", concentration, isScale ? "scale" : "rate", other);
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  @Override
  public Support support() {
    return Support.positive();
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr at = value.stopGradient();
    return StandardGamma.logDensityOfLog(
            concentration, standardized(at), at.log().minus(logScale()))
        .minus(at.log())
        .plus(Slope.along(concentration.minus(1), StandardGamma.finiteLog(value)))
        .minus(Slope.along(isScale ? Expr.of(1).dividedBy(other) : other, value));
  }

  /**
   * The probability that an entry is at most the value, {@code P(a, r x)} with the regularized
   * lower incomplete gamma function, {@code [axes..., event...]}.
   *
   * @param value {@code [axes..., event...]}, not negative
   */
  public Expr cdfOfEach(Expr value) {
    return IncompleteGamma.lower(concentration, standardized(value));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr log = StandardGamma.logDraw(noise, concentration, eventShape);
    return Representable.exp(log.plus(logScale()));
  }

  /** {@code a / r}. */
  @Override
  public Expr mean() {
    return isScale ? concentration.times(other) : concentration.dividedBy(other);
  }

  /** {@code a / r^2}. */
  @Override
  public Expr variance() {
    return isScale ? mean().times(other) : mean().dividedBy(other);
  }

  /** {@code a - log r + log Gamma(a) + (1 - a) psi(a)}. */
  @Override
  public Expr entropyOfEach() {
    return StandardGamma.entropyOfLog(concentration)
        .plus(concentration.log())
        .minus(StandardGamma.logMinusDigamma(concentration))
        .plus(logScale());
  }

  /**
   * The divergence of this from another, each entry in nats: {@code (a - c) psi(a) - log Gamma(a) +
   * log Gamma(c) + c (log r - log s) + a (s - r) / r} where the other has concentration c and rate
   * s. By {@code E log x = psi(a) - log r} (Penny 2001).
   */
  public Expr klOfEach(Gamma other) {
    Expr a = Float64.of(concentration);
    Expr own = Float64.of(this.other);
    Expr others = Float64.of(other.other);
    Expr mean = isScale ? a.times(own) : a.dividedBy(own);
    Expr standardized = other.isScale ? mean.dividedBy(others) : mean.times(others);
    Expr kl = StandardGamma.kl(a, Float64.of(other.concentration), standardized);
    return Float64.back(kl, parameters(), other.parameters());
  }

  /** {@code r x}. */
  private Expr standardized(Expr value) {
    return isScale ? value.dividedBy(other) : value.times(other);
  }

  private Expr logScale() {
    return isScale ? other.log() : other.log().negate();
  }
}
