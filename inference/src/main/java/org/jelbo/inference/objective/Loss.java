package org.jelbo.inference.objective;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.gradient.Gradients;
import org.jelbo.inference.gradient.LeafGradients;

/** What a trainer needs to know: a scalar to report, its parts, and a direction to descend. */
public interface Loss {
  /** The loss, in nats per datum; scalar. */
  Expr value();

  /**
   * Named parts of the loss, in nats per datum and unweighted, except for {@code ess}, which is a
   * number of particles; scalars.
   */
  Map<String, Expr> parts();

  /** The same parts for each row of the batch, {@code [rows]}, where a part has rows. */
  Map<String, Expr> partsPerDatum();

  /**
   * What each site adds, averaged over everything, by where the site stands, such as {@code site
   * 'x' in the model, plate 'images' (VaeModel.java:31)}; scalars. Computed only to say where a
   * number comes from that is not finite.
   */
  default Map<String, Expr> sites() {
    return Map.of();
  }

  /** What {@link #value} is derived as; empty for a loss that no programs were derived into. */
  default Optional<Formula> derivedAs() {
    return Optional.empty();
  }

  /**
   * Draws that are cut off from what they are drawn with, which {@link #gradients} follows by
   * themselves; none where the draws depend on parameters as they are.
   */
  default List<LeafGradients.Leaf> leaves() {
    return List.of();
  }

  /** The parameters that {@link #gradients} has a direction for, in the order of the map. */
  default Map<String, Expr> reached(Map<String, Expr> parameters) {
    return Gradients.reached(value(), parameters);
  }

  /**
   * The direction that is descended, of each parameter's shape; it need not be the gradient of
   * {@link #value}.
   *
   * @param parameters by name
   */
  default List<Expr> gradients(Map<String, Expr> parameters) {
    return Gradients.of(value(), parameters);
  }
}
