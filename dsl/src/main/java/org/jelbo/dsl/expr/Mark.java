package org.jelbo.dsl.expr;

import org.jelbo.dsl.axis.Axis;
import org.tensorflow.GraphOperation;
import org.tensorflow.op.Ops;

/** What the name of an op says of it, for those who walk the graph. */
enum Mark {
  /**
   * A comparison that chooses between branches of one continuous function, see {@link Branches}.
   */
  BRANCH("branch"),
  /** A comparison with an end beyond which a density is 0, see {@link Branches#beyond}. */
  END("end"),
  /** A number that starts anew after a turn, see {@link Angles#wrapped}. */
  WRAP("wrap"),
  /** The same of the numbers of a draw. */
  WRAPPED_DRAW("drawn_angle"),
  /** A reduction along the plate that the data fill, see {@link Reduced}. */
  ALONG_ROWS("along_rows"),
  /** What is normed by its batch: in training alone, so that all rows are not asked for. */
  NORMED_ROWS("normed_rows"),
  /** A reduction along particles, or along the values of a site. */
  ALONG_DRAWS("along_draws");

  private final String label;

  Mark(String label) {
    this.label = label;
  }

  /** The next op that is made has the mark. */
  Ops on(Ops tf) {
    return tf.withName(label);
  }

  /** Ops for a reduction along an axis; for a plate of known size, see {@link PlateReductions}. */
  static Ops along(Axis axis, Ops tf) {
    if (axis instanceof Axis.Plate plate) {
      return plate.isOfData() ? ALONG_ROWS.on(tf) : tf.withName(PlateReductions.label(plate));
    }
    return ALONG_DRAWS.on(tf);
  }

  /** TensorFlow Java adds a number to a name that is there already. */
  boolean isOn(GraphOperation op) {
    return isOn(op, label);
  }

  static boolean isOn(GraphOperation op, String label) {
    String name = op.name();
    return name.equals(label) || name.startsWith(label + "_");
  }
}
