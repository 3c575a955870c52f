package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.param.Build;
import org.tensorflow.ndarray.Shape;

/**
 * {@code scale (x - m) / sqrt(v + epsilon) + shift} with the mean m and the variance v of the
 * entries of a group of channels, at all places of an event {@code [..., channels]} (Wu and He
 * 2018, section 3); one group norms the event as a whole.
 *
 * <p>Parameters: {@code name/scale}, which starts at 1, and {@code name/shift}, at 0, one number
 * for each channel.
 *
 * @param name the path of its parameters
 * @param groups of neighbouring channels, equally many in each
 * @param epsilon above 0
 */
public record GroupNorm(String name, int groups, double epsilon) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, groups below 1, and an epsilon that is not above 0
   */
  public GroupNorm {
    Required.name(name, "a layer", "a path such as encoder/norm");
    LayerNorm.requirePositive(name, epsilon);
    if (groups < 1) {
      throw JelboException.here(
          "layer '" + name + "'", "expected 1 group or more, but got " + groups, "1");
    }
  }

  /**
   * With PyTorch's epsilon, 1e-5.
   *
   * @throws JelboException for a blank name, and groups below 1
   */
  public static GroupNorm of(String name, int groups) {
    return new GroupNorm(name, groups, 1e-5);
  }

  /**
   * With another epsilon.
   *
   * @throws JelboException for one that is not above 0
   */
  public GroupNorm epsilon(double other) {
    return new GroupNorm(name, groups, other);
  }

  /**
   * The normed value, event as that of the input.
   *
   * @param inputs one value, whose last dim the groups divide
   * @throws JelboException for other than one value, and channels that the groups do not divide
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr x = Only.of(name, inputs);
    Shape event = x.eventShape();
    long channels = event.numDimensions() == 0 ? 0 : event.get(event.numDimensions() - 1);
    if (channels == 0 || channels % groups != 0) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected an event [..., channels] whose channels "
              + groups
              + " groups divide, but got event shape "
              + event,
          "1 group, or a number that divides the channels");
    }
    Expr grouped = x.reshape(event.size() / channels, groups, channels / groups);
    Expr deviations = grouped.minus(mean(grouped));
    Expr variance = mean(deviations.square());
    Expr normed = deviations.dividedBy(variance.plus(epsilon).sqrt());
    return LayerNorm.scaled(build, name, normed.reshape(event.asArray()));
  }

  /** Of every group, {@code [1, groups, 1]}. */
  private Expr mean(Expr grouped) {
    Shape of = grouped.eventShape();
    return Reductions.sumAlong(Reductions.sumLast(grouped), 0)
        .times(1.0 / (of.get(0) * of.get(2)))
        .reshape(1, groups, 1);
  }
}
