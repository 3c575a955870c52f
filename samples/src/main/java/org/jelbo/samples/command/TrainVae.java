package org.jelbo.samples.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.RunFolder;
import org.jelbo.samples.experiment.SummaryFile;
import org.jelbo.samples.experiment.VaeExperiment;
import org.jelbo.samples.experiment.VaeResult;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo train vae}. */
@Command(
    name = "vae",
    description = "The variational autoencoder on binarized digits.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class TrainVae implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description = "digits, drawn by Jelbo, or mnist, read from --data-dir.")
  private String data = "digits";

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The folder with the four files of MNIST, or one that has it as mnist/.")
  private @Nullable Path dataDir;

  @Option(names = "--steps", paramLabel = "N", description = "Training steps of 100 images each.")
  private long steps = 15_000;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of parameters, batches and noise; equal seeds give equal results.")
  private long seed;

  @Option(names = "--device", paramLabel = "NAME", description = "cpu or gpu.")
  private Device device = Device.CPU;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder, new or empty; runs/vae-TIME when left out.")
  private @Nullable Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where to write the result, besides the run's metrics.json.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    RunFolder folder =
        out == null
            ? RunFolder.next("vae", LocalDateTime.now(ZoneId.systemDefault()))
            : RunFolder.at(out);
    SummaryFile summary = json == null ? null : SummaryFile.at(json);
    VaeExperiment experiment =
        VaeExperiment.of(DigitData.of(DigitData.Source.of(data), dataDir), steps, seed)
            .device(device);
    Console console = Console.of(spec);
    console.print("training on " + data + ", " + steps + " steps, seed " + seed);
    Progress progress = console.progress(steps);
    try (VaeResult result = experiment.run(progress)) {
      progress.finish();
      result.write(folder);
      if (summary != null) {
        summary.write(result);
      }
      console.print(described(result));
      console.print("run folder: " + shown(folder.path()));
      for (String file : RunFolder.FILES) {
        console.print("  " + shown(folder.path().resolve(file)));
      }
    }
    return 0;
  }

  private static String described(VaeResult result) {
    return String.format(
        Locale.ROOT,
        "trained in %.1f s%n"
            + "held-out images, in nats per image:%n"
            + "  -ELBO %.2f = kl %.2f + rec %.2f   (independent pixels %.2f)",
        result.seconds(),
        result.nelbo(),
        result.kl(),
        result.rec(),
        result.independentPixels());
  }

  private static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }
}
