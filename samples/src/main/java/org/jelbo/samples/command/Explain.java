package org.jelbo.samples.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code jelbo explain MODEL}. */
@Command(
    name = "explain",
    description = "Shows how a bundled model's objective is derived.",
    synopsisSubcommandLabel = "MODEL",
    mixinStandardHelpOptions = true)
final class Explain {
  static CommandLine command() {
    return ModelCommands.of(new Explain(), ExplainModel::new);
  }
}
