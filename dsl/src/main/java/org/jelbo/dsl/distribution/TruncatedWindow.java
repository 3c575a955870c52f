package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.special.GaussLegendre;
import org.tensorflow.ndarray.Shape;

/**
 * The window of a truncated normal entry, in standard deviations from the end that is closer to the
 * mean: the density at a distance t in {@code [0, width]} is proportional to {@code exp(-t (start +
 * t / 2))}. A window with its center below the mean is turned around, so that {@code start >=
 * -CUT}; what lies beyond {@code exp(-45)} of the peak is cut off.
 */
final class TruncatedWindow {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final GaussLegendre RULE = GaussLegendre.ofSize(40);

  /** Stands for an infinite end. */
  private static final double FAR = 1e18;

  private static final double LEAST_LOG = 45;
  private static final double CUT = Math.sqrt(2 * LEAST_LOG);

  private final Normal normal;
  private final Expr isTurned;
  private final Expr sign;
  private final Expr origin;
  private final Expr start;
  private final Expr width;
  private final Shape event;

  private TruncatedWindow(Normal normal, EndParameters ends, Shape event) {
    this.normal = normal;
    this.event = event;
    Expr hasLow = Branches.below(Expr.of(-INFINITY), ends.low());
    Expr hasHigh = Branches.below(ends.high(), Expr.of(INFINITY));
    // An infinite end takes no part: its 0 times infinity would be not a number in the gradient.
    Expr low = ends.low().keptWhere(hasLow);
    Expr high = ends.high().keptWhere(hasHigh);
    Expr lowest = standard(low).keptWhere(hasLow).minus(Masks.not(hasLow).times(FAR));
    Expr highest = standard(high).keptWhere(hasHigh).plus(Masks.not(hasHigh).times(FAR));
    this.isTurned = Branches.below(lowest.plus(highest), Expr.of(0));
    this.sign = isTurned.times(-2).plus(1);
    Expr closer = Masks.chosen(isTurned, highest.negate(), lowest);
    Expr isCut = Branches.below(closer, Expr.of(-CUT));
    this.start = Parameters.filling(Masks.chosen(isCut, Expr.of(-CUT), closer), event);
    Expr cutAt = normal.mean().minus(normal.stddev().times(sign).times(CUT));
    this.origin = Masks.chosen(isCut, cutAt, Masks.chosen(isTurned, high, low));
    Expr both = hasLow.times(hasHigh);
    Expr full = high.minus(low).dividedBy(normal.stddev()).keptWhere(both);
    this.width = full.plus(Masks.not(both).times(FAR)).minimum(reach());
  }

  static TruncatedWindow of(Normal normal, EndParameters ends, Shape event) {
    return new TruncatedWindow(normal, ends, event);
  }

  /** How far it is to where the density is {@code exp(-45)} of its peak. */
  private Expr reach() {
    Expr above = start.maximum(Expr.of(0));
    Expr root = above.square().plus(2 * LEAST_LOG).sqrt();
    return Expr.of(2 * LEAST_LOG).dividedBy(above.plus(root)).plus(start.negate().relu());
  }

  private Expr standard(Expr value) {
    return value.minus(normal.mean()).dividedBy(normal.stddev());
  }

  private Expr distance(Expr value) {
    return value.minus(origin).dividedBy(normal.stddev()).times(sign);
  }

  /** What the log-density loses from the start to a distance. */
  private static Expr fall(Expr from, Expr distance) {
    return distance.times(from.plus(distance.times(0.5)));
  }

  Expr logProb(Expr value) {
    Expr logScale = normal.stddev().log();
    return fall(start, distance(value)).plus(logScale).plus(logMass(width)).negate();
  }

  /** The distances of the rule's nodes up to an extent, along one more last dim. */
  private static Expr nodes(Expr extent) {
    return LastDim.column(extent).times(RULE.nodes(extent.eventShape()));
  }

  private Expr falls(Expr distances) {
    Shape shape = distances.eventShape();
    Expr from = Parameters.filling(start, shape.take(shape.numDimensions() - 1));
    return fall(LastDim.column(from), distances);
  }

  /** The log of the integral of {@code exp(-fall)} from 0 to an extent, over the extent. */
  private Expr logMean(Expr extent) {
    return RULE.logIntegral(falls(nodes(extent)).negate());
  }

  private Expr logMass(Expr extent) {
    return extent.log().plus(logMean(extent));
  }

  /** The probability of each node's piece of the window. */
  private Expr density(Expr distances) {
    return falls(distances).plus(LastDim.column(logMean(width))).negate().exp();
  }

  private Expr meanDistance() {
    Expr distances = nodes(width);
    return RULE.integral(density(distances).times(distances));
  }

  Expr mean() {
    return origin.plus(sign.times(normal.stddev()).times(meanDistance()));
  }

  Expr variance() {
    Expr distances = nodes(width);
    Expr deviations = distances.minus(LastDim.column(meanDistance()));
    Expr scaled = deviations.times(columnOfStddev());
    return RULE.integral(density(distances).times(scaled.square()));
  }

  private Expr columnOfStddev() {
    return LastDim.column(Parameters.filling(normal.stddev(), event));
  }

  Expr entropy() {
    Expr distances = nodes(width);
    Expr lost = RULE.integral(density(distances).times(falls(distances)));
    return lost.plus(normal.stddev().log()).plus(logMass(width));
  }

  Expr cdf(Expr value) {
    Expr extent = Parameters.filling(distance(value).maximum(Expr.of(0)).minimum(width), event);
    Expr below = extent.dividedBy(width).times(logMean(extent).minus(logMean(width)).exp());
    return Masks.chosen(isTurned, Masks.not(below), below);
  }

  Expr quantile(Expr probability) {
    Expr part = Masks.chosen(isTurned, Masks.not(probability), probability);
    Expr distance = TruncatedQuantile.distance(start, width, part);
    return origin.plus(sign.times(normal.stddev()).times(distance));
  }
}
