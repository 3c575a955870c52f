package org.jelbo.samples.command;

import org.jelbo.samples.experiment.Cs236Fsvae;
import org.jelbo.samples.experiment.Cs236Row;
import org.jelbo.samples.experiment.Cs236Ssvae;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code jelbo reproduce EXPERIMENT}. */
@Command(
    name = "reproduce",
    description = "Repeats a published experiment and compares the numbers.",
    synopsisSubcommandLabel = "EXPERIMENT",
    mixinStandardHelpOptions = true)
final class Reproduce {
  static CommandLine command() {
    CommandLine command = new CommandLine(new Reproduce());
    for (Cs236Row row : Cs236Row.all()) {
      CommandLine subcommand = new CommandLine(new ReproduceCs236(row));
      subcommand
          .getCommandSpec()
          .usageMessage()
          .description(
              row.model().description(), "As in Stanford CS236's second assignment, on MNIST.");
      command.addSubcommand(row.name(), subcommand);
    }
    return command
        .addSubcommand(Cs236Ssvae.NAME, new ReproduceCs236Ssvae())
        .addSubcommand(Cs236Fsvae.NAME, new ReproduceCs236Fsvae())
        .addSubcommand("iwae", new ReproduceIwae());
  }
}
