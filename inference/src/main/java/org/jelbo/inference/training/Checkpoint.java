package org.jelbo.inference.training;

import java.nio.file.Path;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.runtime.Machine;

/**
 * What a checkpoint says of itself. Its numbers are not read.
 *
 * @param file where it is
 * @param steps how many were done
 * @param hasSlots whether it holds what an optimizer keeps, besides the parameters
 * @param machine where it was written; empty where the file does not say
 */
public record Checkpoint(Path file, long steps, boolean hasSlots, Optional<Machine> machine) {
  /**
   * That of a file.
   *
   * @param objective refused where the file does not hold its parameters
   * @param file written by {@link Fit#checkpoint} or {@link Fit#save}
   * @throws JelboException for a file that is none, or lacks parameters of the objective
   */
  public static Checkpoint of(Objective objective, Path file) {
    return Checkpoints.described(objective, file);
  }

  /**
   * This one, if an optimizer could go on from it.
   *
   * @throws JelboException for one that an optimizer with slots, such as Adam, could not go on from
   */
  public Checkpoint requireSlots() {
    if (!hasSlots) {
      throw Messages.onlyParameters(file);
    }
    return this;
  }
}
