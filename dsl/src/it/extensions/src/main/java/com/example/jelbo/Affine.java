package com.example.jelbo;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;

/** The example of Jelbo's {@link Layer}. */
record Affine(String name) implements Layer {
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr slope = build.param(Param.of(name + "/slope").constant(1));
    return inputs[0].times(slope).plus(build.param(Param.of(name + "/shift")));
  }
}
