package org.jelbo.samples.command;

import java.util.concurrent.Callable;
import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.inference.objective.Explanation;
import org.jelbo.inference.objective.Objective;
import org.jelbo.samples.experiment.BundledModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code jelbo explain} of a model. */
@Command(mixinStandardHelpOptions = true)
final class ExplainModel implements Callable<Integer> {
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

  private final BundledModel model;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description =
          "elbo, iwae, of gmvae component, or of ssvae sum, as the model has them; the one that it"
              + " is trained by when left out.")
  private @Nullable String objective;

  @Option(
      names = "--particles",
      paramLabel = "K",
      description = "Draws of the latents in a step; 1 when left out.")
  private int particles = 1;

  @Option(names = "--markdown", description = "Prints Markdown, formulas in LaTeX.")
  private boolean markdown;

  @Option(
      names = "--diagram",
      arity = "0..1",
      fallbackValue = "mermaid",
      paramLabel = "FORMAT",
      description =
          "Prints the plate diagram of model and guide instead: mermaid, also when no FORMAT is"
              + " named, or dot.")
  private @Nullable Format diagram;

  ExplainModel(BundledModel model) {
    this.model = model;
  }

  @Override
  public Integer call() {
    String name = objective == null ? model.objectives().get(0) : objective;
    Objective explained = model.objective(name, particles);
    Console.of(spec).print(text(explained).stripTrailing());
    return 0;
  }

  private String text(Objective explained) {
    if (diagram != null) {
      return diagram.of(explained.describe().diagram());
    }
    Explanation explanation = explained.explain();
    return markdown ? explanation.markdown() : explanation.toString();
  }
}
