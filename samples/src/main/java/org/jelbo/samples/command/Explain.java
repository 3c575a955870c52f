package org.jelbo.samples.command;

import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code jelbo explain MODEL}. */
@Command(
    name = "explain",
    description = "Shows how a bundled model's objective is derived.",
    synopsisSubcommandLabel = "MODEL",
    mixinStandardHelpOptions = true)
final class Explain {
  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "vae",
      description = "The variational autoencoder.",
      mixinStandardHelpOptions = true)
  void vae() {
    Console.of(spec).print(Vae.of(VaeSettings.standard()).elbo().explain().stripTrailing());
  }
}
