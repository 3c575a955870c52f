package org.jelbo.usage;

import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * A family of the user's own, which no table of closed forms knows.
 *
 * @param of what it is otherwise equal to
 */
public record Unlisted(Distribution of) implements Distribution {
  @Override
  public Map<String, Expr> parameters() {
    return of.parameters();
  }

  @Override
  public Shape eventShape() {
    return of.eventShape();
  }

  @Override
  public Support support() {
    return of.support();
  }

  @Override
  public Expr logProb(Expr value) {
    return of.logProb(value);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return of.draw(noise);
  }

  @Override
  public boolean isReparameterized() {
    return of.isReparameterized();
  }

  @Override
  public Set<String> rangeParameters() {
    return of.rangeParameters();
  }

  @Override
  public Expr mean() {
    return of.mean();
  }

  @Override
  public Expr variance() {
    return of.variance();
  }

  @Override
  public Expr entropy() {
    return of.entropy();
  }
}
