package org.jelbo.inference.training;

import org.jelbo.inference.compilation.StepReport;

/** Hears of every training step, and of what is measured after some of them. */
@FunctionalInterface
public interface Listener {
  /**
   * After a step. An exception ends the training.
   *
   * @param report the batch's loss and parts
   */
  void stepped(StepReport report);

  /**
   * After a {@link Trainer#metric}, before {@link #stepped} of the same step. An exception ends the
   * training.
   *
   * @param step how many steps are done
   * @param name of the metric
   * @param value what it is
   */
  default void measured(long step, String name, double value) {}
}
