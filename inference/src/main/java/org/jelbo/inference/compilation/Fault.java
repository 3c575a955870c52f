package org.jelbo.inference.compilation;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final String POSITIVE =
      "an argument that stays positive, such as softplus() plus a small constant";
  private static final String DENOMINATOR =
      "a denominator that stays away from 0, such as softplus() plus a small constant";
  private static final String EXPONENT =
      "an exponent that stays small, such as softplus() in place of exp()";

  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          Map.entry("Log", POSITIVE),
          Map.entry("Log1p", POSITIVE),
          Map.entry("Sqrt", POSITIVE),
          Map.entry("Rsqrt", POSITIVE),
          Map.entry("Pow", POSITIVE),
          Map.entry("Lgamma", POSITIVE),
          Map.entry("Digamma", POSITIVE),
          Map.entry("RealDiv", DENOMINATOR),
          Map.entry("Div", DENOMINATOR),
          Map.entry("Reciprocal", DENOMINATOR),
          Map.entry("Inv", DENOMINATOR),
          Map.entry("Exp", EXPONENT),
          Map.entry("Expm1", EXPONENT));

  /** Ops of which an entry is computed from the entries at the same index, broadcast. */
  private static final Set<String> BY_ENTRY =
      Stream.concat(
              REMEDIES.keySet().stream(),
              Stream.of(
                  "Abs", "Add", "AddV2", "Asin", "Acos", "Atanh", "Cast", "Cosh", "Erfinv", "Mul",
                  "Ndtri", "Sinh", "Square", "Sub", "Tan"))
          .collect(Collectors.toUnmodifiableSet());

  static boolean isByEntry(String type) {
    return BY_ENTRY.contains(type);
  }

  /** An op of the loss. */
  static Fault inLoss(@Nullable String place, String type, String call, double value) {
    return new Fault(
        place,
        call + " is " + value,
        REMEDIES.getOrDefault(type, "a smaller learning rate, or inputs of a smaller scale"));
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
