package org.jelbo.samples.command;

import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jelbo.samples.experiment.BundledModel;
import org.jelbo.samples.protocol.Protocols;
import picocli.CommandLine;

/** A command's subcommands, one for each bundled model. */
final class ModelCommands {
  private ModelCommands() {}

  /**
   * The command with a subcommand for each model.
   *
   * @param parent its class is annotated
   * @param child makes the subcommand of a model
   */
  static CommandLine of(Object parent, Function<BundledModel, Callable<Integer>> child) {
    CommandLine command = new CommandLine(parent);
    for (BundledModel model : Protocols.models()) {
      CommandLine subcommand = new CommandLine(child.apply(model));
      subcommand.getCommandSpec().usageMessage().description(model.description());
      command.addSubcommand(model.name(), subcommand);
    }
    return command;
  }
}
