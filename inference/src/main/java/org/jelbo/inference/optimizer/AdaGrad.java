package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TNumber;

/**
 * AdaGrad (Duchi, Hazan and Singer 2011, with a diagonal matrix): {@code a = a + g^2, w = w - r g /
 * (sqrt(a) + e)}.
 *
 * @param learningRate r, at least 0 at every step and above 0 at some
 * @param start of a, at least 0
 * @param epsilon e, positive
 */
public record AdaGrad(Schedule learningRate, double start, double epsilon) implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public AdaGrad {
    Messages.requireRate("AdaGrad", learningRate);
    Messages.requireNotNegative("AdaGrad", "start", start);
    Messages.requirePositive("AdaGrad", "epsilon", epsilon);
  }

  /**
   * From 0, with epsilon 1e-10.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static AdaGrad of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * The same by a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static AdaGrad of(Schedule learningRate) {
    return new AdaGrad(learningRate, 0, 1e-10);
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
        .applyAdagradV2(
            parameter,
            context.slot("adagrad.sum", start),
            context.number(learningRate),
            context.number(epsilon),
            gradient);
  }
}
