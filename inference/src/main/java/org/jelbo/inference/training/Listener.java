package org.jelbo.inference.training;

import org.jelbo.inference.compilation.StepReport;

/** Hears of every training step. */
@FunctionalInterface
public interface Listener {
  /**
   * After a step. An exception ends the training.
   *
   * @param report the batch's loss and parts
   */
  void stepped(StepReport report);
}
