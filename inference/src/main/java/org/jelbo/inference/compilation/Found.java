package org.jelbo.inference.compilation;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;

/** The numbers that one run of a graph found for its {@link Outputs}. */
public final class Found {
  private final IdentityHashMap<Expr, Values> numbers = new IdentityHashMap<>();

  /**
   * Numbers of values.
   *
   * @param numbers of each value, in the same order
   */
  Found(List<Expr> values, List<Values> numbers) {
    for (int i = 0; i < values.size(); i++) {
      this.numbers.put(values.get(i), numbers.get(i));
    }
  }

  /**
   * The numbers of a value.
   *
   * @throws JelboException where it is none of the outputs
   */
  public Values of(Expr value) {
    Values found = numbers.get(value);
    if (found == null) {
      throw QueryMessages.noOutput();
    }
    return found;
  }

  /** The numbers of values by name, in the order of the map. */
  public Map<String, Values> of(Map<String, Expr> values) {
    Map<String, Values> found = new LinkedHashMap<>();
    values.forEach((name, value) -> found.put(name, of(value)));
    return found;
  }

  /** Scalars by name, in the order of the map. */
  public Map<String, Double> scalars(Map<String, Expr> values) {
    Map<String, Double> found = new LinkedHashMap<>();
    values.forEach((name, value) -> found.put(name, of(value).scalar()));
    return found;
  }
}
