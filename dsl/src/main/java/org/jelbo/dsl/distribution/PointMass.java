package org.jelbo.dsl.distribution;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * One sure value: {@code log p(x) = 0} where an entry equals that of the value, minus infinity
 * elsewhere. Equal means the same number in the precision of the graph. The log-probability has no
 * gradient.
 *
 * <p>Event shape: that of the value, which is also every draw; draws are reparameterized: their
 * gradient is that of the value.
 *
 * <p>Sources: Kallenberg 2002, chapter 1, the measure of Dirac; all else follows from the
 * definition.
 */
public final class PointMass implements Elementwise {
  private final Expr value;
  private final Support support;

  private PointMass(Expr value, Support support) {
    this.value = Required.of(value, "PointMass", "value", "Expr.of(0), or a value of the program");
    this.support = support;
  }

  /**
   * At a value.
   *
   * @param value real numbers, unless {@link #within} says more
   * @throws JelboException for null
   */
  public static PointMass of(Expr value) {
    return new PointMass(value, Support.reals());
  }

  /**
   * The same with another support.
   *
   * @param narrower where each entry of the value lies; checked where it is a host constant
   * @throws JelboException for a support that a constant value does not lie in, or of another size
   */
  public PointMass within(Support narrower) {
    return new PointMass(value, NarrowerSupport.of("PointMass", narrower, value, eventShape()));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of("value", value);
  }

  @Override
  public Shape eventShape() {
    return value.eventShape();
  }

  @Override
  public Support support() {
    return support;
  }

  @Override
  public Expr logProbOfEach(Expr scored) {
    return Expr.of(Double.NEGATIVE_INFINITY).keptWhere(scored.minus(value)).stopGradient();
  }

  /** The value; the noise only gives it its axes. */
  @Override
  public Expr draw(NoiseStream noise) {
    return value.plus(noise.uniform(eventShape()).times(0));
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Set<String> rangeParameters() {
    return Set.of("value");
  }

  /** The value. */
  @Override
  public Expr mean() {
    return value;
  }

  /** 0. */
  @Override
  public Expr variance() {
    return Expr.filled(0, eventShape());
  }

  /** 0. */
  @Override
  public Expr entropyOfEach() {
    return Expr.filled(0, eventShape());
  }

  /** 1. */
  @Override
  public OptionalLong cardinality() {
    return OptionalLong.of(1);
  }

  /** The value as the only row, with its axes. */
  @Override
  public Expr enumerate() {
    return value.reshape(eventShape().prepend(1).asArray());
  }
}
