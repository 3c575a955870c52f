package org.jelbo.inference.objective;

import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.derivation.LatentRule;

/**
 * How a latent site is dealt with. Without being asked, a site whose draws can be differentiated is
 * drawn, with the closed form of its divergence where that is sound; another with finitely many
 * values is enumerated; one with infinitely many is drawn by the score function; and a finite site
 * of the model that the guide lacks is summed out.
 *
 * <p>The gradient by way of a draw is that of the expectation only where the loss is a continuous
 * function of the draw. A draw through which parameters move a {@link org.jelbo.dsl.expr.Jumps step
 * or a seam}, such as {@code lessThan} of it or an angle read as a number, is refused before the
 * first step of a training.
 */
public final class Treatment {
  private final LatentRule rule;

  private Treatment(LatentRule rule) {
    this.rule = rule;
  }

  /** Drawn pathwise; the divergence is its closed form, and refused where there is none. */
  public static Treatment closedForm() {
    return new Treatment(new LatentRule.ClosedForm());
  }

  /** Drawn pathwise; the divergence is {@code log q - log p} at the draw. */
  public static Treatment pathwise() {
    return new Treatment(new LatentRule.Pathwise());
  }

  /** Every value, weighed by the guide's probability of it: no noise. */
  public static Treatment enumerated() {
    return new Treatment(new LatentRule.Enumerated());
  }

  /** Every value, summed within the logarithm of the model's density: the guide lacks the site. */
  public static Treatment summedOut() {
    return new Treatment(new LatentRule.SummedOut());
  }

  /**
   * Drawn, for any family: the gradient is that of the log-density of the draw times what it costs,
   * less a baseline (Williams 1992): leave-one-out where there are several particles, and the
   * running mean elsewhere. Unbiased, and noisier than the others. Usual where draws cannot be
   * differentiated and values are not finitely many.
   */
  public static Treatment scoreFunction() {
    return new Treatment(new LatentRule.ScoreFunction(Optional.empty()));
  }

  /**
   * The same with another baseline.
   *
   * @throws JelboException for null
   */
  public static Treatment scoreFunction(Baseline baseline) {
    Required.of(baseline, "scoreFunction", "a baseline", "Baseline.runningMean()");
    return new Treatment(new LatentRule.ScoreFunction(Optional.of(baseline.rule())));
  }

  LatentRule rule() {
    return rule;
  }
}
