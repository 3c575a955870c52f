package org.jelbo.samples.command;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jelbo.inference.file.Rescue;
import org.jelbo.samples.experiment.Cs236Fsvae;
import org.jelbo.samples.experiment.DigitData;
import org.jelbo.samples.experiment.RunFolder;
import org.jelbo.samples.experiment.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo reproduce cs236-fsvae}. */
@Command(
    name = Cs236Fsvae.NAME,
    description = {
      "The autoencoder of labelled images, in colour.",
      "As in Stanford CS236's second assignment, on house numbers: ten digits in twenty styles."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ReproduceCs236Fsvae implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "NAME",
      description = "street-digits, drawn by Jelbo, or svhn, read from --data-dir.")
  private String data = DigitData.Source.STREET_DIGITS.label();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "The folder with the two files of SVHN, or one that has it as svhn/ or svhn-subset/.")
  private @Nullable Path dataDir;

  @Option(names = "--steps", paramLabel = "N", description = "Training steps of 100 images each.")
  private long steps = Cs236Fsvae.model().steps();

  @Option(names = "--seed", paramLabel = "S", description = "Of parameters, batches and noise.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The run's folder, new or empty; runs/cs236-fsvae-TIME when left out.")
  private @Nullable Path out;

  @Mixin private ResultOption json = new ResultOption();

  @Override
  public Integer call() {
    Training.requireSteps(steps);
    DigitData.Source source = DigitData.Source.of(data, Cs236Fsvae.model().sources());
    json.prove();
    try (RunFolder folder =
        out == null
            ? RunFolder.next(Cs236Fsvae.NAME, LocalDateTime.now(ZoneId.systemDefault()))
            : RunFolder.at(out)) {
      folder.requireRoom(Training.bytes(Cs236Fsvae.model()));
      return reproduce(source, folder, Console.of(spec));
    }
  }

  private int reproduce(DigitData.Source source, RunFolder folder, Console console) {
    console.tellTakenOver(folder);
    Cs236Fsvae experiment =
        Cs236Fsvae.of(DigitData.of(source, dataDir), steps, seed).checkpoints(folder);
    console.print("training on " + data + ", " + steps + " steps, seed " + seed);
    Progress progress = console.progress(steps);
    try (Cs236Fsvae.Result result = experiment.run(progress)) {
      progress.finish();
      Rescue run = result.trained().write(folder);
      console.print(String.format(Locale.ROOT, "trained in %.1f s", result.trained().seconds()));
      console.print("held-out images, bounds in nats per image:");
      console.print(MeasuredText.of(result.measured(), Map.of()));
      console.print("ten digits in twenty styles: " + run.path().resolve("samples.png"));
      boolean isInPlace = console.tellWhere(run);
      return Math.max(isInPlace ? 0 : 1, json.write(result.summary(), console));
    }
  }
}
