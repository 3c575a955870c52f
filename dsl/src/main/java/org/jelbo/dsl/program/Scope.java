package org.jelbo.dsl.program;

import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/** What a program may do. Names are unique in a program. */
public interface Scope extends Build {
  /**
   * A random site. Whether its value is drawn, given or replayed is decided by who runs the
   * program.
   *
   * @param name the site's name
   * @param distribution of its value
   * @return {@code [axes..., event...]}
   */
  Expr sample(String name, Distribution distribution);

  /**
   * A column of the data that is never scored: what an encoder sees, covariates. Stands in the
   * plate that the data fill.
   *
   * @param name the column's name
   * @param eventShape the shape of one row; none for a scalar
   */
  Expr input(String name, long... eventShape);

  /**
   * A named value that depends on others and has no density.
   *
   * @param name the site's name
   * @param value what it is
   * @return the value
   */
  Expr deterministic(String name, Expr value);

  /**
   * A plate that the rows of the data fill: the outermost, one in a program.
   *
   * @param name the plate's name, the same in model and guide
   * @param body declares the sites in the plate
   */
  void plate(String name, Runnable body);

  /**
   * A plate of known size.
   *
   * @param name the plate's name, the same in model and guide
   * @param size how many independent repetitions, at least 1
   * @param body declares the sites in the plate
   */
  void plate(String name, long size, Runnable body);
}
