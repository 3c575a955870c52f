package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Expr;

/**
 * A family of discrete values that draws of another may stand for, which can be differentiated: the
 * other's values lie between these (Maddison, Mnih and Teh 2017; Jang, Gu and Poole 2017).
 */
public interface Relaxable extends Distribution {
  /**
   * The family whose draws stand for those of this one; towards a temperature of 0 they become
   * them.
   *
   * @param temperature positive, scalar
   */
  Distribution relaxed(Expr temperature);

  /**
   * The value of this family that is nearest to one of the relaxed family: {@code [axes...,
   * event...]}, not differentiable.
   */
  Expr nearest(Expr relaxed);
}
