package org.jelbo.samples.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jelbo.samples.experiment.Checkup;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo doctor}. */
@Command(
    name = "doctor",
    description = "Shows versions, devices and data, and what to do about what is missing.",
    mixinStandardHelpOptions = true)
final class Doctor implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Looks for the files of MNIST and SVHN there.")
  private @Nullable Path dataDir;

  @Override
  public Integer call() {
    Checkup.lines(dataDir).forEach(Console.of(spec)::print);
    return 0;
  }
}
