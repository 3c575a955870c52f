package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/**
 * A function with parameters, applied to the event of each index on its own: a value's axes are
 * kept, and no row or particle sees another.
 *
 * <pre>
 * record Affine(String name) implements Layer {
 *   public Expr apply(Build build, Expr... inputs) {
 *     Expr slope = build.param(Param.of(name + "/slope").constant(1));
 *     return inputs[0].times(slope).plus(build.param(Param.of(name + "/shift")));
 *   }
 * }
 * </pre>
 *
 * <p>A layer holds its options, never values of a graph: it is applied in every program and every
 * graph anew, and reads its parameters each time. A parameter's name begins with the layer's and a
 * slash, so that layers of different names share none.
 */
public interface Layer {
  /** The path of its parameters, such as {@code decoder}. */
  String name();

  /**
   * The output, {@code [axes..., event...]} with the axes that any input has.
   *
   * @param build where the parameters are read
   * @param inputs at least one; a host constant is as good as a value of a graph
   * @throws JelboException for inputs that the layer does not take
   */
  Expr apply(Build build, Expr... inputs);
}
