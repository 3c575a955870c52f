package org.jelbo.samples.command;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jelbo.samples.experiment.IwaeTable;
import org.jelbo.samples.experiment.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo reproduce iwae}. */
@Command(
    name = "iwae",
    description =
        "Training by the importance-weighted bound with one stochastic layer, on MNIST. What is"
            + " in the folder from an earlier call is not done again.",
    mixinStandardHelpOptions = true,
    showDefaultValues = true)
final class ReproduceIwae implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      required = true,
      description = "The folder with the four files of MNIST, or one that has it as mnist/.")
  private @Nullable Path dataDir;

  @Option(
      names = "--particles",
      paramLabel = "K",
      split = ",",
      description = "Of training, one after the other.")
  private List<Integer> particles = List.of(1, 5, 50);

  @Option(
      names = "--gradients",
      paramLabel = "NAME",
      split = ",",
      description = "Of the guide: plain, or doubly reparameterized as doubly.")
  private List<String> gradients = List.of("plain");

  @Option(names = "--steps", paramLabel = "N", description = "Training steps of 100 images each.")
  private long steps = 20_000;

  @Option(names = "--seed", paramLabel = "S", description = "Of parameters, batches and noise.")
  private long seed;

  @Option(
      names = "--evidence-particles",
      paramLabel = "K",
      description = "Draws for each test image when its evidence is measured.")
  private int evidenceParticles = 1_000;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for the state of each training and its result.")
  private Path out = Path.of("runs", "iwae");

  @Mixin private ResultOption json = new ResultOption();

  @Override
  public Integer call() {
    json.prove();
    RunFolder.requireWritable(out);
    IwaeTable table =
        IwaeTable.of(
            Objects.requireNonNull(dataDir),
            particles,
            gradients,
            new IwaeTable.Plan(steps, seed, evidenceParticles),
            out);
    Console console = Console.of(spec);
    JsonObject summary =
        table.run(
            label -> {
              console.print(label);
              return console.progress(steps);
            });
    console.print(IwaeTable.table(summary).stripTrailing());
    return json.write(summary, console);
  }
}
