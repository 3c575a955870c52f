package org.jelbo.usage;

import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.compilation.Outputs;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.loss.Setting;

/**
 * A query for values by name.
 *
 * @param compute the values; another lambda is another query
 */
public record Computed(String name, Axes particles, Function<Setting, Map<String, Expr>> compute)
    implements Query<Map<String, Values>> {
  @Override
  public Outputs<Map<String, Values>> build(Setting setting) {
    return Outputs.of(compute.apply(setting));
  }
}
