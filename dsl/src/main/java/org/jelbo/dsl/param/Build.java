package org.jelbo.dsl.param;

import org.jelbo.dsl.expr.Expr;

/** What a layer may reach while a program runs. */
public interface Build {
  /** The parameter's value in this run, without axes, event shape as declared. */
  Expr param(Param param);
}
