package org.jelbo.samples.timing;

import org.jelbo.dsl.error.JelboException;
import org.tensorflow.GraphOperation;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException unknownSizes(GraphOperation op) {
    return JelboException.of(
        "op '" + op.name() + "'",
        "expected products whose multiply-adds are known while building, but those of this "
            + op.type()
            + " are not",
        "matrix products and convolutions of values of known sizes");
  }
}
