package org.jelbo.inference.loss;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.formula.Formula;

/**
 * What a trainer needs to know of an objective in a graph: a scalar to report, its parts, and a
 * direction to descend. What a method gives is made once, when the loss is built: it may be asked
 * for again.
 */
public interface Loss {
  /** The loss, in nats per datum; scalar. */
  Expr value();

  /**
   * Named parts of the loss, in nats per datum and unweighted, except for {@code ess}, which is a
   * number of particles; scalars.
   */
  default Map<String, Expr> parts() {
    return Map.of();
  }

  /** The same parts for each row of the batch, {@code [rows]}, where a part has rows. */
  default Map<String, Expr> partsPerDatum() {
    return Map.of();
  }

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

  /** What a reader must know of it: what is not a bound, biased, or not trained. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Whether the logarithm of a mean of weights stands around what rows cost: a layer that takes the
   * rows of a batch together is refused there.
   */
  default boolean isWeighted() {
    return false;
  }

  /** What is descended; it need not be {@link #value}, whose gradient it is without being told. */
  default Surrogate surrogate() {
    return Surrogate.of(value());
  }

  /** The parameters that {@link #gradients} has a direction for, in the order of the map. */
  default Map<String, Expr> reached(Map<String, Expr> parameters) {
    return surrogate().reached(parameters);
  }

  /**
   * The direction that is descended, of each parameter's shape; it need not be the gradient of
   * {@link #value}.
   *
   * @param parameters by name
   */
  default List<Expr> gradients(Map<String, Expr> parameters) {
    return surrogate().gradients(parameters);
  }
}
