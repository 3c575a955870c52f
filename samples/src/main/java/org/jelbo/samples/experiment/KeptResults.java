package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Results in a folder, each in a file of its own beside the state of its training: what is there is
 * not done again.
 *
 * @param folder where they are
 */
record KeptResults(Path folder) {
  /**
   * The results of a folder.
   *
   * @param folder made where it is missing
   */
  static KeptResults in(Path folder) {
    try {
      return new KeptResults(Files.createDirectories(folder));
    } catch (IOException e) {
      throw Messages.unwritable(folder, e);
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
      JsonObject kept = JsonFile.read(file);
      if (plan.equals(kept.get("plan"))) {
        return kept;
      }
    }
    JsonObject result = work.apply(folder.resolve(name + ".npz"));
    result.add("plan", plan);
    JsonFile.write(file, result);
    return result;
  }
}
