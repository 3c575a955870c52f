package org.jelbo.dsl.bijector;

import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * An invertible, differentiable map {@code y = f(x)} with its log-determinant. The package page has
 * the contract and the shapes.
 *
 * <p>A map of your own that takes each entry by itself needs four methods. The distribution
 * function of a standard Gumbel entry, for a {@code Transformed} on the unit interval:
 *
 * <pre>
 * public record GumbelCdf() implements Bijector {
 *   public Expr forward(Expr x) { return x.negate().exp().negate().exp(); }
 *   public Expr inverse(Expr y) { return y.log().negate().log().negate(); }
 *   public Expr logDet(Expr x) { return x.plus(x.negate().exp()).negate(); }
 *   public Support support() { return new Support.Interval(0, 1); }
 * }
 * </pre>
 *
 * <p>One of vectors also says its {@link #freeRank}.
 */
public interface Bijector {
  /**
   * The map from all real numbers onto a support: the identity onto the reals, {@link Exp} onto the
   * positive numbers, {@link Sigmoid} onto an interval, {@code low + exp(x)} and {@code high -
   * exp(x)} onto intervals with one end, {@link CentredSoftmax} onto a simplex, {@link
   * LowerTriangular} onto its matrices.
   *
   * @throws JelboException for supports of whole numbers, onto which there is none
   */
  static Bijector onto(Support support) {
    return support.accept(new MapOnto());
  }

  /**
   * {@code y = f(x)}, {@code [axes..., event...]}.
   *
   * @param x {@code [axes..., free event...]} in the domain
   */
  Expr forward(Expr x);

  /**
   * The x that is mapped to y, {@code [axes..., free event...]}.
   *
   * @param y {@code [axes..., event...]} in the support
   */
  Expr inverse(Expr y);

  /**
   * {@code log |det dy/dx|} of the forward map, in nats: {@code [axes..., free event without its
   * last freeRank() dims]}. Finite wherever it is a float.
   *
   * @param x {@code [axes..., free event...]} in the domain
   */
  Expr logDet(Expr x);

  /** How many trailing dims of x one map takes: 0 where each entry is mapped on its own. */
  default int freeRank() {
    return 0;
  }

  /** How many trailing dims of y one map gives. */
  default int eventRank() {
    return freeRank();
  }

  /**
   * The event shape of x, by that of y.
   *
   * @throws JelboException where there is none
   */
  default Shape freeShape(Shape event) {
    return event;
  }

  /**
   * The event shape of y, by that of x.
   *
   * @throws JelboException where there is none
   */
  default Shape eventShape(Shape free) {
    return free;
  }

  /** Where x lies. */
  default Support domain() {
    return Support.reals();
  }

  /** Where y lies, all of which is reached: the image of the domain. */
  default Support support() {
    return Support.reals();
  }

  /**
   * Where y lies when x lies in a subset of the domain, up to the ends of both.
   *
   * @throws JelboException for other sets, and where no support says where
   */
  default Support image(Support of) {
    return MappedRange.image(this, of);
  }

  /**
   * Of a map of single entries, 1 where it rises and -1 where it falls: a scalar event, or one that
   * broadcasts to x.
   */
  default Expr direction() {
    return Expr.of(1);
  }

  /**
   * The map of an entry's variance, {@code v -> a^2 v}, where each entry of y is {@code a x + b} of
   * one entry of x; empty for all other maps. Means go through such a map itself, and its
   * log-determinant is one for all x.
   */
  default Optional<Bijector> ofVariances() {
    return Optional.empty();
  }

  /** The parameters by name, the very {@link Expr}s that were given; none unless it says so. */
  default Map<String, Expr> parameters() {
    return Map.of();
  }
}
