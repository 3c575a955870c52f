package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * The ends of the intervals in which the entries of a family lie.
 *
 * @param low the least values
 * @param high the greatest values, above {@code low}
 * @param eventShape that of both broadcast
 */
record EndParameters(Expr low, Expr high, Shape eventShape) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /**
   * Refuses host constants that are not in order or beyond the greatest.
   *
   * @param greatest infinite where the ends may be
   */
  static EndParameters of(String family, Expr low, Expr high, double greatest) {
    requireWithin(family, "low", low, greatest);
    requireWithin(family, "high", high, greatest);
    Shape event = Parameters.eventShape(family, low, high);
    if (low.isConstant() && high.isConstant()) {
      double[] lows = low.plus(Expr.filled(0, event)).constant();
      double[] highs = high.plus(Expr.filled(0, event)).constant();
      for (int i = 0; i < lows.length; i++) {
        if (lows[i] >= highs[i]) {
          throw Messages.emptyInterval(family, lows[i], highs[i]);
        }
      }
    }
    EndParameters ends = new EndParameters(low, high, event);
    ExprGraph.tell(family, ends.parameters());
    return ends;
  }

  private static void requireWithin(String family, String name, Expr end, double greatest) {
    Parameters.present(family, name, end);
    if (end.isConstant()) {
      for (double value : end.constant()) {
        if (!(Math.abs(value) <= greatest)) {
          throw greatest == INFINITY
              ? Messages.notNumber(family, name)
              : Messages.notFinite(family, name, value);
        }
      }
    }
  }

  Map<String, Expr> parameters() {
    return Parameters.of("low", low, "high", high);
  }

  /** What is not known before the graph runs is left open: the density is 0 there anyway. */
  Support support() {
    return areKnown()
        ? new Support.Interval(
            Arrays.stream(low.constant()).min().orElse(-INFINITY),
            Arrays.stream(high.constant()).max().orElse(INFINITY))
        : Support.reals();
  }

  boolean areKnown() {
    return low.isConstant() && high.isConstant();
  }

  /** 0 inside, minus infinity outside. */
  Expr penalty(Expr value) {
    Expr outside = Branches.beyond(value, low).plus(Branches.beyond(high, value));
    return Expr.of(-INFINITY).keptWhere(outside);
  }

  /** Put back where rounding has carried it out; with the gradient of the value itself. */
  Expr held(Expr value) {
    return value.plus(value.maximum(low).minimum(high).minus(value).stopGradient());
  }
}
