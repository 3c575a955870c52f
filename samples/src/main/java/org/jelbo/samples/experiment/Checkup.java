package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.data.Digits;
import org.jelbo.samples.data.ImageSet;
import org.jelbo.samples.data.MnistFolder;
import org.jspecify.annotations.Nullable;

/** What this machine has, and what to do about what is missing. */
public final class Checkup {
  private Checkup() {}

  /**
   * One line for each thing that was looked at.
   *
   * @param dataDir where the files of MNIST should be; null for not asked
   */
  public static List<String> lines(@Nullable Path dataDir) {
    List<String> lines = new ArrayList<>();
    JsonObject versions = Versions.asJson();
    versions.keySet().forEach(name -> lines.add(line(name, versions.get(name).getAsString())));
    lines.add(line("threads", Runtime.getRuntime().availableProcessors() + " processors"));
    lines.add(line("native library", "TensorFlow's, loaded"));
    lines.add(line("cpu", Device.CPU.isPresent() ? "found" : "not found"));
    lines.add(
        line(
            "gpu",
            Device.GPU.isPresent()
                ? "found"
                : "not found; to use one: JELBO_PROFILE=gpu ./jelbo ..., NVIDIA's driver, CUDA 12"));
    lines.add(line("digits", "drawn here, first 100 images " + Digits.train(0, 100).digest()));
    lines.addAll(mnist(dataDir));
    Path runs = Path.of("runs").toAbsolutePath();
    lines.add(
        line("runs", runs + (Files.isDirectory(runs) ? "" : "; the first training makes it")));
    lines.add(line("cache", "none: Jelbo downloads nothing and keeps nothing outside of runs"));
    return lines;
  }

  private static List<String> mnist(@Nullable Path dataDir) {
    if (dataDir == null) {
      return List.of(line("mnist", "not looked for; --data-dir DIR looks there"));
    }
    try {
      MnistFolder folder = MnistFolder.of(dataDir);
      ImageSet train = folder.train();
      ImageSet test = folder.test();
      return List.of(
          line("mnist train", train.count() + " images, " + train.digest()),
          line("mnist test", test.count() + " images, " + test.digest()));
    } catch (JelboException e) {
      return List.of(line("mnist", "not usable\n" + e.getMessage()));
    }
  }

  private static String line(String name, String text) {
    return String.format("%-15s %s", name, text);
  }
}
