package org.jelbo.inference.compilation;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Objective;

/**
 * Something to compute with the parameters as they are. Its graph is built once for each shape of
 * data and runs at any number of rows and particles.
 *
 * <pre>
 * record MeanOf(String site, double scale) implements Query&lt;Values&gt; {
 *   public String name() {
 *     return "mean";
 *   }
 *
 *   public Outputs&lt;Values&gt; build(Setting setting) {
 *     return Outputs.of(...);
 *   }
 * }
 * </pre>
 *
 * <p>A query is a value: a record, whose components are all that its graph depends on. Equal ones
 * are answered by one graph, and others never are. A component that is an array is refused: its
 * numbers may change while it stays equal. Numbers that differ from run to run are {@link
 * QueryRun#feeding fed}.
 *
 * @param <R> what its answer is read as
 */
public interface Query<R> {
  /** Part of its noise key; not blank. */
  String name();

  /** The axes of its latents; none for one draw. */
  default Axes particles() {
    return Axes.NONE;
  }

  /**
   * What is computed in a graph, and how it is read. Called once for a graph.
   *
   * @param setting parameters, data and noise
   */
  Outputs<R> build(Setting setting);

  /**
   * The name of a query about the programs of an objective, with other noise for each term of a
   * sum.
   *
   * @param objective the compiled one, or one of its terms
   * @throws JelboException for null
   */
  static String about(Objective objective, String name) {
    Required.of(objective, "query", "an objective", "compiled.objective()");
    String term = objective.termName();
    return term.isEmpty() ? name : name + "/term " + term;
  }
}
