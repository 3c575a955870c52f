package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

  /** The file for the state of a result's training. */
  Path state(String name) {
    return folder.resolve(name + ".npz");
  }

  /**
   * The result of a name that an earlier call has kept, if there is one of this plan.
   *
   * @param plan all that it depends on
   */
  Optional<JsonObject> find(String name, JsonObject plan) {
    Path file = file(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonObject kept = JsonFile.readSealed(file);
    return plan.equals(kept.get("plan")) ? Optional.of(kept) : Optional.empty();
  }

  /** Keeps a result with its plan. */
  void keep(String name, JsonObject plan, JsonObject result) {
    result.add("plan", plan);
    Rescue saved = Rescue.of(file(name), place -> JsonFile.writeSealed(place, result));
    saved
        .elsewhere()
        .ifPresent(
            found -> LOG.log(System.Logger.Level.WARNING, String.valueOf(found.getMessage())));
  }

  private Path file(String name) {
    return folder.resolve(name + ".json");
  }
}
