package org.jelbo.samples.command;

import picocli.CommandLine.Command;

/** {@code jelbo train MODEL}. */
@Command(
    name = "train",
    description = "Trains a bundled model.",
    subcommands = TrainVae.class,
    synopsisSubcommandLabel = "MODEL",
    mixinStandardHelpOptions = true)
final class Train {}
