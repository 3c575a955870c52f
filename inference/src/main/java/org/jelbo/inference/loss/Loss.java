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
   * number of particles; scalars. A name is not blank, not {@code loss}, and has no slash, which
   * stands between a term and its part.
   */
  default Map<String, Expr> parts() {
    return Map.of();
  }

  /**
   * The parts for each row of the batch, {@code [rows]}, where a part has rows, and numbers of rows
   * that are no parts, such as a bound, {@code [rows]}, or weights, {@code [particles, rows]}.
   */
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
   * Whether the logarithm of a mean of weights stands around what rows cost. A loss where it does
   * must say so: a layer that takes the rows of a batch together is refused there, as what it
   * computes is not a weight of one row.
   */
  default boolean isWeighted() {
    return false;
  }

  /**
   * What is descended: the gradient of {@link #value} without being told, and an estimate of
   * another where this is overridden. Nothing else says where the direction comes from.
   */
  default Surrogate surrogate() {
    return Surrogate.of(value());
  }
}
