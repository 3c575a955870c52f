package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;

/** The input of a layer that takes one. */
final class Only {
  private Only() {}

  static Expr of(String layer, Expr... inputs) {
    if (inputs.length != 1) {
      throw JelboException.here(
          "layer '" + layer + "'",
          "expected one input, but got " + inputs.length,
          "a layer of one input for each, or what they have in common first");
    }
    return inputs[0];
  }
}
