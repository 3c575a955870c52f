package org.jelbo.samples.command;

import picocli.CommandLine.Command;

/** {@code jelbo reproduce EXPERIMENT}. */
@Command(
    name = "reproduce",
    description = "Repeats a published experiment and compares the numbers.",
    subcommands = ReproduceCs236Vae.class,
    synopsisSubcommandLabel = "EXPERIMENT",
    mixinStandardHelpOptions = true)
final class Reproduce {}
