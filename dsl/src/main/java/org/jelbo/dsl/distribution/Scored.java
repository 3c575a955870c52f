package org.jelbo.dsl.distribution;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/**
 * Values that a distribution scores: those of its event shape, or one for many entries. A family
 * that is not {@link Elementwise} starts its {@code logProb} with {@code Scored.by(this, value)}.
 */
public final class Scored {
  private Scored() {}

  /**
   * The value, refused unless it has the distribution's event shape or stands for the same value of
   * each entry: a scalar event, or sizes of 1 at equal rank. A vector or matrix of the support is
   * one entry.
   *
   * @throws JelboException for a value of another event shape
   */
  public static Expr by(Distribution distribution, Expr value) {
    Shape event = distribution.eventShape();
    Shape found = value.eventShape();
    int rank = distribution.support().rank();
    boolean scored = found.numDimensions() == 0 && rank == 0;
    if (found.numDimensions() == event.numDimensions()) {
      int entries = event.numDimensions() - rank;
      scored = true;
      for (int i = 0; i < event.numDimensions(); i++) {
        boolean repeats = found.get(i) == 1 && i < entries;
        scored &= found.get(i) == event.get(i) || repeats;
      }
    }
    if (!scored) {
      throw Messages.valueDoesNotFit(distribution, found);
    }
    return value;
  }
}
