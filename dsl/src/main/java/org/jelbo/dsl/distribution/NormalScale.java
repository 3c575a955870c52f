package org.jelbo.dsl.distribution;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.expr.Bregman;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;

/**
 * How wide a normal entry is, as it was said.
 *
 * @param kind what the number is
 * @param given positive
 */
record NormalScale(Kind kind, Expr given) {
  /** What people call the width of a normal distribution. */
  enum Kind {
    STDDEV,
    VARIANCE,
    PRECISION
  }

  static NormalScale of(Kind kind, Expr given) {
    NormalScale scale = new NormalScale(kind, given);
    Parameters.positive("Normal", scale.name(), given);
    return scale;
  }

  /** The parameter's name. */
  String name() {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  NormalScale with(UnaryOperator<Expr> change) {
    return new NormalScale(kind, change.apply(given));
  }

  Expr stddev() {
    return switch (kind) {
      case STDDEV -> given;
      case VARIANCE -> given.sqrt();
      case PRECISION -> Expr.of(1).dividedBy(given.sqrt());
    };
  }

  Expr variance() {
    return variance(given);
  }

  /** The variance in float64: the square of a deviation may be no float. */
  Expr wideVariance() {
    return variance(Float64.of(given));
  }

  private Expr variance(Expr number) {
    return switch (kind) {
      case STDDEV -> number.square();
      case VARIANCE -> number;
      case PRECISION -> Expr.of(1).dividedBy(number);
    };
  }

  Expr logVariance() {
    return switch (kind) {
      case STDDEV -> given.log().times(2);
      case VARIANCE -> given.log();
      case PRECISION -> given.log().negate();
    };
  }

  /** {@code d^2 / v}. */
  Expr squared(Expr distance) {
    return switch (kind) {
      case STDDEV -> distance.dividedBy(given).square();
      case VARIANCE -> distance.square().dividedBy(given);
      case PRECISION -> distance.times(given.sqrt()).square();
    };
  }

  /** {@code (v / w - 1 - log(v / w)) / 2}. */
  Expr divergence(NormalScale other) {
    Expr ratio = with(Float64::of).ratioOfVariances(other.with(Float64::of));
    return Float64.back(ofRatio(ratio), given, other.given);
  }

  /** Of the ratio of variances, in float64. */
  static Expr ofRatio(Expr ratio) {
    return Bregman.ofMinusLog(ratio).times(0.5);
  }

  /** {@code v / w}; of a standard deviation, the square may be no float where the ratio is one. */
  private Expr ratioOfVariances(NormalScale other) {
    return kind == Kind.VARIANCE && other.kind == Kind.VARIANCE
        ? given.dividedBy(other.given)
        : stddev().dividedBy(other.stddev()).square();
  }
}
