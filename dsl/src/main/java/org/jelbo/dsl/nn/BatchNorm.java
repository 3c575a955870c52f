package org.jelbo.dsl.nn;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.BatchMoments;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.tensorflow.ndarray.Shape;

/**
 * {@code scale (x - m) / sqrt(v + epsilon) + shift} for each entry c of the event's last dim (Ioffe
 * and Szegedy 2015, algorithm 1). In training m and v are the mean and the variance over the rows
 * of the batch and the event's other dims; outside of it they are running ones, which each step of
 * training moves: {@code m := (1 - momentum) m + momentum m_batch}, and v alike, with the variance
 * that divides by one less than the count, as PyTorch has it.
 *
 * <p>In training a row's output depends on the other rows of its batch: no bound of one row holds
 * by itself, {@code explain()} says so, and importance weights are refused. Batches are of two
 * values or more for each entry, in one shard, and without particles. Rows that a mask leaves out
 * of a site count in the moments: nothing says here which they are.
 *
 * <p>Parameters: {@code name/scale}, which starts at 1, {@code name/shift}, at 0; untrained {@code
 * name/mean}, at 0, and {@code name/variance}, at 1; one number for each entry of the last dim.
 *
 * @param name the path of its parameters
 * @param momentum the share of the batch in the running numbers, above 0 and at most 1
 * @param epsilon above 0
 */
public record BatchNorm(String name, double momentum, double epsilon) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, a momentum outside of 0 to 1, and an epsilon that is
   *     not above 0
   */
  public BatchNorm {
    Required.name(name, "a layer", "a path such as encoder/norm");
    LayerNorm.requirePositive(name, epsilon);
    if (!(momentum > 0 && momentum <= 1)) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected a momentum above 0 and at most 1, the share of the batch, but got " + momentum,
          "0.1, which keeps nine tenths of what was");
    }
  }

  /**
   * With PyTorch's momentum, 0.1, and epsilon, 1e-5.
   *
   * @throws JelboException for a blank name
   */
  public static BatchNorm of(String name) {
    return new BatchNorm(name, 0.1, 1e-5);
  }

  /**
   * With Keras's numbers: momentum 0.01, which is told as 0.99 there, and epsilon 1e-3.
   *
   * @throws JelboException for a blank name
   */
  public static BatchNorm asKeras(String name) {
    return new BatchNorm(name, 0.01, 1e-3);
  }

  /**
   * With another share of the batch in the running numbers.
   *
   * @throws JelboException outside of 0 to 1
   */
  public BatchNorm momentum(double other) {
    return new BatchNorm(name, other, epsilon);
  }

  /**
   * With another epsilon.
   *
   * @throws JelboException for one that is not above 0
   */
  public BatchNorm epsilon(double other) {
    return new BatchNorm(name, momentum, other);
  }

  /**
   * The normed value, event as that of the input.
   *
   * @param inputs one value, whose event has a last dim; in training of rows alone
   * @throws JelboException for other than one value, a scalar, and in training for axes other than
   *     rows, and fewer than two values
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr x = Only.of(name, inputs);
    Shape event = x.eventShape();
    if (event.numDimensions() == 0) {
      throw JelboException.here(
          "layer '" + name + "'",
          "expected an event with a last dim, but got a scalar",
          "reshape(1), or no norm");
    }
    long size = event.get(event.numDimensions() - 1);
    Param mean = Param.of(name + "/mean", size).untrained();
    Param variance = Param.of(name + "/variance", size).constant(1).untrained();
    Expr m = build.param(mean);
    Expr v = build.param(variance);
    if (build.isTraining()) {
      BatchMoments batch = BatchMoments.of(name, x);
      build.keep(mean, moved(m, batch.mean()));
      build.keep(variance, moved(v, batch.unbiasedVariance()));
      m = batch.mean();
      v = batch.variance();
    }
    Expr deviations = x.minus(LayerNorm.ofLast(m, event));
    Expr spread = LayerNorm.ofLast(v.plus(epsilon).sqrt(), event);
    return LayerNorm.scaled(build, name, deviations.dividedBy(spread));
  }

  private Expr moved(Expr running, Expr batch) {
    return running.times(1 - momentum).plus(batch.stopGradient().times(momentum));
  }
}
