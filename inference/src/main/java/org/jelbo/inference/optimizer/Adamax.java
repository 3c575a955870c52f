package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Adamax (Kingma and Ba 2015, algorithm 2): {@code m = b1 m + (1 - b1) g, v = max(b2 v, |g|), w = w
 * - r / (1 - b1^t) m / (v + e)}.
 *
 * @param learningRate r, at least 0 at every step and above 0 at some
 * @param beta1 b1, in [0, 1)
 * @param beta2 b2, in [0, 1)
 * @param epsilon e, positive
 */
public record Adamax(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public Adamax {
    Messages.requireRate("Adamax", learningRate);
    Messages.requireShare("Adamax", "beta1", beta1);
    Messages.requireShare("Adamax", "beta2", beta2);
    Messages.requirePositive("Adamax", "epsilon", epsilon);
  }

  /**
   * With beta1 0.9, beta2 0.999 and epsilon 1e-8; the paper's rate is 2e-3.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static Adamax of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * The same by a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static Adamax of(Schedule learningRate) {
    return new Adamax(learningRate, 0.9, 0.999, 1e-8);
  }

  @Override
  public boolean isEntrywise() {
    return true;
  }

  @Override
  public Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient) {
    Ops tf = context.tf();
    Class<TNumber> type = parameter.asOutput().type();
    Operand<TNumber> t = tf.dtypes.cast(tf.math.add(context.step(), tf.constant(1L)), type);
    return context
        .gated()
        .train
        .applyAdaMax(
            parameter,
            context.slot("adamax.m", 0),
            context.slot("adamax.v", 0),
            tf.math.pow(context.number(beta1), t),
            context.number(learningRate),
            context.number(beta1),
            context.number(beta2),
            context.number(epsilon),
            gradient);
  }
}
