package org.jelbo.inference.diagnosis;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jelbo.dsl.distribution.Beta;
import org.jelbo.dsl.distribution.Binomial;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Multinomial;
import org.jelbo.dsl.expr.Lookups;
import org.jelbo.dsl.program.Site;
import org.tensorflow.GraphOperation;

/** What to try where an op of the loss is the first that is not finite. */
final class Remedies {
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

  private Remedies() {}

  /** Whether an entry of such an op is computed from the entries at its index. */
  static boolean isByEntry(String type) {
    return BY_ENTRY.contains(type);
  }

  /**
   * The remedy.
   *
   * @param density the site whose family has made the op, for its log-density
   */
  static String of(GraphOperation op, Optional<Site.Random> density) {
    if (Lookups.isOfIndex(op)) {
      return "an index of whole numbers, such as SpecialFunctions.floor(index)";
    }
    return density
        .map(Site.Random::distribution)
        .flatMap(Remedies::ofFamily)
        .orElse(
            REMEDIES.getOrDefault(
                op.type(), "a smaller learning rate, or inputs of a smaller scale"));
  }

  /** Of families at whose values or parameters a log-density may be infinite. */
  private static Optional<String> ofFamily(Distribution family) {
    if (family instanceof Beta) {
      return Optional.of(
          "data above 0 and below 1, such as (y * (n - 1) + 0.5) / n of n rows, or"
              + " ContinuousBernoulli, which has 0 and 1");
    }
    boolean isOfProbabilities =
        family.parameters().keySet().stream().anyMatch(name -> name.endsWith("robabilities"));
    String logits =
        "logits in place of probabilities that may be 0 or 1, as in "
            + family.family()
            + ".ofLogits";
    if (family instanceof Binomial || family instanceof Multinomial) {
      return Optional.of(
          (family instanceof Binomial
                  ? "counts of at most the trials of their row"
                  : "trials that are the sum of the counts of their row")
              + (isOfProbabilities ? ", and " + logits : ""));
    }
    return isOfProbabilities ? Optional.of(logits) : Optional.empty();
  }
}
