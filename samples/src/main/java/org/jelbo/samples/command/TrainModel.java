package org.jelbo.samples.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.file.Rescue;
import org.jelbo.inference.runtime.Machine;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.RunFolder;
import org.jelbo.samples.experiment.TrainedRun;
import org.jelbo.samples.experiment.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo train} of a model. */
@Command(mixinStandardHelpOptions = true, showDefaultValues = true)
final class TrainModel implements Callable<Integer> {
  private final BundledModel model;
  private final Interruption interruption;

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
      description =
          "Of parameters, batches and noise; equal seeds give equal results on equal"
              + " machines.")
  private long seed;

  @Option(names = "--device", paramLabel = "NAME", description = "cpu or gpu.")
  private Device device = Device.CPU;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder, new or empty; runs/MODEL-TIME when left out.")
  private @Nullable Path out;

  @Mixin private KlWeightOption klWeight = new KlWeightOption();
  @Mixin private ResultOption json = new ResultOption();

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description =
          "A checkpoint to go on from, such as the checkpoint.npz of a run that was refused or"
              + " interrupted.")
  private @Nullable Path resume;

  TrainModel(BundledModel model, Interruption interruption) {
    this.model = model;
    this.interruption = interruption;
    data = model.sources().get(0).label();
    steps = model.steps();
  }

  @Override
  public Integer call() {
    Training.requireSteps(steps);
    DigitData.Source source = DigitData.Source.of(data, model.sources());
    BundledModel trained = klWeight.schedule().map(model::klWeight).orElse(model);
    json.prove();
    List<String> differences =
        resume == null
            ? List.of()
            : Training.requireResumable(model, resume, steps)
                .machine()
                .map(Machine.here(device.description(), 1)::differences)
                .orElse(List.of());
    try (RunFolder folder =
        out == null
            ? RunFolder.next(model.name(), LocalDateTime.now(ZoneId.systemDefault()))
            : RunFolder.at(out)) {
      folder.requireRoom(Training.bytes(model));
      interruption.keepFromNow();
      Console console = Console.of(spec);
      console.tellTakenOver(folder);
      console.tellMachines("the checkpoint was written", differences);
      return train(trained, source, folder, console);
    }
  }

  private int train(
      BundledModel trained, DigitData.Source source, RunFolder folder, Console console) {
    Training training =
        Training.of(trained, DigitData.of(source, dataDir), steps, seed)
            .device(device)
            .checkpoints(folder);
    if (resume != null) {
      training = training.resume(resume);
    }
    interruption.requireTime(steps, again().toString());
    console.print("training on " + data + ", " + steps + " steps, seed " + seed);
    Progress progress = console.progress(steps);
    String remedy = again().with("--resume", Console.shown(folder.checkpoint())).toString();
    try (TrainedRun result = training.run(interruption.ending(progress, steps, remedy))) {
      progress.finish();
      Rescue run = Persistence.of(console, interruption).save(() -> result.write(folder));
      interruption.allKept();
      int exit = json.write(result.summary(), console);
      console.print(described(result));
      console.print("run folder: " + Console.shown(run.path()));
      for (String file : result.files()) {
        console.print("  " + Console.shown(run.path().resolve(file)));
      }
      return run.elsewhere().isEmpty() ? exit : 1;
    }
  }

  /** The command that does what this one does, but for the places of its results. */
  private CommandLineText again() {
    CommandLineText text =
        CommandLineText.of("./jelbo", "train", model.name())
            .with("--data", data)
            .with("--data-dir", dataDir)
            .with("--steps", steps)
            .with("--seed", seed)
            .with("--device", device.name().toLowerCase(Locale.ROOT));
    return klWeight.addedTo(text);
  }

  private static String described(TrainedRun result) {
    return String.format(
            Locale.ROOT,
            "trained in %.1f s%nheld-out images, bounds in nats per image:%n",
            result.seconds())
        + MeasuredText.of(result.measured(), result.references());
  }
}
