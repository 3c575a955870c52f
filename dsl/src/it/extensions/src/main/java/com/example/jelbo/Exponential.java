package com.example.jelbo;

import java.util.Map;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.distribution.FixedRange;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The example of the package page of Jelbo's distributions. */
public final class Exponential implements Elementwise, FixedRange {
  private final Expr rate;

  private Exponential(Expr rate) {
    this.rate = rate;
  }

  public static Exponential of(Expr rate) {
    return new Exponential(rate);
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of("rate", rate);
  }

  @Override
  public Shape eventShape() {
    return rate.eventShape();
  }

  @Override
  public Support support() {
    return Support.positive();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return rate.log().minus(rate.times(value));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr uniform = noise.uniform(eventShape()).maximum(Expr.of(1e-8));
    return uniform.negate().log1p().negate().dividedBy(rate);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr mean() {
    return Expr.of(1).dividedBy(rate);
  }

  @Override
  public Expr variance() {
    return Expr.of(1).dividedBy(rate.square());
  }

  @Override
  public Expr entropyOfEach() {
    return rate.log().negate().plus(1);
  }
}
