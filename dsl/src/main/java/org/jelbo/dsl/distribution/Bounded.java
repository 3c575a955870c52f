package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Expr;

/** Independent entries between two ends that are parameters. */
public interface Bounded extends Elementwise {
  /** The lower end of each entry, {@code [axes..., event...]} or a part of it. */
  Expr low();

  /** The upper end of each entry, above {@link #low}. */
  Expr high();
}
