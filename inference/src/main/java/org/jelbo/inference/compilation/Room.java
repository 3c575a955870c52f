package org.jelbo.inference.compilation;

import java.util.Collection;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;

/**
 * What the answers to a query would hold.
 *
 * @param numbers of all values
 * @param largest of the value that has most
 */
record Room(double numbers, double largest) {
  /**
   * Of values along so many rows and draws; what is enumerated counts once.
   *
   * @param values by their axes and events
   */
  static Room of(Collection<Expr> values, int rows, int draws) {
    double numbers = 0;
    double largest = 0;
    for (Expr value : values) {
      double size = value.eventShape().size();
      for (Axis axis : value.axes()) {
        size *= size(axis, rows, draws);
      }
      numbers += size;
      largest = Math.max(largest, size);
    }
    return new Room(numbers, largest);
  }

  private static double size(Axis axis, int rows, int draws) {
    if (axis instanceof Axis.Plate plate) {
      return plate.isOfData() ? rows : plate.size();
    }
    return axis instanceof Axis.Particles ? draws : 1;
  }

  long bytes() {
    return (long) (numbers * Double.BYTES);
  }

  /** Whether a heap of so many bytes, and arrays of it, may hold them. */
  boolean fits(long heap) {
    return fraction(heap) >= 1;
  }

  /** Which part of them a heap of so many bytes holds. */
  private double fraction(long heap) {
    return Math.min(heap / (numbers * Double.BYTES), Integer.MAX_VALUE / largest);
  }

  /** How many of so many draws a heap holds with as much to spare; 0 where not one. */
  long most(long heap, int draws) {
    return (long) (draws * fraction(heap / 2));
  }
}
