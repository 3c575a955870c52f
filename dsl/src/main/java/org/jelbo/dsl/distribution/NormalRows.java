package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.RunChecks;
import org.tensorflow.ndarray.Shape;

/**
 * Log-densities of one event under many rows of normal entries by a matrix product: {@code sum_i
 * (x_i - m_ki)^2 / v_ki = sum_i (x_i^2 / v_ki - 2 x_i m_ki / v_ki) + sum_i m_ki^2 / v_ki}.
 *
 * <p>The terms are as large as {@code (m / s)^2} and cancel, so that the product is of float64, in
 * a graph of float32 only, with all means moved to around zero.
 */
final class NormalRows {
  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  /** Of {@code (m / s)^2}, summed over a row: rounding is then below 1e-5. */
  private static final double MOST = 1e10;

  private NormalRows() {}

  /** Whether products are faster than differences, and right; of rows without axes. */
  static boolean areFast(Normal rows, Expr value) {
    if (rows.eventShape().numDimensions() < 2
        || value.isConstant()
        || Precision.of(value) != Precision.FLOAT32) {
      return false;
    }
    boolean isKnown = rows.parameters().values().stream().allMatch(Expr::isConstant);
    return !isKnown
        || Arrays.stream(new Terms(rows).distances.constant())
            .allMatch(distance -> distance <= MOST);
  }

  /**
   * The log-density of each row plus the log of its weight, {@code [K]}.
   *
   * @param value the whole event
   */
  static Expr logProbs(Normal rows, Expr logWeights, Expr value) {
    Terms terms = new Terms(rows);
    Expr flat = Float64.of(value).reshape(1, terms.width).minus(terms.center);
    Expr one = Events.entries(flat, 0, 1).times(0).plus(1).stopGradient();
    Expr powers = Events.joined(List.of(flat.square(), flat, one));
    long count = rows.eventShape().get(0);
    Expr constants =
        terms
            .distances
            .minus(terms.logPrecisions)
            .plus(terms.width * LOG_TWO_PI)
            .times(-0.5)
            .plus(Float64.of(logWeights));
    Expr factors =
        Events.joined(
            List.of(
                terms.precisions.times(-0.5),
                terms.means.times(terms.precisions),
                constants.reshape(count, 1)));
    Expr logProbs = Matrices.productOfRows(powers, factors).reshape(count);
    return RunChecks.atMost(
        Float64.back(logProbs, value), terms.distances, MOST, Messages.rowsCancel());
  }

  /** What depends on the rows only, in float64. */
  private static final class Terms {
    final long width;
    final Expr center;
    final Expr means;
    final Expr precisions;
    final Expr distances;
    final Expr logPrecisions;

    Terms(Normal rows) {
      Shape full = rows.eventShape();
      this.width = full.tail().size();
      long count = full.get(0);
      Expr given = MixtureRows.flat(Parameters.filling(Float64.of(rows.meanGiven()), full));
      Expr equal = Expr.filled(1.0 / count, Shape.of(1, count));
      Expr middle = Matrices.product(equal, given).stopGradient();
      this.center = middle;
      this.means = given.minus(middle);
      Expr variances = MixtureRows.flat(Parameters.filling(rows.wideVariance(), full));
      this.precisions = Expr.of(1).dividedBy(variances);
      this.distances = Reductions.sumLast(means.square().times(precisions));
      this.logPrecisions = Reductions.sumLast(variances.log()).negate();
    }
  }
}
