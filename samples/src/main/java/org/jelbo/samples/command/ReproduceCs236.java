package org.jelbo.samples.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jelbo.samples.experiment.Cs236;
import org.jelbo.samples.experiment.Cs236Result;
import org.jelbo.samples.experiment.Cs236Row;
import org.jelbo.samples.experiment.RunFolder;
import org.jelbo.samples.experiment.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo reproduce} of a row of CS236. */
@Command(mixinStandardHelpOptions = true, showDefaultValues = true)
final class ReproduceCs236 implements Callable<Integer> {
  private final Cs236Row row;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      required = true,
      description =
          "The folder with the four files of MNIST, or one that has it as mnist/; the fixed binary"
              + " images are taken from cs236/ in it or beside it.")
  private @Nullable Path dataDir;

  @Option(names = "--steps", paramLabel = "N", description = "Training steps of 100 images each.")
  private long steps = 20_000;

  @ArgGroup private Seeds seeds = new Seeds();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "A folder for each seed's result and the state of its training: a call that was"
              + " interrupted goes on from there, and nothing is done twice.")
  private @Nullable Path out;

  @Mixin private ResultOption json = new ResultOption();

  /** One seed or several. */
  static final class Seeds {
    @Option(names = "--seed", paramLabel = "S", description = "One seed.")
    private @Nullable Long one;

    @Option(
        names = "--seeds",
        paramLabel = "S",
        split = ",",
        description = "Several, such as 0,1,2, one after the other.")
    private @Nullable List<Long> several;

    List<Long> all() {
      if (several != null) {
        return several;
      }
      return List.of(one == null ? 0L : one);
    }
  }

  ReproduceCs236(Cs236Row row) {
    this.row = row;
  }

  @Override
  public Integer call() {
    Training.requireSteps(steps);
    json.prove();
    if (out != null) {
      RunFolder.requireWritable(out);
    }
    Cs236 experiment = Cs236.of(row, Objects.requireNonNull(dataDir), steps);
    if (out != null) {
      experiment = experiment.keptIn(out);
    }
    Console console = Console.of(spec);
    console.print("test subset: " + experiment.subset());
    Cs236Result result =
        experiment.run(
            seeds.all(),
            seed -> {
              console.print("seed " + seed);
              return console.progress(steps);
            });
    console.print(result.table().stripTrailing());
    return json.write(result.summary(), console);
  }
}
