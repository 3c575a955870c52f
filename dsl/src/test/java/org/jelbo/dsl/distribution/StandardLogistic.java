package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** Logistic entries around 0 with a distribution function. */
record StandardLogistic(Logistic logistic) implements Cumulative {
  static StandardLogistic of(long... eventShape) {
    Shape shape = Shape.of(eventShape);
    return new StandardLogistic(Logistic.of(Expr.filled(0, shape), Expr.filled(1, shape)));
  }

  @Override
  public Expr cdfOfEach(Expr value) {
    return value.sigmoid();
  }

  @Override
  public Expr quantileOfEach(Expr probability) {
    return probability.log().minus(probability.negate().log1p());
  }

  @Override
  public Map<String, Expr> parameters() {
    return logistic.parameters();
  }

  @Override
  public Shape eventShape() {
    return logistic.eventShape();
  }

  @Override
  public Support support() {
    return Support.reals();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return logistic.logProbOfEach(value);
  }

  @Override
  public Expr entropyOfEach() {
    return logistic.entropyOfEach();
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return logistic.draw(noise);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr mean() {
    return logistic.mean();
  }

  @Override
  public Expr variance() {
    return logistic.variance();
  }
}
