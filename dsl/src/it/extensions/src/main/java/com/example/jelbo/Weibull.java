package com.example.jelbo;

import java.util.Map;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.distribution.FixedRange;
import org.jelbo.dsl.distribution.Parameters;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent Weibull entries: {@code log p(x) = log k - log s + (k - 1) log(x / s) - (x / s)^k}
 * for x above 0, with concentration k and scale s.
 *
 * <p>Draws are {@code s E^(1/k)} with E exponential, {@code -log(1 - u)} of a uniform number u.
 */
public final class Weibull implements Elementwise, FixedRange {
  private static final double EULER_GAMMA = 0.5772156649015329;

  /** A uniform number can be 0, where the logarithm of E is infinite. */
  private static final double LEAST_UNIFORM = 1e-8;

  private final Expr concentration;
  private final Expr scale;
  private final Shape eventShape;

  private Weibull(Expr concentration, Expr scale) {
    this.concentration = concentration;
    this.scale = scale;
    this.eventShape = Parameters.eventShape("Weibull", concentration, scale);
  }

  /**
   * By concentration and scale.
   *
   * @param concentration positive
   * @param scale positive
   */
  public static Weibull of(Expr concentration, Expr scale) {
    return new Weibull(concentration, scale);
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of("concentration", concentration, "scale", scale);
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
  public Expr logProbOfEach(Expr value) {
    Expr logRatio = value.log().minus(scale.log());
    return concentration
        .log()
        .minus(scale.log())
        .plus(concentration.minus(1).times(logRatio))
        .minus(concentration.times(logRatio).exp());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr uniform = noise.uniform(eventShape).maximum(Expr.of(LEAST_UNIFORM));
    Expr exponential = uniform.negate().log1p().negate();
    return scale.times(exponential.log().dividedBy(concentration).exp());
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  /** {@code s Gamma(1 + 1/k)}. */
  @Override
  public Expr mean() {
    return scale.times(gamma(1));
  }

  /** {@code s^2 (Gamma(1 + 2/k) - Gamma(1 + 1/k)^2)}. */
  @Override
  public Expr variance() {
    return scale.square().times(gamma(2).minus(gamma(1).square()));
  }

  /** {@code c (1 - 1/k) + log(s/k) + 1} with Euler's constant c. */
  @Override
  public Expr entropyOfEach() {
    Expr inverse = Expr.of(1).dividedBy(concentration);
    return scale
        .log()
        .minus(concentration.log())
        .minus(inverse.times(EULER_GAMMA))
        .plus(EULER_GAMMA + 1);
  }

  /** {@code Gamma(1 + n/k)}. */
  private Expr gamma(double n) {
    return LogGamma.of(Expr.of(n).dividedBy(concentration).plus(1)).exp();
  }
}
