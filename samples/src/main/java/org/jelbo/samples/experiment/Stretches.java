package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.inference.file.Rescue;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.jspecify.annotations.Nullable;

/**
 * A training in stretches, its state written after each but the last.
 *
 * @param checkpoint the file of the state; where it is there, the training goes on from it
 * @param every steps of a stretch, at least 1
 * @param identity all that the state depends on; it is written beside it and has to be the same
 */
record Stretches(Path checkpoint, long every, JsonObject identity) {
  private static final System.Logger LOG = System.getLogger(Stretches.class.getName());

  /** Trains until so many steps are done. */
  Fit run(Trainer trainer, long steps) {
    boolean isThere = Files.exists(checkpoint);
    if (isThere && !identity.equals(JsonFile.readSealed(beside(checkpoint)))) {
      throw Messages.otherTraining(checkpoint);
    }
    Fit fit = next(trainer, isThere ? checkpoint : null, Math.min(every, steps));
    while (fit.steps() < steps) {
      try (Fit done = fit) {
        Rescue saved = Rescue.of(checkpoint, place -> write(done, place));
        saved
            .elsewhere()
            .ifPresent(
                found -> LOG.log(System.Logger.Level.WARNING, String.valueOf(found.getMessage())));
        fit = next(trainer, saved.path(), Math.min(done.steps() + every, steps));
      }
    }
    return fit;
  }

  private void write(Fit done, Path place) {
    JsonFile.writeSealed(beside(place), identity);
    done.checkpoint(place);
  }

  private static Path beside(Path checkpoint) {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".json");
  }

  private static Fit next(Trainer trainer, @Nullable Path from, long until) {
    return (from == null ? trainer : trainer.resume(from)).steps(until).run();
  }
}
