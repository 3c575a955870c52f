package org.jelbo.samples.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.RunFolder;
import org.jelbo.samples.experiment.SummaryFile;
import org.jelbo.samples.experiment.TrainedRun;
import org.jelbo.samples.experiment.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo train} of a model. */
@Command(mixinStandardHelpOptions = true, showDefaultValues = true)
final class TrainModel implements Callable<Integer> {
  private final BundledModel model;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description =
          "digits or street-digits, drawn by Jelbo, or mnist or svhn, read from --data-dir; each"
              + " model has its own two.")
  private String data;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The folder with the files of MNIST or SVHN, or one that has it as mnist/ or svhn/.")
  private @Nullable Path dataDir;

  @Option(names = "--steps", paramLabel = "N", description = "Training steps of 100 images each.")
  private long steps;

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
      description = "The run's folder, new or empty; runs/MODEL-TIME when left out.")
  private @Nullable Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Where to write the result, besides the run's metrics.json.")
  private @Nullable Path json;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "A checkpoint to go on from, such as the checkpoint.npz of a refused run.")
  private @Nullable Path resume;

  TrainModel(BundledModel model) {
    this.model = model;
    data = model.sources().get(0).label();
    steps = model.steps();
  }

  @Override
  public Integer call() {
    RunFolder folder =
        out == null
            ? RunFolder.next(model.name(), LocalDateTime.now(ZoneId.systemDefault()))
            : RunFolder.at(out);
    SummaryFile summary = json == null ? null : SummaryFile.at(json);
    DigitData.Source source = DigitData.Source.of(data, model.sources());
    Training training =
        Training.of(model, DigitData.of(source, dataDir), steps, seed)
            .device(device)
            .checkpoints(folder);
    if (resume != null) {
      training = training.resume(resume);
    }
    Console console = Console.of(spec);
    console.print("training on " + data + ", " + steps + " steps, seed " + seed);
    Progress progress = console.progress(steps);
    try (TrainedRun result = training.run(progress)) {
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

  private static String described(TrainedRun result) {
    return String.format(Locale.ROOT, "trained in %.1f s%n", result.seconds())
        + String.format("held-out images, bounds in nats per image:%n")
        + MeasuredText.of(result.measured(), result.references());
  }

  private static Path shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path) : path;
  }
}
