package org.jelbo.inference.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** What is done to the gradients of a step that are large, before parameters are changed. */
public sealed interface Clipping {
  /**
   * The gradients that are left.
   *
   * @param tf ops of their graph
   * @param gradients of all parameters; not empty
   */
  List<Operand<TNumber>> of(Ops tf, List<Operand<TNumber>> gradients);

  /**
   * All gradients times {@code c / max(|g|, c)}, where |g| is the norm of all of them together
   * (Pascanu, Mikolov and Bengio 2013, algorithm 1).
   *
   * @param most c, positive
   * @throws JelboException for a number that is not positive and finite
   */
  static Clipping byNorm(double most) {
    return new ByNorm(most);
  }

  /**
   * Every entry of a gradient within {@code [-c, c]}.
   *
   * @param most c, positive
   * @throws JelboException for a number that is not positive and finite
   */
  static Clipping byValue(double most) {
    return new ByValue(most);
  }

  /** By the norm of all gradients together. */
  record ByNorm(double most) implements Clipping {
    /**
     * Checks the component.
     *
     * @throws JelboException for a number that is not positive and finite
     */
    public ByNorm {
      Messages.requireClipping("byNorm", most);
    }

    @Override
    public List<Operand<TNumber>> of(Ops tf, List<Operand<TNumber>> gradients) {
      Operand<TNumber> halves = tf.nn.l2Loss(gradients.get(0));
      for (int i = 1; i < gradients.size(); i++) {
        halves = tf.math.add(halves, tf.nn.l2Loss(gradients.get(i)));
      }
      Class<TNumber> type = halves.asOutput().type();
      Operand<TNumber> norm = tf.math.sqrt(tf.math.add(halves, halves));
      Operand<TNumber> limit = tf.dtypes.cast(tf.constant(most), type);
      Operand<TNumber> share = tf.math.div(limit, tf.math.maximum(norm, limit));
      List<Operand<TNumber>> clipped = new ArrayList<>();
      gradients.forEach(gradient -> clipped.add(tf.math.mul(gradient, share)));
      return clipped;
    }
  }

  /** By each entry. */
  record ByValue(double most) implements Clipping {
    /**
     * Checks the component.
     *
     * @throws JelboException for a number that is not positive and finite
     */
    public ByValue {
      Messages.requireClipping("byValue", most);
    }

    @Override
    public List<Operand<TNumber>> of(Ops tf, List<Operand<TNumber>> gradients) {
      List<Operand<TNumber>> clipped = new ArrayList<>();
      for (Operand<TNumber> gradient : gradients) {
        Operand<TNumber> limit = tf.dtypes.cast(tf.constant(most), gradient.asOutput().type());
        clipped.add(tf.math.maximum(tf.math.minimum(gradient, limit), tf.math.neg(limit)));
      }
      return clipped;
    }
  }
}
