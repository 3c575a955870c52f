package org.jelbo.samples.experiment;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.runtime.Card;
import org.jelbo.inference.runtime.CudaLibraries;
import org.jelbo.inference.runtime.NativeLibrary;
import org.jelbo.samples.drawing.Digits;
import org.jelbo.samples.drawing.StreetDigits;
import org.jspecify.annotations.Nullable;

/** What this machine has, and what to do about what is missing. */
public final class Checkup {
  private Checkup() {}

  /**
   * One line for each thing that was looked at.
   *
   * @param dataDir where the files of MNIST and SVHN should be; null for not asked
   */
  public static List<String> lines(@Nullable Path dataDir) {
    List<String> lines = new ArrayList<>();
    JsonObject versions = Versions.asJson();
    versions.keySet().forEach(name -> lines.add(line(name, versions.get(name).getAsString())));
    lines.add(line("threads", Runtime.getRuntime().availableProcessors() + " processors"));
    lines.add(line("heap", megabytes(Runtime.getRuntime().maxMemory()) + " at most (-Xmx)"));
    lines.add(line("native library", library()));
    lines.addAll(devices());
    lines.add(line("digits", "drawn here, first 100 images " + Digits.train(0, 100).digest()));
    lines.add(
        line(
            "street-digits",
            "drawn here, first 100 images " + StreetDigits.train(0, 100).digest()));
    lines.addAll(files(DigitData.Source.MNIST, dataDir));
    lines.addAll(files(DigitData.Source.SVHN, dataDir));
    Path runs = Path.of("runs").toAbsolutePath();
    lines.add(
        line("runs", runs + (Files.isDirectory(runs) ? "" : "; the first training makes it")));
    return lines;
  }

  /** A line for the processor, and some for a graphics card or what it needs. */
  public static List<String> devices() {
    List<String> lines = new ArrayList<>();
    lines.add(line("cpu", Device.CPU.isPresent() ? "found, computes" : "does not compute"));
    if (Device.GPU.isPresent()) {
      lines.add(line("gpu", "found, computes: " + Device.GPU.description()));
      Card.ofEnvironment()
          .remedies()
          .forEach(remedy -> lines.add(line("", "to change that: " + remedy)));
      return lines;
    }
    lines.add(line("gpu", "not found; a card of NVIDIA needs, on Linux x86-64,"));
    if (!NativeLibrary.isForCards()) {
      lines.add(
          line(
              "",
              "TensorFlow's library for cards: JELBO_PROFILE=gpu ./jelbo ..., or -Pgpu; 526 MB to"
                  + " download, 1.25 GB unpacked"));
    }
    for (CudaLibraries.Library missing : CudaLibraries.missing()) {
      lines.add(line("", missing.file() + ", which is not found: " + missing.of()));
    }
    lines.add(
        line(
            "",
            "CUDA and cuDNN can come from Maven Central: JELBO_PROFILE=gpu,cuda, or -Pgpu,cuda;"
                + " 2.03 GB to download"));
    return lines;
  }

  private static String library() {
    return NativeLibrary.files()
        .map(
            files ->
                files.jar()
                    + ", "
                    + megabytes(files.bytes())
                    + " unpacked in "
                    + files.folder()
                    + "; removed, it is unpacked anew when it is needed")
        .orElse("loaded from the system's folders");
  }

  private static String megabytes(long bytes) {
    return Math.round(bytes / 0x1p20) + " MB";
  }

  private static List<String> files(DigitData.Source source, @Nullable Path dataDir) {
    String name = source.label();
    if (dataDir == null) {
      return List.of(line(name, "not looked for; --data-dir DIR looks there"));
    }
    try {
      DigitData found = DigitData.of(source, dataDir);
      return List.of(
          line(name + " train", found.train().count() + " images, " + found.train().digest()),
          line(name + " test", found.test().count() + " images, " + found.test().digest()));
    } catch (JelboException e) {
      return List.of(line(name, "not usable\n" + e.getMessage()));
    }
  }

  private static String line(String name, String text) {
    return String.format(Locale.ROOT, "%-15s %s", name, text);
  }
}
