package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TNumber;

/**
 * RMSProp (Tieleman and Hinton 2012, lecture 6.5), with momentum: {@code a = p a + (1 - p) g^2, m =
 * u m + r g / sqrt(a + e), w = w - m}. Unlike PyTorch's, a starts at 1, so that first steps are
 * small, and e is added inside of the root.
 *
 * @param learningRate r, at least 0 at every step and above 0 at some
 * @param decay p, in [0, 1)
 * @param momentum u, in [0, 1)
 * @param epsilon e, positive
 */
public record RmsProp(Schedule learningRate, double decay, double momentum, double epsilon)
    implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public RmsProp {
    Messages.requireRate("RmsProp", learningRate);
    Messages.requireShare("RmsProp", "decay", decay);
    Messages.requireShare("RmsProp", "momentum", momentum);
    Messages.requirePositive("RmsProp", "epsilon", epsilon);
  }

  /**
   * With decay 0.9, no momentum and epsilon 1e-10.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static RmsProp of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * The same by a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static RmsProp of(Schedule learningRate) {
    return new RmsProp(learningRate, 0.9, 0, 1e-10);
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
        .applyRmsProp(
            parameter,
            context.slot("rmsprop.square", 1),
            context.slot("rmsprop.momentum", 0),
            context.number(learningRate),
            context.number(decay),
            context.number(momentum),
            context.number(epsilon),
            gradient);
  }
}
