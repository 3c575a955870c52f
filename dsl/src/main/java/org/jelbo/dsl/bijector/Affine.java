package org.jelbo.dsl.bijector;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.tensorflow.ndarray.Shape;

/**
 * {@code y = loc + scale x}, entry by entry, with {@code log |dy/dx| = log |scale|}, its slope. Two
 * are equal where their parameters are the same values.
 *
 * <p>The event shape of x must be that of x, loc and scale broadcast.
 *
 * @param loc real
 * @param scale not 0
 */
public record Affine(Expr loc, Expr scale) implements Bijector {
  /**
   * Checks the components.
   *
   * @throws JelboException for null, and host constants that are infinite, not a number, or a scale
   *     of 0
   */
  public Affine {
    Required.of(loc, "Affine", "loc", "Expr.of(0), or a value of the program");
    Required.of(scale, "Affine", "scale", "Expr.of(1), or a value of the program");
    if (loc.isConstant() && !Arrays.stream(loc.constant()).allMatch(Double::isFinite)) {
      throw Messages.notFinite("loc", loc.constant());
    }
    if (scale.isConstant()
        && !Arrays.stream(scale.constant()).allMatch(x -> Double.isFinite(x) && x != 0)) {
      throw Messages.notFinite("scale other than 0", scale.constant());
    }
  }

  /**
   * By what is added and what is multiplied with.
   *
   * @param loc real
   * @param scale not 0; a negative one makes y fall
   * @throws JelboException for null, and host constants that are infinite, not a number, or a scale
   *     of 0
   */
  public static Affine of(Expr loc, Expr scale) {
    return new Affine(loc, scale);
  }

  /**
   * By known numbers.
   *
   * @throws JelboException for numbers that are not finite, and a scale of 0
   */
  public static Affine of(double loc, double scale) {
    return of(Expr.of(loc), Expr.of(scale));
  }

  @Override
  public Expr forward(Expr x) {
    return x.times(scale).plus(loc);
  }

  @Override
  public Expr inverse(Expr y) {
    return y.minus(loc).dividedBy(scale);
  }

  @Override
  public Expr logDet(Expr x) {
    return scale.abs().log().plus(Expr.filled(0, x.eventShape()));
  }

  @Override
  public Shape freeShape(Shape event) {
    return eventShape(event);
  }

  @Override
  public Shape eventShape(Shape free) {
    Shape own =
        Expr.filled(0, loc.eventShape()).plus(Expr.filled(0, scale.eventShape())).eventShape();
    boolean fits = own.numDimensions() == 0 || own.numDimensions() == free.numDimensions();
    for (int i = 0; fits && i < own.numDimensions(); i++) {
      fits = own.get(i) == 1 || own.get(i) == free.get(i);
    }
    if (!fits) {
      throw Messages.mapDoesNotFit("Affine", "x of event shape " + own, free);
    }
    return free;
  }

  @Override
  public Expr direction() {
    return Expr.of(1).minus(Branches.below(scale, Expr.of(0)).times(2));
  }

  @Override
  public Optional<Bijector> ofVariances() {
    return Optional.of(of(Expr.of(0), scale.square()));
  }

  @Override
  public Map<String, Expr> parameters() {
    Map<String, Expr> parameters = new LinkedHashMap<>();
    parameters.put("loc", loc);
    parameters.put("scale", scale);
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Affine affine
        && Sources.same(loc, affine.loc)
        && Sources.same(scale, affine.scale);
  }

  @Override
  public int hashCode() {
    return Objects.hash(loc.eventShape(), scale.eventShape());
  }
}
