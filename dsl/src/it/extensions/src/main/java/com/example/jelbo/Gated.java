package com.example.jelbo;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.param.Build;

/**
 * A gated linear unit: {@code (x W + b) sigmoid(x V + c)}, entry by entry.
 *
 * @param name the path of its parameters, {@code name/value} and {@code name/gate}
 * @param width the size of the output
 */
public record Gated(String name, long width) implements Layer {
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr gate = Dense.of(name + "/gate", width).apply(build, inputs).sigmoid();
    return Dense.of(name + "/value", width).apply(build, inputs).times(gate);
  }
}
