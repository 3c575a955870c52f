package org.jelbo.dsl.distribution;

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
   * each entry: a scalar event, or sizes of 1 at equal rank. A vector of the support is one entry.
   */
  public static Expr by(Distribution distribution, Expr value) {
    Shape event = distribution.eventShape();
    Shape found = value.eventShape();
    boolean ofVectors = distribution.support().isOfVectors();
    boolean scored = found.numDimensions() == 0 && !ofVectors;
    if (found.numDimensions() == event.numDimensions()) {
      int entries = ofVectors ? event.numDimensions() - 1 : event.numDimensions();
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
