package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.inference.derivation.BaselineRule;

/**
 * What is taken off a cost before it multiplies the score of a draw. For any b that does not depend
 * on the draw {@code E[b d log q / d t] = 0}: a baseline changes the variance of the gradient, and
 * not its mean.
 */
public final class Baseline {
  private final BaselineRule rule;

  private Baseline(BaselineRule rule) {
    this.rule = rule;
  }

  /** Nothing is taken off. */
  public static Baseline none() {
    return new Baseline(new BaselineRule.None());
  }

  /**
   * The mean of the costs of past steps, of which each weighs {@value
   * BaselineRule.RunningMean#KEPT} of the one after it; kept, saved and restored with the
   * parameters.
   */
  public static Baseline runningMean() {
    return new Baseline(new BaselineRule.RunningMean());
  }

  /**
   * A network of what is known before the draw, trained towards the cost by squares (Mnih and
   * Gregor 2014, section 2.3). Its parameters are its own, named under {@code baseline/} and the
   * site, whatever the layer is called.
   *
   * @param layer gives one number for each draw
   * @param inputs names of inputs, given sites or earlier latents that it reads; one that depends
   *     on the draw, or stands along indices that the draw has not, is refused when the bound is
   *     derived
   * @throws JelboException for null, a blank name and no name
   */
  public static Baseline learned(Layer layer, String... inputs) {
    Required.of(layer, "baseline", "a network", "Mlp.of(\"baseline\", 50, 1)");
    for (String input : Required.of(inputs, "baseline", "inputs", "learned(layer, \"x\")")) {
      Required.name(input, "baseline", "learned(layer, \"x\")");
    }
    if (inputs.length == 0) {
      throw BaselineMessages.baselineOfNothing();
    }
    return new Baseline(new BaselineRule.Learned(layer, List.of(inputs)));
  }

  /**
   * The mean cost of the other particles (Kool, van Hoof and Welling 2019); in a bound of
   * importance weights the bound with the particle's weight replaced by the geometric mean of the
   * others' (VIMCO: Mnih and Rezende 2016). Refused with one particle.
   */
  public static Baseline leaveOneOut() {
    return new Baseline(new BaselineRule.LeaveOneOut());
  }

  BaselineRule rule() {
    return rule;
  }
}
