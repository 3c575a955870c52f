package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent logistic entries: {@code log p(x) = -y - 2 log(1 + exp(-y)) - log b, y = (x - m) / b}
 * with location m and scale b.
 *
 * <p>Event shape: that of location and scale broadcast. Draws are {@code m + b (log u - log(1 -
 * u))} with u uniform on (0, 1).
 */
public final class Logistic implements Elementwise {
  /** Half the distance of uniform float32 numbers: at 0 a draw would be infinite. */
  private static final double ABOVE_ZERO = 0x1p-25;

  private final LocationScale by;

  private Logistic(Expr loc, Expr scale) {
    this.by = LocationScale.of("Logistic", loc, scale);
  }

  /**
   * By location and scale.
   *
   * @param loc real
   * @param scale positive
   */
  public static Logistic of(Expr loc, Expr scale) {
    return new Logistic(loc, scale);
  }

  /** One entry of known location and scale. */
  public static Logistic of(double loc, double scale) {
    return of(Expr.of(loc), Expr.of(scale));
  }

  @Override
  public Map<String, Expr> parameters() {
    return by.parameters();
  }

  @Override
  public Shape eventShape() {
    return by.eventShape();
  }

  @Override
  public Support support() {
    return Support.reals();
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr y = by.standardized(value);
    return y.plus(y.negate().softplus().times(2)).plus(by.scale().log()).negate();
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr u = noise.uniform(by.eventShape()).maximum(Expr.of(ABOVE_ZERO));
    return by.at(u.log().minus(u.negate().log1p()));
  }

  @Override
  public Expr mean() {
    return Parameters.filling(by.loc(), by.eventShape());
  }

  /** {@code pi^2 b^2 / 3}. */
  @Override
  public Expr variance() {
    return by.variance(Math.PI * Math.PI / 3);
  }

  /** {@code 2 + log b}. */
  @Override
  public Expr entropyOfEach() {
    return by.entropyOfEach(2);
  }
}
