package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.GammaFunctions;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.special.StandardGamma;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Vectors of positive numbers along the last dim that sum to 1: {@code log p(x) = sum_j (a_j - 1)
 * log x_j - sum_j log Gamma(a_j) + log Gamma(sum_j a_j)} with concentration a; vectors along other
 * dims are independent. It is a density of the first k - 1 entries.
 *
 * <p>Event shape: that of the concentration. Draws are {@code g_j / sum_i g_i} with g standard
 * gamma of concentration a, as of {@link Gamma}; an entry below the smallest normal number of the
 * precision is raised to that.
 *
 * <p>Sources: density and moments, Kotz, Balakrishnan and Johnson 2000, chapter 49; entropy by
 * {@code E log x_j = psi(a_j) - psi(sum_i a_i)}; draws, Devroye 1986, section XI.4.
 */
public final class Dirichlet implements FixedRange {
  private final Expr concentration;

  private Dirichlet(Expr concentration) {
    this.concentration = concentration;
  }

  /**
   * By concentration.
   *
   * @param concentration positive, at least two entries along the last dim
   * @throws JelboException for numbers outside of their domain, and for vectors of fewer than two
   *     entries
   */
  public static Dirichlet ofConcentration(Expr concentration) {
    Parameters.positive("Dirichlet", "concentration", concentration);
    Shape shape = concentration.eventShape();
    int rank = shape.numDimensions();
    if (rank == 0 || shape.get(rank - 1) < 2) {
      throw Messages.noSimplex("Dirichlet", "concentration", shape);
    }
    return new Dirichlet(concentration);
  }

  /**
   * One vector of known concentration.
   *
   * @throws JelboException for numbers outside of their domain, and for fewer than two
   */
  public static Dirichlet ofConcentration(double... concentration) {
    return ofConcentration(Expr.of(concentration));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Map.of("concentration", concentration);
  }

  @Override
  public Shape eventShape() {
    return concentration.eventShape();
  }

  @Override
  public Support support() {
    return new Support.Simplex(size());
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProb(Expr value) {
    Expr moving = StandardGamma.finiteLog(Scored.by(this, value));
    Expr x = value.stopGradient();
    Expr log = x.log();
    Expr total = total();
    Expr each =
        StandardGamma.logDensityOfLog(
                concentration, repeated(total).times(x), repeated(total.log()).plus(log))
            .minus(log)
            .plus(Slope.along(concentration.minus(1), moving));
    Expr ofTotal = StandardGamma.logDensityOfLog(total, total, total.log());
    return Reductions.sumOfEvent(Reductions.sumLast(each).minus(ofTotal), vectors());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr logs = StandardGamma.logDraw(noise, concentration, eventShape());
    return Representable.positive(logs.logSoftmax().exp());
  }

  /** {@code a_j / sum_i a_i}. */
  @Override
  public Expr mean() {
    return concentration.dividedBy(repeated(total()));
  }

  /** {@code m_j (1 - m_j) / (1 + sum_i a_i)} with mean m. */
  @Override
  public Expr variance() {
    return mean().times(Expr.of(1).minus(mean())).dividedBy(repeated(total().plus(1)));
  }

  /**
   * {@code sum_j log Gamma(a_j) - log Gamma(n) + (n - k) psi(n) - sum_j (a_j - 1) psi(a_j)} with
   * {@code n = sum_j a_j}.
   */
  @Override
  public Expr entropy() {
    Expr total = total();
    Expr each = StandardGamma.entropyOfLog(concentration).plus(digamma(concentration));
    Expr ofTotal = StandardGamma.entropyOfLog(total).plus(digamma(total).times(size()));
    return Reductions.sumOfEvent(Reductions.sumLast(each).minus(ofTotal), vectors());
  }

  /**
   * The divergence of this from another in nats: {@code log Gamma(n) - log Gamma(m) + sum_j (log
   * Gamma(b_j) - log Gamma(a_j) + (a_j - b_j) (psi(a_j) - psi(n)))} where the other has
   * concentration b, and n and m are the sums of a and b. By {@code E log x_j = psi(a_j) - psi(n)}
   * (Penny 2001).
   */
  public Expr kl(Dirichlet other) {
    Dirichlet q = new Dirichlet(Float64.of(concentration));
    Dirichlet p = new Dirichlet(Float64.of(other.concentration));
    Expr each =
        GammaFunctions.deviance(p.concentration, q.mean().times(repeated(p.total())))
            .plus(GammaFunctions.remainderDivergence(q.concentration, p.concentration));
    Expr ofTotal = GammaFunctions.remainderDivergence(q.total(), p.total());
    Expr kl = Reductions.sumOfEvent(Reductions.sumLast(each).minus(ofTotal), vectors());
    return Float64.back(kl, parameters(), other.parameters());
  }

  private static Expr digamma(Expr a) {
    return a.log().minus(StandardGamma.logMinusDigamma(a));
  }

  private Expr total() {
    return Reductions.sumLast(concentration);
  }

  private int size() {
    return Math.toIntExact(eventShape().get(eventShape().numDimensions() - 1));
  }

  /** The shape without the last dim. */
  private Shape vectors() {
    return eventShape().take(eventShape().numDimensions() - 1);
  }

  /** A number of each vector, for its entries. */
  private Expr repeated(Expr ofVector) {
    return ofVector.reshape(vectors().append(1).asArray());
  }
}
