package org.jelbo.samples.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jelbo.samples.experiment.Cs236Ssvae;
import org.jelbo.samples.experiment.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo reproduce cs236-ssvae}. */
@Command(
    name = Cs236Ssvae.NAME,
    description = {
      "The autoencoder of images of which a few have labels.",
      "As in Stanford CS236's second assignment, on MNIST with 100 labelled images."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ReproduceCs236Ssvae implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      required = true,
      description = "The folder with the four files of MNIST, or one that has it as mnist/.")
  private @Nullable Path dataDir;

  @Option(
      names = "--weights",
      paramLabel = "W",
      split = ",",
      description = "Of the bound, one training after the other; 0 leaves the classifier alone.")
  private List<Double> weights = List.of(1.0, 0.0);

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Training steps of 100 images each, and all the labelled ones.")
  private long steps = 30_000;

  @ArgGroup private ReproduceCs236.Seeds seeds = new ReproduceCs236.Seeds();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "A folder for the result and the state of each training: a call that was interrupted"
              + " goes on from there, and nothing is done twice.")
  private @Nullable Path out;

  @Mixin private ResultOption json = new ResultOption();

  @Override
  public Integer call() {
    json.prove();
    if (out != null) {
      RunFolder.requireWritable(out);
    }
    Cs236Ssvae experiment = Cs236Ssvae.of(Objects.requireNonNull(dataDir), weights, steps);
    if (out != null) {
      experiment = experiment.keptIn(out);
    }
    Console console = Console.of(spec);
    JsonObject summary =
        experiment.run(
            seeds.all(),
            label -> {
              console.print(label);
              return console.progress(steps);
            });
    console.print(Cs236Ssvae.table(summary).stripTrailing());
    return json.write(summary, console);
  }
}
