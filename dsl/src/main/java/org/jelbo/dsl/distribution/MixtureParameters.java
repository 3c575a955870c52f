package org.jelbo.dsl.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jspecify.annotations.Nullable;

/** The names of a mixture's parameters. */
final class MixtureParameters {
  private static final String LOGITS = "logits";
  private static final String OF_COMPONENTS = "components.";

  private MixtureParameters() {}

  static Map<String, Expr> of(@Nullable Expr logits, Elementwise components) {
    Map<String, Expr> inner = components.parameters();
    if (logits == null) {
      return inner;
    }
    String prefix = inner.containsKey(LOGITS) ? OF_COMPONENTS : "";
    Map<String, Expr> parameters = new LinkedHashMap<>();
    parameters.put(LOGITS, logits);
    inner.forEach((name, value) -> parameters.put(prefix + name, value));
    return Collections.unmodifiableMap(parameters);
  }

  /** Whether two distributions are of one family with the very same parameters. */
  static boolean areSame(Distribution a, Distribution b) {
    return a.getClass().equals(b.getClass())
        && a.eventShape().equals(b.eventShape())
        && a.parameters().size() == b.parameters().size()
        && a.parameters().entrySet().stream()
            .allMatch(each -> isSame(each.getValue(), b.parameters().get(each.getKey())));
  }

  private static boolean isSame(Expr value, @Nullable Expr other) {
    return other != null && Sources.same(value, other);
  }
}
