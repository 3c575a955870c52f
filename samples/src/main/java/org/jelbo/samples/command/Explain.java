package org.jelbo.samples.command;

import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.inference.objective.Objective;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo explain MODEL}. */
@Command(
    name = "explain",
    description = "Shows how a bundled model's objective is derived.",
    synopsisSubcommandLabel = "MODEL",
    mixinStandardHelpOptions = true)
final class Explain {
  /** How a diagram is written. */
  enum Format {
    /** For GitHub and other Markdown. */
    MERMAID,
    /** For Graphviz. */
    DOT;

    private String of(Diagram diagram) {
      return this == MERMAID ? diagram.mermaid() : diagram.dot();
    }
  }

  @Spec private @Nullable CommandSpec spec;

  @Command(
      name = "vae",
      description = "The variational autoencoder.",
      mixinStandardHelpOptions = true)
  void vae(
      @Option(
              names = "--diagram",
              arity = "0..1",
              fallbackValue = "mermaid",
              paramLabel = "FORMAT",
              description =
                  "Prints the plate diagram of model and guide instead: mermaid, also when no"
                      + " FORMAT is named, or dot.")
          @Nullable Format diagram) {
    Objective objective = Vae.of(VaeSettings.standard()).elbo();
    String text =
        diagram == null
            ? objective.explain().toString()
            : diagram.of(objective.describe().diagram());
    Console.of(spec).print(text.stripTrailing());
  }
}
