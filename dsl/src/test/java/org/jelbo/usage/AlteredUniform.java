package org.jelbo.usage;

import org.jelbo.dsl.contract.Given;
import org.jelbo.dsl.distribution.Cumulative;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;

/** Uniform on [0, 1], whatever its parameters, for one method to be made wrong. */
class AlteredUniform extends AlteredNormal implements Cumulative {
  AlteredUniform(Given p) {
    super(p);
  }

  private Expr nothing() {
    return mean.plus(stddev).times(0);
  }

  @Override
  public Support support() {
    return new Support.Interval(0, 1);
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return value.times(0).plus(nothing());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return noise.uniform(eventShape()).plus(nothing());
  }

  @Override
  public Expr mean() {
    return nothing().plus(0.5);
  }

  @Override
  public Expr variance() {
    return nothing().plus(1 / 12.0);
  }

  @Override
  public Expr entropyOfEach() {
    return nothing();
  }

  @Override
  public Expr cdfOfEach(Expr value) {
    return value.maximum(Expr.of(0)).minimum(Expr.of(1)).plus(nothing());
  }

  @Override
  public Expr quantileOfEach(Expr probability) {
    return probability.plus(nothing());
  }
}
