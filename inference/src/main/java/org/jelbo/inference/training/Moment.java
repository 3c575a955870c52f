package org.jelbo.inference.training;

import java.util.Locale;
import java.util.function.Function;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;

/** A moment of a distribution, which families have in closed form or refuse. */
enum Moment {
  MEAN(Distribution::mean),
  VARIANCE(Distribution::variance);

  private final Function<Distribution, Expr> of;

  Moment(Function<Distribution, Expr> of) {
    this.of = of;
  }

  Expr of(Distribution distribution) {
    return of.apply(distribution);
  }

  /** As messages call it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
