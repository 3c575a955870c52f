package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Adam (Kingma and Ba 2015, algorithm 1 with the efficient order of section 2): {@code m = b1 m +
 * (1 - b1) g, v = b2 v + (1 - b2) g^2, w = w - r sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + e)}.
 * The small e is that paper's epsilon-hat; in PyTorch it is added after the correction of v.
 *
 * @param learningRate r, at least 0 at every step and above 0 at some
 * @param beta1 b1, in [0, 1)
 * @param beta2 b2, in [0, 1)
 * @param epsilon e, positive
 */
public record Adam(Schedule learningRate, double beta1, double beta2, double epsilon)
    implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public Adam {
    Messages.requireRate("Adam", learningRate);
    Messages.requireIn("Adam", "beta1", beta1, beta1 >= 0 && beta1 < 1, "[0, 1)");
    Messages.requireIn("Adam", "beta2", beta2, beta2 >= 0 && beta2 < 1, "[0, 1)");
    Messages.requireIn("Adam", "epsilon", epsilon, epsilon > 0, "(0, infinity)");
  }

  /**
   * With beta1 0.9, beta2 0.999 and epsilon 1e-8.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static Adam of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * The same by a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static Adam of(Schedule learningRate) {
    return new Adam(learningRate, 0.9, 0.999, 1e-8);
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
        .applyAdam(
            parameter,
            context.slot("adam.m", 0),
            context.slot("adam.v", 0),
            tf.math.pow(context.number(beta1), t),
            tf.math.pow(context.number(beta2), t),
            context.number(learningRate),
            context.number(beta1),
            context.number(beta2),
            context.number(epsilon),
            gradient);
  }
}
