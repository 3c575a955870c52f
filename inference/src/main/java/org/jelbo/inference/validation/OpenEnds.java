package org.jelbo.inference.validation;

import java.util.Optional;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.data.Column;

/**
 * Ends of a support that no value of a family comes to. Draws that rounding carries there are put
 * next to them; data that stand there have no density.
 *
 * @param low minus infinity where there is none below
 * @param high infinity where there is none above
 */
record OpenEnds(double low, double high) {
  static OpenEnds of(Distribution family) {
    return new OpenEnds(family.openEnds().low(), family.openEnds().high());
  }

  /** What a column that is read in a precision holds of them, in words; empty for nothing. */
  Optional<String> heldBy(Column column, Precision precision) {
    Support support = column.support();
    if (support.rank() > 0) {
      return Optional.empty();
    }
    Range range = support.range();
    return held(range.low(), low, precision).or(() -> held(range.high(), high, precision));
  }

  private static Optional<String> held(double number, double end, Precision precision) {
    if (number == end && Double.isFinite(end)) {
      return Optional.of(shown(number));
    }
    boolean isRounded = precision == Precision.FLOAT32 && (float) number == (float) end;
    return isRounded
        ? Optional.of(number + ", which " + precision + " rounds to " + shown(end))
        : Optional.empty();
  }

  private static String shown(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** Such as {@code above 0 and below 1}. */
  @Override
  public String toString() {
    String above = Double.isInfinite(low) ? "" : "above " + shown(low);
    String below = Double.isInfinite(high) ? "" : "below " + shown(high);
    return above + (above.isEmpty() || below.isEmpty() ? "" : " and ") + below;
  }
}
