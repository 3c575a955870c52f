package org.jelbo.dsl.param;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;

/**
 * What a layer inside another may reach.
 *
 * @param path before the names of parameters and layers
 */
record Inside(Build outer, String path) implements Build {
  @Override
  public Expr param(Param param) {
    return outer.param(param.under(path));
  }

  @Override
  public boolean isTraining() {
    return outer.isTraining();
  }

  @Override
  public NoiseStream noise(String layer, Axes axes) {
    return outer.noise(path + "/" + layer, axes);
  }

  @Override
  public void keep(Param param, Expr next) {
    outer.keep(param.under(path), next);
  }
}
