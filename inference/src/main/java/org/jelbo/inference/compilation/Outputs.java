package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;

/**
 * What a graph computes for a {@link Query}, and how the numbers are read.
 *
 * <pre>
 * Outputs.of(List.of(mean, variance), found -&gt; new Moments(found.of(mean), found.of(variance)))
 * </pre>
 *
 * @param values in the graph
 * @param read called once for each run
 * @param <R> what they are read as
 */
public record Outputs<R>(List<Expr> values, Function<Found, R> read) {
  private static final String REMEDY = "Outputs.of(value)";

  /** Copies the values; refused where one is null. */
  public Outputs {
    List<Expr> all = new ArrayList<>(Required.of(values, "outputs", "values", REMEDY));
    all.forEach(value -> Required.of(value, "outputs", "a value", REMEDY));
    Required.of(read, "outputs", "how they are read", "found -> found.of(value)");
    values = Collections.unmodifiableList(all);
  }

  /** Some values, read together. */
  public static <R> Outputs<R> of(Collection<Expr> values, Function<Found, R> read) {
    return new Outputs<>(new ArrayList<>(values), read);
  }

  /** One value. */
  public static Outputs<Values> of(Expr value) {
    return new Outputs<>(Collections.singletonList(value), found -> found.of(value));
  }

  /** Values by name, in the order of the map. */
  public static Outputs<Map<String, Values>> of(Map<String, Expr> values) {
    Map<String, Expr> named = new LinkedHashMap<>(Required.of(values, "outputs", "values", REMEDY));
    named.forEach((of, value) -> Required.of(value, "outputs", "a value of '" + of + "'", REMEDY));
    return new Outputs<>(new ArrayList<>(named.values()), found -> found.of(named));
  }
}
