package org.jelbo.usage;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.DistributionContract;
import org.jelbo.dsl.contract.Given;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.distribution.FixedRange;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** A right family, for one method to be made wrong. */
class AlteredNormal implements Elementwise, FixedRange {
  final Expr mean;
  final Expr stddev;
  final Normal right;

  AlteredNormal(Given p) {
    this.mean = p.param("mean");
    this.stddev = p.param("stddev");
    this.right = Normal.of(mean, stddev);
  }

  static Stream<DistributionContract.Case> cases(Function<Given, AlteredNormal> family) {
    return Stream.of(
        DistributionContract.Case.of("two entries", family::apply)
            .parameter("mean", 0.5, -1)
            .parameter("stddev", 2, 0.7),
        DistributionContract.Case.of("one entry", family::apply)
            .parameter("mean", -0.3)
            .parameter("stddev", 1.5));
  }

  @Override
  public Map<String, Expr> parameters() {
    return right.parameters();
  }

  @Override
  public Shape eventShape() {
    return right.eventShape();
  }

  @Override
  public Support support() {
    return right.support();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return right.logProbOfEach(value);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return right.draw(noise);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr mean() {
    return right.mean();
  }

  @Override
  public Expr variance() {
    return right.variance();
  }

  @Override
  public Expr entropyOfEach() {
    return right.entropyOfEach();
  }
}
