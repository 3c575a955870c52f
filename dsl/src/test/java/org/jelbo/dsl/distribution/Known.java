package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** A family whose ends are values of a graph, for a test that knows them. */
final class Known implements Cumulative {
  private final Cumulative family;
  private final Support support;

  Known(Cumulative family, double low, double high) {
    this.family = family;
    this.support = new Support.Interval(low, high);
  }

  @Override
  public Map<String, Expr> parameters() {
    return family.parameters();
  }

  @Override
  public Shape eventShape() {
    return family.eventShape();
  }

  @Override
  public Support support() {
    return support;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return family.logProbOfEach(value);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return family.draw(noise);
  }

  @Override
  public boolean isReparameterized() {
    return family.isReparameterized();
  }

  @Override
  public Expr mean() {
    return family.mean();
  }

  @Override
  public Expr variance() {
    return family.variance();
  }

  @Override
  public Expr entropyOfEach() {
    return family.entropyOfEach();
  }

  @Override
  public Expr cdfOfEach(Expr value) {
    return family.cdfOfEach(value);
  }

  @Override
  public Expr quantileOfEach(Expr probability) {
    return family.quantileOfEach(probability);
  }
}
