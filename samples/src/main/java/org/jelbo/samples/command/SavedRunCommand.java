package org.jelbo.samples.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jelbo.inference.compilation.Device;
import org.jelbo.samples.experiment.SavedRun;
import org.jelbo.samples.protocol.Protocols;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands on a saved run share. */
abstract class SavedRunCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run's folder, or its name in runs.")
  private String run = "";

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of the draws; the run's own when left out.")
  private @Nullable Long seed;

  @Option(names = "--device", paramLabel = "NAME", description = "cpu, also when left out, or gpu.")
  private Device device = Device.CPU;

  @Override
  public Integer call() {
    prove();
    try (SavedRun saved = SavedRun.of(run, device, Protocols.models())) {
      return work(saved, seed == null ? saved.seed() : seed, Console.of(spec));
    }
  }

  /** Refuses, before the work, what cannot be written after it. */
  abstract void prove();

  /** The work; its exit code. */
  abstract int work(SavedRun saved, long drawSeed, Console console);

  /** A picture's place: the one asked for, or in the current folder. */
  static Path picture(@Nullable Path out, String name) {
    return out == null ? Path.of(name) : out;
  }
}
