package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TNumber;

/**
 * AdaDelta (Zeiler 2012, algorithm 1): {@code a = p a + (1 - p) g^2, d = sqrt(b + e) / sqrt(a + e)
 * g, b = p b + (1 - p) d^2, w = w - r d}.
 *
 * @param learningRate r, at least 0 at every step and above 0 at some
 * @param decay p, in [0, 1)
 * @param epsilon e, positive
 */
public record AdaDelta(Schedule learningRate, double decay, double epsilon) implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public AdaDelta {
    Messages.requireRate("AdaDelta", learningRate);
    Messages.requireShare("AdaDelta", "decay", decay);
    Messages.requirePositive("AdaDelta", "epsilon", epsilon);
  }

  /**
   * With decay 0.9 and epsilon 1e-6; the paper's rate is 1.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static AdaDelta of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * The same by a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static AdaDelta of(Schedule learningRate) {
    return new AdaDelta(learningRate, 0.9, 1e-6);
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
        .applyAdadelta(
            parameter,
            context.slot("adadelta.gradient", 0),
            context.slot("adadelta.step", 0),
            context.number(learningRate),
            context.number(decay),
            context.number(epsilon),
            gradient);
  }
}
