package org.jelbo.dsl.param;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Subject;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;

/**
 * What a layer may reach while a program runs. Whoever wraps one passes all of it on, as {@link
 * #under} does: a layer inside would else not hear that it is trained.
 */
public interface Build {
  /** The parameter's value in this run, without axes, event shape as declared. */
  Expr param(Param param);

  /**
   * Whether the run is a step of training. Outside of it, where a fit is measured, drawn from or
   * asked, a layer is the same function for all rows, and random numbers are those of sites alone.
   */
  default boolean isTraining() {
    return false;
  }

  /**
   * Independent numbers for a layer in training: each application of the layer in a run of a
   * program has its own, and a run that is repeated in the same step has the same.
   *
   * @param layer the path of the layer
   * @param axes along which they are independent; none of enumerations, whose values share them
   * @throws JelboException where {@link #isTraining} does not hold
   */
  default NoiseStream noise(String layer, Axes axes) {
    throw Messages.outsideOfTraining(Subject.of("layer '" + layer + "'"), "to draw");
  }

  /**
   * What an {@link Param#untrained untrained} parameter is after this step of training. It takes
   * effect with the changes of all others, or not at all. What it is computed from is as it was
   * before the step.
   *
   * @param param untrained, and was read in this run
   * @param next in the support, without axes, event shape as declared
   * @throws JelboException where {@link #isTraining} does not hold, and, before anything changes,
   *     for a value that is not finite or not in the support
   */
  default void keep(Param param, Expr next) {
    throw Messages.outsideOfTraining(Subject.parameter(param.name()), "to keep a value");
  }

  /**
   * The same for a layer inside another, whose parameters have a path and a slash before theirs.
   */
  default Build under(String path) {
    return new Inside(this, path);
  }
}
