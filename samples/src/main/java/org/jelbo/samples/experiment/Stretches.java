package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;

/**
 * A training in stretches, its state written after each but the last.
 *
 * @param checkpoint the file of the state; where it is there, the training goes on from it
 * @param every steps of a stretch, at least 1
 * @param identity all that the state depends on; it is written beside it and has to be the same
 */
record Stretches(Path checkpoint, long every, JsonObject identity) {
  /** Trains until so many steps are done. */
  Fit run(Trainer trainer, long steps) {
    if (Files.exists(checkpoint) && !identity.equals(JsonFile.read(beside()))) {
      throw Messages.otherTraining(checkpoint);
    }
    Fit fit = next(trainer, Math.min(every, steps));
    while (fit.steps() < steps) {
      try (Fit done = fit) {
        JsonFile.write(beside(), identity);
        done.checkpoint(checkpoint);
        fit = next(trainer, Math.min(done.steps() + every, steps));
      }
    }
    return fit;
  }

  private Path beside() {
    return checkpoint.resolveSibling(checkpoint.getFileName() + ".json");
  }

  private Fit next(Trainer trainer, long until) {
    return (Files.exists(checkpoint) ? trainer.resume(checkpoint) : trainer).steps(until).run();
  }
}
