package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/**
 * {@code x + f(x)} of a layer f (He, Zhang, Ren and Sun 2016, Deep residual learning for image
 * recognition, equation 1).
 *
 * @param change f, whose output has the event shape of its input
 */
public record Residual(Layer change) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for null
   */
  public Residual {
    Required.of(change, "layer 'residual'", "a layer", "Residual.of(Dense.of(\"d\", 100))");
  }

  /**
   * Around a layer.
   *
   * @throws JelboException for null
   */
  public static Residual of(Layer change) {
    return new Residual(change);
  }

  /** That of the layer, which the parameters belong to. */
  @Override
  public String name() {
    return change.name();
  }

  /**
   * The sum, event as that of the input.
   *
   * @param inputs one value
   * @throws JelboException for other than one value, and where the layer changes the event shape
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr x = Only.of(name(), inputs);
    Expr moved = change.apply(build, x);
    if (!moved.eventShape().equals(x.eventShape())) {
      throw JelboException.here(
          "residual of layer '" + name() + "'",
          "expected an output of event shape "
              + x.eventShape()
              + ", as that of the input, but got "
              + moved.eventShape(),
          "as many channels, and Padding.same() for a convolution");
    }
    return x.plus(moved);
  }
}
