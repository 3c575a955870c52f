package org.jelbo.inference.objective;

import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.derivation.Estimator;
import org.jelbo.inference.derivation.LatentRule;
import org.jelbo.inference.schedule.Schedule;

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

  /**
   * Relaxed in training: a draw of the relaxed family stands for the discrete one, whose gradient
   * is pathwise, and the divergence is that of the discrete families in closed form (Jang, Gu and
   * Poole 2017). What is descended is not a bound of this model; it tends to one as the temperature
   * falls, with gradients of more and more noise. Evaluation and prediction use the discrete site.
   *
   * @param temperature positive
   * @throws JelboException for a temperature that is not above 0 and finite; where there is no
   *     closed form, when the bound is derived
   */
  public static Treatment relaxed(double temperature) {
    return relaxed(Schedule.constant(temperature));
  }

  /**
   * The same with a temperature that changes with the step.
   *
   * @throws JelboException for null, and a temperature that is not above 0 and finite at every step
   */
  public static Treatment relaxed(Schedule temperature) {
    return relaxed("relaxed", temperature, Estimator.Relaxed.Form.SAMPLE);
  }

  /**
   * Relaxed in training with both programs scored by the relaxed family (Maddison, Mnih and Teh
   * 2017): a bound of the model in which the relaxed site stands in the place of the discrete one.
   * It does not tend to that of this model: the divergence of two relaxed families of one
   * temperature is the same at every temperature, and greater than that of the discrete ones.
   *
   * @param temperature positive
   * @throws JelboException for a temperature that is not above 0 and finite
   */
  public static Treatment relaxedDensity(double temperature) {
    return relaxedDensity(Schedule.constant(temperature));
  }

  /**
   * The same with a temperature that changes with the step.
   *
   * @throws JelboException for null, and a temperature that is not above 0 and finite at every step
   */
  public static Treatment relaxedDensity(Schedule temperature) {
    return relaxed("relaxedDensity", temperature, Estimator.Relaxed.Form.DENSITY);
  }

  /**
   * In training the nearest discrete value stands for a relaxed draw, whose gradient it has
   * (straight-through: Bengio, Leonard and Courville 2013; Jang, Gu and Poole 2017): biased at
   * every temperature. The divergence is that of the discrete families in closed form.
   *
   * @param temperature positive
   * @throws JelboException for a temperature that is not above 0 and finite
   */
  public static Treatment straightThrough(double temperature) {
    return straightThrough(Schedule.constant(temperature));
  }

  /**
   * The same with a temperature that changes with the step.
   *
   * @throws JelboException for null, and a temperature that is not above 0 and finite at every step
   */
  public static Treatment straightThrough(Schedule temperature) {
    return relaxed("straightThrough", temperature, Estimator.Relaxed.Form.STRAIGHT_THROUGH);
  }

  private static Treatment relaxed(String call, Schedule temperature, Estimator.Relaxed.Form form) {
    String remedy = call + "(0.5)";
    Required.of(temperature, call, "a temperature", remedy);
    if (!temperature.isFinite() || !(temperature.least() > 0)) {
      throw Messages.temperatureNotAllowed(temperature, remedy);
    }
    return new Treatment(
        new LatentRule.Relaxed(new Estimator.Relaxed(temperature::at, form, temperature.text())));
  }

  LatentRule rule() {
    return rule;
  }
}
