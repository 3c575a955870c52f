package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;
import org.tensorflow.ndarray.Shape;

/**
 * The same entries in an event of another shape. It has no parameters.
 *
 * @param shape with as many entries
 */
public record Reshape(Shape shape) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for null
   */
  public Reshape {
    Required.of(shape, "layer 'reshape'", "a shape", "Reshape.to(7, 7, 32)");
  }

  /** To the sizes, none for a scalar. */
  public static Reshape to(long... sizes) {
    return new Reshape(Shape.of(sizes));
  }

  @Override
  public String name() {
    return "reshape";
  }

  /**
   * The reshaped value.
   *
   * @param inputs one value
   * @throws JelboException for other than one value, and one of another number of entries
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    return Only.of(name(), inputs).reshape(shape.asArray());
  }
}
