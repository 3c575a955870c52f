package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TNumber;

/**
 * Stochastic gradient descent: {@code w = w - r g} (Robbins and Monro 1951).
 *
 * @param learningRate r, at least 0 at every step and above 0 at some
 */
public record Sgd(Schedule learningRate) implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public Sgd {
    Messages.requireRate("Sgd", learningRate);
  }

  /**
   * By its learning rate.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static Sgd of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * By a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static Sgd of(Schedule learningRate) {
    return new Sgd(learningRate);
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
        .applyGradientDescent(parameter, context.number(learningRate), gradient);
  }
}
