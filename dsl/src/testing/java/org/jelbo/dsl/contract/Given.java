package org.jelbo.dsl.contract;

import org.jelbo.dsl.expr.Expr;

/** The parameters of a case of {@link DistributionContract}, in the form that a test wants them. */
public interface Given {
  /** The parameter of a name. */
  Expr param(String name);
}
