package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Expr;

/** Independent entries whose upper tail does not cancel. */
interface Tailed extends Cumulative {
  /** The probability that an entry is above the value: {@code 1 - cdfOfEach}, also if tiny. */
  Expr exceedanceOfEach(Expr value);
}
