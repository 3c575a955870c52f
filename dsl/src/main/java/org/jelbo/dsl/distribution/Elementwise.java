package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;

/** A distribution whose entries are independent. */
public interface Elementwise extends Distribution {
  /**
   * The log of the density or probability of each entry, in nats, {@code [axes..., event...]}.
   *
   * @param value {@code [axes..., event...]} in the support; {@link #logProb} has looked at its
   *     event shape
   */
  Expr logProbOfEach(Expr value);

  /** The entropy of each entry in nats, {@code [axes..., event...]}: the whole event. */
  Expr entropyOfEach();

  @Override
  default Expr logProb(Expr value) {
    return Reductions.sumOfEvent(logProbOfEach(Scored.by(this, value)), eventShape());
  }

  @Override
  default Expr entropy() {
    return Reductions.sumOfEvent(entropyOfEach(), eventShape());
  }
}
