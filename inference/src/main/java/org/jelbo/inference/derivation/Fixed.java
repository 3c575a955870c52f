package org.jelbo.inference.derivation;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.loss.Setting;

/** Another setting with its parameters held fixed: no gradient passes them. */
final class Fixed extends Forwarded {
  Fixed(Setting setting) {
    super(setting);
  }

  @Override
  public Expr param(Param param) {
    return super.param(param).stopGradient();
  }
}
