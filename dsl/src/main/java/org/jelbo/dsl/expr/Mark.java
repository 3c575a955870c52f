package org.jelbo.dsl.expr;

import org.tensorflow.GraphOperation;
import org.tensorflow.op.Ops;

/** What the name of an op says of it, for those who walk the graph. */
enum Mark {
  /**
   * A comparison that chooses between branches of one continuous function, see {@link Branches}.
   */
  BRANCH("branch"),
  /** A number that starts anew after a turn, see {@link Representable#angle}. */
  WRAP("wrap"),
  /** The same of the numbers of a draw. */
  WRAPPED_DRAW("drawn_angle"),
  /** A reduction along an axis whose size is no part of the program, see {@link Reductions}. */
  ALONG_AXIS("along_axis");

  private final String label;

  Mark(String label) {
    this.label = label;
  }

  /** The next op that is made has the mark. */
  Ops on(Ops tf) {
    return tf.withName(label);
  }

  /** TensorFlow Java adds a number to a name that is there already. */
  boolean isOn(GraphOperation op) {
    String name = op.name();
    return name.equals(label) || name.startsWith(label + "_");
  }
}
