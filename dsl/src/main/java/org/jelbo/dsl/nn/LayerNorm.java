package org.jelbo.dsl.nn;

import java.util.Arrays;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.tensorflow.ndarray.Shape;

/**
 * {@code scale (x - m) / sqrt(v + epsilon) + shift} with the mean m and the variance v of the
 * entries along the event's last dim (Ba, Kiros and Hinton 2016, section 3), which no other row has
 * part in.
 *
 * <p>Parameters: {@code name/scale}, which starts at 1, and {@code name/shift}, at 0, one number
 * for each entry of the last dim.
 *
 * @param name the path of its parameters
 * @param epsilon above 0; 1e-5 in PyTorch, 1e-3 in Keras
 */
public record LayerNorm(String name, double epsilon) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and an epsilon that is not above 0
   */
  public LayerNorm {
    Required.name(name, "a layer", "a path such as encoder/norm");
    requirePositive(name, epsilon);
  }

  static void requirePositive(String name, double epsilon) {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw JelboException.here(
          "layer '" + name + "'", "expected a finite epsilon above 0, but got " + epsilon, "1e-5");
    }
  }

  /**
   * With PyTorch's epsilon.
   *
   * @throws JelboException for a blank name
   */
  public static LayerNorm of(String name) {
    return new LayerNorm(name, 1e-5);
  }

  /**
   * With another epsilon.
   *
   * @throws JelboException for one that is not above 0
   */
  public LayerNorm epsilon(double other) {
    return new LayerNorm(name, other);
  }

  /**
   * The normed value, event as that of the input.
   *
   * @param inputs one value, whose event has a last dim
   * @throws JelboException for other than one value, and a scalar
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr x = Only.of(name, inputs);
    Shape event = x.eventShape();
    if (event.numDimensions() == 0) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected an event with a last dim to norm along, but got a scalar",
          "reshape(1), or no norm");
    }
    long size = event.get(event.numDimensions() - 1);
    Shape kept = event.take(event.numDimensions() - 1).append(1);
    Expr deviations = x.minus(mean(x, size, kept));
    Expr variance = mean(deviations.square(), size, kept);
    return scaled(build, name, deviations.dividedBy(variance.plus(epsilon).sqrt()));
  }

  private static Expr mean(Expr value, long size, Shape kept) {
    return Reductions.sumLast(value).times(1.0 / size).reshape(kept.asArray());
  }

  /** With a scale and a shift for each entry of the last dim. */
  static Expr scaled(Build build, String name, Expr normed) {
    Shape event = normed.eventShape();
    long size = event.get(event.numDimensions() - 1);
    Expr scale = build.param(Param.of(name + "/scale", size).constant(1));
    Expr shift = build.param(Param.of(name + "/shift", size));
    return normed.times(ofLast(scale, event)).plus(ofLast(shift, event));
  }

  /** A number for each entry of the last dim, at the rank of an event. */
  static Expr ofLast(Expr vector, Shape event) {
    long[] sizes = event.asArray().clone();
    Arrays.fill(sizes, 0, sizes.length - 1, 1);
    return vector.reshape(sizes);
  }
}
