package org.jelbo.samples.command;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Rescue;

/**
 * Saves what was trained, again and again where there is no place for it, until there is one.
 *
 * @param pause between two tries
 */
record Persistence(Console console, Interruption interruption, Duration pause) {
  /** Of a pause in which somebody can make room. */
  static Persistence of(Console console, Interruption interruption) {
    return new Persistence(console, interruption, Duration.ofSeconds(10));
  }

  /**
   * Saves; refused only where the program is to end.
   *
   * @param save refused where there is no place
   * @return where it is
   */
  Rescue save(Supplier<Rescue> save) {
    while (true) {
      try {
        Rescue saved = save.get();
        console.tellWhere(saved);
        return saved;
      } catch (JelboException e) {
        if (!(e.getCause() instanceof IOException)) {
          throw e;
        }
        console.complain(e.and("trying again in " + pause.toSeconds() + " s, until interrupted"));
        if (!interruption.pause(pause)) {
          throw e;
        }
      }
    }
  }
}
