package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.train.ApplyMomentum;
import org.tensorflow.types.family.TNumber;

/**
 * Gradient descent with momentum: {@code m = u m + g, w = w - r m} (Polyak 1964), or, looking
 * ahead, {@code w = w - r (g + u m)} (Nesterov 1983, in the form of Sutskever et al. 2013).
 *
 * @param learningRate r, at least 0 at every step and above 0 at some
 * @param momentum u, in [0, 1)
 * @param isNesterov whether it looks ahead
 */
public record Momentum(Schedule learningRate, double momentum, boolean isNesterov)
    implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public Momentum {
    Messages.requireRate("Momentum", learningRate);
    Messages.requireShare("Momentum", "momentum", momentum);
  }

  /**
   * Of momentum 0.9, without looking ahead.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static Momentum of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * The same by a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static Momentum of(Schedule learningRate) {
    return new Momentum(learningRate, 0.9, false);
  }

  /** Looking ahead. */
  public Momentum nesterov() {
    return new Momentum(learningRate, momentum, true);
  }

  @Override
  public boolean isEntrywise() {
    return true;
  }

  @Override
  public Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient) {
    return context
        .gated()
        .train
        .applyMomentum(
            parameter,
            context.slot("momentum", 0),
            context.number(learningRate),
            gradient,
            context.number(momentum),
            ApplyMomentum.useNesterov(isNesterov));
  }
}
