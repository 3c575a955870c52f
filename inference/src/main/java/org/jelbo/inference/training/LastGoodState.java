package org.jelbo.inference.training;

import java.nio.file.Path;
import java.util.Arrays;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compiled;

/**
 * The checkpoint that a training keeps up to date. It never holds a number that is not finite.
 *
 * @param file usually ending in {@code .npz}
 * @param every after so many steps each
 */
record LastGoodState(Path file, long every) {
  LastGoodState {
    if (every < 1) {
      throw Messages.noCheckpoints(every);
    }
  }

  /** Writes the state after a step, if it is time. */
  void stepped(Compiled compiled) {
    if (compiled.steps() % every == 0 && isFinite(compiled)) {
      Checkpoints.save(compiled, file);
    }
  }

  /**
   * Writes the state before a step that was refused, and says so.
   *
   * @return the refusal to throw
   */
  JelboException refused(Compiled compiled, JelboException refusal) {
    if (!isFinite(compiled)) {
      return refusal;
    }
    try {
      Checkpoints.save(compiled, file);
      return refusal.and("the state before the step is in '" + file + "'");
    } catch (JelboException unwritable) {
      refusal.addSuppressed(unwritable);
      return refusal;
    }
  }

  private static boolean isFinite(Compiled compiled) {
    return compiled.stateNames().stream()
        .allMatch(name -> Arrays.stream(compiled.state(name)).allMatch(Double::isFinite));
  }
}
