package org.jelbo.inference.training;

import java.nio.file.Path;
import java.util.Arrays;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.file.OutputFile;
import org.jelbo.inference.file.Rescue;

/**
 * The checkpoint that a training keeps up to date. It never holds a number that is not finite.
 * Where its place cannot be written to any more, it is elsewhere, and the log says where.
 *
 * @param file usually ending in {@code .npz}
 * @param every after so many steps each
 */
record LastGoodState(Path file, long every) {
  private static final System.Logger LOG = System.getLogger(LastGoodState.class.getName());

  LastGoodState {
    if (every < 1) {
      throw Messages.noCheckpoints(every);
    }
  }

  /** Refuses a place that cannot be written to. */
  void prove() {
    new OutputFile(file).proven();
  }

  /** Writes the state after a step, if it is time. */
  void stepped(Compiled compiled) {
    if (compiled.steps() % every == 0 && isFinite(compiled)) {
      save(compiled).elsewhere().ifPresent(LastGoodState::warn);
    }
  }

  private static void warn(JelboException elsewhere) {
    LOG.log(System.Logger.Level.WARNING, String.valueOf(elsewhere.getMessage()));
  }

  /**
   * Writes the state before a step that was refused, and says so.
   *
   * @return the refusal to throw
   */
  JelboException refused(Compiled compiled, JelboException refusal) {
    return kept(compiled, refusal, "the state before the step is in '");
  }

  /**
   * Writes the state after the last step of a training that ends before its time.
   *
   * @param reason what ends it
   * @return the reason to throw, which says where the state is
   */
  JelboException ended(Compiled compiled, JelboException reason) {
    return kept(compiled, reason, "the state after step " + compiled.steps() + " is in '");
  }

  private JelboException kept(Compiled compiled, JelboException refusal, String where) {
    if (!isFinite(compiled)) {
      return refusal;
    }
    try {
      return refusal.and(where + save(compiled).path() + "'");
    } catch (JelboException unwritable) {
      refusal.addSuppressed(unwritable);
      return refusal;
    }
  }

  private Rescue save(Compiled compiled) {
    return Rescue.of(file, place -> Checkpoints.save(compiled, place));
  }

  private static boolean isFinite(Compiled compiled) {
    return compiled.stateNames().stream()
        .allMatch(name -> Arrays.stream(compiled.state(name)).allMatch(Double::isFinite));
  }
}
