package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jelbo.inference.file.Claim;
import org.jelbo.inference.file.MadeFolders;
import org.jelbo.inference.file.Rescue;

/**
 * Results in a folder, each in a file of its own beside the state of its training: what is there is
 * not done again.
 *
 * @param folder where they are
 */
record KeptResults(Path folder) {
  private static final System.Logger LOG = System.getLogger(KeptResults.class.getName());

  /**
   * The results of a folder.
   *
   * @param folder made where it is missing; refused where it cannot be written to
   */
  static KeptResults in(Path folder) {
    RunFolder.requireWritable(folder);
    return new KeptResults(folder);
  }

  /** Does work that has the folder to itself; refused where another process has it. */
  <T> T claimed(Supplier<T> work) {
    try {
      MadeFolders.to(folder);
    } catch (IOException e) {
      throw Messages.runUnwritable(folder, e);
    }
    Claim claim = Claim.of(folder);
    claim
        .takenFrom()
        .ifPresent(
            holder ->
                LOG.log(
                    System.Logger.Level.INFO,
                    "taking over ''{0}'' from {1}, which has ended",
                    folder,
                    holder));
    try {
      return work.get();
    } finally {
      claim.close();
    }
  }

  /**
   * A result from its file, or, where there is none of this plan, from its work.
   *
   * @param name of the result
   * @param plan all that it depends on
   * @param work from the file for the state of the training
   * @return the result with its plan
   */
  JsonObject of(String name, JsonObject plan, Function<Path, JsonObject> work) {
    Path file = folder.resolve(name + ".json");
    if (Files.exists(file)) {
      JsonObject kept = JsonFile.readSealed(file);
      if (plan.equals(kept.get("plan"))) {
        return kept;
      }
    }
    JsonObject result = work.apply(folder.resolve(name + ".npz"));
    result.add("plan", plan);
    Rescue saved = Rescue.of(file, place -> JsonFile.writeSealed(place, result));
    saved
        .elsewhere()
        .ifPresent(
            found -> LOG.log(System.Logger.Level.WARNING, String.valueOf(found.getMessage())));
    return result;
  }
}
