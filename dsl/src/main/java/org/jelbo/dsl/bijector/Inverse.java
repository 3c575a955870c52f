package org.jelbo.dsl.bijector;

import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * A map backwards: {@code y = f^-1(x)}, with {@code log det = -log det f at y}: the derivative of
 * an inverse is the inverse of the derivative.
 *
 * @param map f
 */
public record Inverse(Bijector map) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for null
   */
  public Inverse {
    Required.of(map, "Inverse", "a map", "Inverse.of(Exp.of())");
  }

  /**
   * The map backwards; of an inverse, the map it is of.
   *
   * @param map f
   * @throws JelboException for null
   */
  public static Bijector of(Bijector map) {
    return map instanceof Inverse inverse ? inverse.map : new Inverse(map);
  }

  @Override
  public Expr forward(Expr x) {
    return map.inverse(x);
  }

  @Override
  public Expr inverse(Expr y) {
    return map.forward(y);
  }

  @Override
  public Expr logDet(Expr x) {
    return map.logDet(map.inverse(x)).negate();
  }

  @Override
  public int freeRank() {
    return map.eventRank();
  }

  @Override
  public int eventRank() {
    return map.freeRank();
  }

  @Override
  public Shape freeShape(Shape event) {
    return map.eventShape(event);
  }

  @Override
  public Shape eventShape(Shape free) {
    return map.freeShape(free);
  }

  @Override
  public Support domain() {
    return map.support();
  }

  @Override
  public Support support() {
    return map.domain();
  }

  @Override
  public Expr direction() {
    return map.direction();
  }

  @Override
  public Optional<Bijector> ofVariances() {
    return map.ofVariances().map(Inverse::of);
  }

  @Override
  public Map<String, Expr> parameters() {
    return map.parameters();
  }
}
