package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/** All entries of an event in one row, {@code [entries]}. It has no parameters. */
public record Flatten() implements Layer {
  @Override
  public String name() {
    return "flatten";
  }

  /**
   * The row.
   *
   * @param inputs one value
   * @throws JelboException for other than one value
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr value = Only.of(name(), inputs);
    return value.reshape(value.eventShape().size());
  }
}
