package org.jelbo.inference.compilation;

import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Summand;

/**
 * Something to compute with the parameters as they are. Its graph is built once for each shape of
 * data and runs at any number of rows and particles.
 *
 * @param name part of its noise key; queries of one name and variant that are built at one place in
 *     the code must mean the same values
 * @param particles the axes of its latents
 * @param variant what else tells queries of one name apart; it leaves the noise alone
 * @param build the values to compute, by name
 */
public record Query(
    String name, Axes particles, Object variant, Function<Setting, Map<String, Expr>> build) {
  /** A query of which there is one variant. */
  public Query(String name, Axes particles, Function<Setting, Map<String, Expr>> build) {
    this(name, particles, "", build);
  }

  /**
   * The same of the programs of an objective, with other noise for each term of a sum.
   *
   * @param objective the compiled one, or one of its terms
   */
  public Query about(Objective objective) {
    return objective instanceof Summand term && !term.name().isEmpty()
        ? new Query(name + "/term " + term.name(), particles, variant, build)
        : this;
  }
}
