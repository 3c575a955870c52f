package org.jelbo.inference.diagnosis;

import org.jspecify.annotations.Nullable;

/**
 * What made a step not finite.
 *
 * @param place such as {@code site 'x' in the model, plate 'rows' (Model.java:31)}; null where it
 *     is not known
 * @param finding such as {@code Log(-1.0) is NaN}
 * @param remedy what to try
 */
record Fault(@Nullable String place, String finding, String remedy) {
  /** An op of the loss. */
  static Fault inLoss(@Nullable String place, String call, double value, String remedy) {
    return new Fault(place, call + " is " + value, remedy);
  }

  /** An op that only gradients are computed with, for an op of the loss. */
  static Fault inGradient(@Nullable String place, String call, double value) {
    return new Fault(
        place,
        "the gradient of " + call + " is " + value,
        "a value that stays away from where the slope is infinite, such as one plus a small"
            + " constant");
  }

  /** A parameter that was not finite before the step. */
  static Fault ofParameter(String name, double value) {
    return new Fault(
        "parameter '" + name + "'",
        "the parameter itself is " + value,
        "a start from finite numbers, and a smaller learning rate");
  }
}
