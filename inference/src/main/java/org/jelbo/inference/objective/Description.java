package org.jelbo.inference.objective;

import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.diagram.Diagram;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Trace;
import org.jelbo.dsl.program.TraceTable;
import org.jelbo.inference.derivation.DrySetting;

/**
 * What a model and its guide declare, learnt from one run of each without data. Programs that no
 * bound can be derived from are described too.
 *
 * <pre>
 * System.out.println(elbo.describe());                    // the sites of both, as tables
 * System.out.println(elbo.describe().diagram().mermaid()); // both in one picture
 * </pre>
 *
 * @param model the sites of the model
 * @param guide the sites of the guide
 * @param modelDiagram the picture of the model alone
 * @param guideDiagram the picture of the guide alone
 * @param diagram the picture of both, the guide's edges dashed
 */
public record Description(
    TraceTable model,
    TraceTable guide,
    Diagram modelDiagram,
    Diagram guideDiagram,
    Diagram diagram) {

  /**
   * Runs the guide, then the model with the latents of the guide.
   *
   * @param model the generative program
   * @param guide the program that proposes its latents
   * @param given the sites that take the data
   * @param particles the axes that every latent is drawn along; none for one draw
   * @throws JelboException for null, and where a program refuses to run
   */
  public static Description of(Program model, Program guide, Set<String> given, Axes particles) {
    Required.of(model, "description", "a model", "p -> p.plate(...)");
    Required.of(guide, "description", "a guide", "p -> {} for a model without latents");
    Required.of(given, "description", "the names of given sites", "Set.of(\"x\")");
    Required.of(particles, "description", "axes", "Axes.NONE");
    try (DrySetting dry = DrySetting.along(particles)) {
      Handler draw = Draw.of(dry.noise()).along(particles);
      Trace q = trace(guide, "the guide", dry, given, draw);
      Trace p = trace(model, "the model", dry, given, Replay.of(q, draw));
      return new Description(
          TraceTable.of(p), TraceTable.of(q), Diagram.of(p), Diagram.of(q), Diagram.of(p, q));
    }
  }

  private static Trace trace(
      Program program, String name, DrySetting dry, Set<String> given, Handler latents) {
    return Trace.of(program, name, dry, Give.of(given, site -> dry.given(site), latents));
  }

  /** The tables of model and guide; of the model alone where the guide declares nothing. */
  @Override
  public String toString() {
    return "Model\n\n" + model + (guide.rows().isEmpty() ? "" : "\nGuide\n\n" + guide);
  }
}
