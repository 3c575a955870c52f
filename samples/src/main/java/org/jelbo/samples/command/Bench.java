package org.jelbo.samples.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code jelbo bench MODEL}. */
@Command(
    name = "bench",
    description = "Times the training step of a bundled model.",
    synopsisSubcommandLabel = "MODEL",
    mixinStandardHelpOptions = true)
final class Bench {
  static CommandLine command() {
    return ModelCommands.of(new Bench(), BenchModel::new);
  }
}
