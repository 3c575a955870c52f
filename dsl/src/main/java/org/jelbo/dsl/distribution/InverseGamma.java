package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.special.StandardGamma;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent inverse gamma entries: {@code log p(x) = a log b - (a + 1) log x - b / x - log
 * Gamma(a)} for {@code x > 0} with concentration a and scale b; 1/x is {@link Gamma} of
 * concentration a and rate b.
 *
 * <p>Event shape: that of concentration and scale broadcast. Draws are {@code exp(log b - log g)}
 * with g standard gamma as of {@link Gamma}, kept from the smallest normal number of the precision
 * to a hundredth of the greatest.
 *
 * <p>Sources: density and moments, Gelman et al. 2013, table A.1; entropy, that of the inverse in
 * {@link Gamma} and {@code E log |dx/dy|} of {@code x = 1/y}, {@code -2 E log y = 2 (log b -
 * psi(a))}; draws as of {@link Gamma}.
 */
public final class InverseGamma implements Elementwise, FixedRange {
  private final Expr concentration;
  private final Expr scale;
  private final Shape eventShape;

  private InverseGamma(Expr concentration, Expr scale) {
    this.concentration = Parameters.positive("InverseGamma", "concentration", concentration);
    this.scale = Parameters.positive("InverseGamma", "scale", scale);
    this.eventShape = Parameters.eventShape("InverseGamma", concentration, scale);
  }

  /**
   * By concentration (shape) and scale.
   *
   * @param concentration positive
   * @param scale positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static InverseGamma ofConcentrationAndScale(Expr concentration, Expr scale) {
    return new InverseGamma(concentration, scale);
  }

  /**
   * One entry of known concentration and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static InverseGamma ofConcentrationAndScale(double concentration, double scale) {
    return ofConcentrationAndScale(Expr.of(concentration), Expr.of(scale));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("concentration", concentration, "scale", scale);
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
    Expr ratio = scale.dividedBy(at).minimum(Expr.of(Float.MAX_VALUE));
    Expr ofLog = ratio.minus(concentration.plus(1));
    return StandardGamma.logDensityOfLog(
            concentration, scale.dividedBy(at), scale.log().minus(at.log()))
        .minus(at.log())
        .plus(Slope.along(ofLog, StandardGamma.finiteLog(value)));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr log = StandardGamma.logDraw(noise, concentration, eventShape);
    return Representable.exp(scale.log().minus(log));
  }

  /** {@code b / (a - 1)}; infinite for {@code a <= 1}. */
  @Override
  public Expr mean() {
    Expr exists = Branches.below(Expr.of(1), concentration);
    return scale.dividedBy(above(1)).plus(Parameters.infinityWhereNot(exists));
  }

  /** {@code b^2 / ((a - 1)^2 (a - 2))}; infinite for {@code a <= 2}. */
  @Override
  public Expr variance() {
    Expr exists = Branches.below(Expr.of(2), concentration);
    Expr ratio = scale.dividedBy(above(1));
    return ratio.square().dividedBy(above(2)).plus(Parameters.infinityWhereNot(exists));
  }

  /** {@code a - bound}, 1 where that is not positive. */
  private Expr above(double bound) {
    Expr exists = Branches.below(Expr.of(bound), concentration);
    return concentration.minus(bound).keptWhere(exists).plus(Expr.of(1).minus(exists));
  }

  /** {@code a + log b + log Gamma(a) - (1 + a) psi(a)}. */
  @Override
  public Expr entropyOfEach() {
    return StandardGamma.entropyOfLog(concentration)
        .minus(concentration.log())
        .plus(StandardGamma.logMinusDigamma(concentration))
        .plus(scale.log());
  }

  /**
   * The divergence of this from another, each entry in nats: that of the inverses, {@code (a - c)
   * psi(a) - log Gamma(a) + log Gamma(c) + c (log b - log d) + a (d - b) / b} where the other has
   * concentration c and scale d.
   */
  public Expr klOfEach(InverseGamma other) {
    Expr a = Float64.of(concentration);
    Expr mean = a.dividedBy(Float64.of(scale)).times(Float64.of(other.scale));
    Expr kl = StandardGamma.kl(a, Float64.of(other.concentration), mean);
    return Float64.back(kl, parameters(), other.parameters());
  }
}
