package org.jelbo.samples.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code jelbo train MODEL}. */
@Command(
    name = "train",
    description = "Trains a bundled model.",
    synopsisSubcommandLabel = "MODEL",
    mixinStandardHelpOptions = true)
final class Train {
  static CommandLine command(Interruption interruption) {
    return ModelCommands.of(new Train(), model -> new TrainModel(model, interruption));
  }
}
