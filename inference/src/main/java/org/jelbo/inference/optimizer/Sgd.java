package org.jelbo.inference.optimizer;

import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.types.family.TNumber;

/**
 * Stochastic gradient descent: {@code w = w - r g} (Robbins and Monro 1951).
 *
 * @param learningRate r, positive
 */
public record Sgd(double learningRate) implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a rate that is not positive
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
    return new Sgd(learningRate);
  }

  @Override
  public boolean isEntrywise() {
    return true;
  }

  @Override
  public Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient) {
    Operand<TNumber> rate = context.tf().constant(parameter.asOutput().type(), learningRate);
    return context.gated().train.applyGradientDescent(parameter, rate, gradient);
  }
}
