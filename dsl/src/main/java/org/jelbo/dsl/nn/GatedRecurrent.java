package org.jelbo.dsl.nn;

import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LinearAlgebra;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.LinearInitializer;
import org.jelbo.dsl.param.Param;

/**
 * The gated recurrent unit (Cho et al. 2014, section 2.3), the next state h' of an input x and a
 * state h as PyTorch has it, where r stands behind the product with U_n and not before it:
 *
 * <pre>
 * r = sigmoid(x W_r + b_r + h U_r + c_r)        what of the state is seen
 * u = sigmoid(x W_u + b_u + h U_u + c_u)        what of the state stays
 * n = tanh(x W_n + b_n + r (h U_n + c_n))
 * h' = (1 - u) n + u h
 * </pre>
 *
 * <p>Parameters, the three parts beside each other: {@code name/input} W of shape [in, 3 width],
 * {@code name/inputbias} b, {@code name/state} U of shape [width, 3 width], {@code name/statebias}
 * c.
 *
 * @param name the path of its parameters
 * @param width of the state, at least 1
 * @param initializer how the parameters start
 */
public record GatedRecurrent(String name, long width, LinearInitializer initializer)
    implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and a width below 1
   */
  public GatedRecurrent {
    Required.name(name, "a layer", "a path such as encoder/cell");
    if (width < 1) {
      throw JelboException.here(
          "layer '" + name + "'", "expected a width of 1 or more, but got " + width, "100");
    }
  }

  /**
   * A unit that starts as PyTorch's.
   *
   * @throws JelboException for a blank name, and a width below 1
   */
  public static GatedRecurrent of(String name, long width) {
    return new GatedRecurrent(name, width, LinearInitializer.PYTORCH);
  }

  /** The same unit, started otherwise. */
  public GatedRecurrent initializer(LinearInitializer other) {
    return new GatedRecurrent(name, width, other);
  }

  /**
   * The next state, event {@code [width]}.
   *
   * @param inputs the input, event {@code [in]}, and the state, event {@code [width]}: {@code
   *     Expr.filled(0, Shape.of(width))} at first
   * @throws JelboException for other than an input and a state, and events of other shapes
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    if (inputs.length != 2) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected an input and a state, but got " + inputs.length + " values",
          "apply(p, x, state), with Expr.filled(0, Shape.of(" + width + ")) as the first state");
    }
    List<Expr> given = affine(build, "input", inputs[0]).split(3);
    List<Expr> kept = affine(build, "state", inputs[1]).split(3);
    Expr seen = given.get(0).plus(kept.get(0)).sigmoid();
    Expr stays = given.get(1).plus(kept.get(1)).sigmoid();
    Expr next = given.get(2).plus(seen.times(kept.get(2))).tanh();
    return next.plus(stays.times(inputs[1].minus(next)));
  }

  private Expr affine(Build build, String part, Expr value) {
    long in = value.eventShape().numDimensions() == 1 ? value.eventShape().get(0) : -1;
    boolean isState = part.equals("state");
    if (in < 0 || (isState && in != width)) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected "
              + (isState ? "a state of event shape [" + width + "]" : "an input of rank 1")
              + ", but got event shape "
              + value.eventShape(),
          "reshape(" + value.eventShape().size() + ")");
    }
    Expr kernel =
        build.param(
            Param.of(name + "/" + part, in, 3 * width)
                .startedBy(isState ? initializer.recurrence(width) : initializer.gates(in, width)));
    Expr bias =
        build.param(
            Param.of(name + "/" + part + "bias", 3 * width).startedBy(initializer.bias(width)));
    return LinearAlgebra.affine(value, kernel, bias);
  }
}
