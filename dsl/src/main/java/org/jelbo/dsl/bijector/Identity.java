package org.jelbo.dsl.bijector;

import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;

/** {@code y = x}. */
public record Identity() implements Bijector {
  /** The map. */
  public static Identity of() {
    return new Identity();
  }

  @Override
  public Expr forward(Expr x) {
    return x;
  }

  @Override
  public Expr inverse(Expr y) {
    return y;
  }

  @Override
  public Expr logDet(Expr x) {
    return Expr.filled(0, x.eventShape());
  }

  @Override
  public Support image(Support of) {
    return of;
  }

  @Override
  public Optional<Bijector> ofVariances() {
    return Optional.of(this);
  }
}
