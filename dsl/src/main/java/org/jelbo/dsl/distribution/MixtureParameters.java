package org.jelbo.dsl.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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

  /** The names of those that the range of a mixture depends on. */
  static Set<String> ranges(Mixture mixture) {
    Set<String> known = mixture.parameters().keySet();
    return mixture.components().rangeParameters().stream()
        .map(name -> known.contains(OF_COMPONENTS + name) ? OF_COMPONENTS + name : name)
        .collect(Collectors.toSet());
  }

  /** Refuses components whose moments do not add up. */
  static void requireLine(String moment, Distribution components) {
    if (components.isCircular()) {
      throw Messages.circularMoments(moment, "Mixture", components);
    }
  }

  /**
   * Whether two distributions are known to be the same: of one family and support, of the very same
   * parameters, and made of the same others. A family of someone else's may hold more than that: it
   * is the same only as itself.
   */
  static boolean areSame(Distribution a, Distribution b) {
    if (a == b) {
      return true;
    }
    Package families = Distribution.class.getPackage();
    return a.getClass().equals(b.getClass())
        && families.equals(a.getClass().getPackage())
        && a.eventShape().equals(b.eventShape())
        && a.support().equals(b.support())
        && areSame(a.parameters(), b.parameters())
        && areMadeOfTheSame(a, b);
  }

  private static boolean areSame(Map<String, Expr> a, Map<String, Expr> b) {
    return a.keySet().equals(b.keySet())
        && a.entrySet().stream()
            .allMatch(
                each ->
                    Sources.same(each.getValue(), Objects.requireNonNull(b.get(each.getKey()))));
  }

  private static boolean areMadeOfTheSame(Distribution a, Distribution b) {
    if (a instanceof Transformed of && b instanceof Transformed with) {
      return of.mapsAs(with) && areSame(of.base(), with.base());
    }
    if (a instanceof Mixture of && b instanceof Mixture with) {
      return areSame(of.components(), with.components());
    }
    return !(a instanceof ZeroInflated of)
        || !(b instanceof ZeroInflated with)
        || areSame(of.counts(), with.counts());
  }
}
