package org.jelbo.dsl.distribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * A vector of dependent normal entries: {@code log p(x) = -((x - m)^T C^-1 (x - m) + log det C + n
 * log 2 pi) / 2} with mean m and covariance matrix C.
 *
 * <p>Event shape: {@code [n]}, that of the mean. Draws are {@code m + A e} with standard normal e
 * and {@code A A^T = C}. Gradients of the second order are not right.
 *
 * <p>Sources: density, Kotz, Balakrishnan and Johnson 2000, chapter 45; entropy, Cover and Thomas
 * 2006, theorem 8.4.1; draws, Devroye 1986, section XI.2; inverse of a diagonal plus low rank,
 * Golub and Van Loan 2013, section 2.1.
 */
public final class MultivariateNormal implements FixedRange {
  static final String NAME = "MultivariateNormal";

  /** How {@link Requirement} knows the triangular factor of a matrix that was given. */
  static final String FACTOR = "factor of covariance";

  private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

  private final Expr mean;
  private final Covariance covariance;

  private MultivariateNormal(Expr mean, Covariance covariance) {
    this.mean = mean;
    this.covariance = covariance;
  }

  /**
   * By mean and the lower triangular L with {@code L L^T = C}.
   *
   * @param mean real, {@code [n]}
   * @param scaleTril L, {@code [n, n]}, positive on the diagonal; entries above it are not read,
   *     and refused where they are constants other than 0
   * @throws JelboException for a mean that is no vector, a matrix of another size, and constants
   *     outside of their domain
   */
  public static MultivariateNormal ofMeanAndScaleTril(Expr mean, Expr scaleTril) {
    return new MultivariateNormal(
        vector(mean), TriangularCovariance.ofScaleTril(scaleTril, mean.eventShape()));
  }

  /**
   * By mean and covariance matrix; its Cholesky factor is taken, of order {@code n^3}.
   *
   * @param mean real, {@code [n]}
   * @param covariance C, {@code [n, n]}, symmetric and positive definite: of C the mean with its
   *     transpose is used; refused where a constant is not, and a run fails where a value is not
   *     positive definite
   * @throws JelboException for a mean that is no vector, a matrix of another size, and constants
   *     that are no covariance
   */
  public static MultivariateNormal ofMeanAndCovariance(Expr mean, Expr covariance) {
    return new MultivariateNormal(
        vector(mean), TriangularCovariance.ofMatrix(covariance, mean.eventShape()));
  }

  /**
   * By mean and {@code C = D + F F^T}: variances of the entries' own, and r sources that they
   * share. Log-densities cost {@code n r} operations, {@code n r^2} for each C.
   *
   * @param mean real, {@code [n]}
   * @param diagonal the diagonal of D, positive, {@code [n]}
   * @param factor F, real, {@code [n, r]}
   * @throws JelboException for a mean that is no vector, numbers outside of their domains, and
   *     sizes that do not fit
   */
  public static MultivariateNormal ofDiagonalPlusLowRank(Expr mean, Expr diagonal, Expr factor) {
    return new MultivariateNormal(
        vector(mean), LowRankCovariance.of(diagonal, factor, mean.eventShape()));
  }

  private static Expr vector(Expr mean) {
    Parameters.required(NAME, "mean", mean, -Double.MAX_VALUE);
    if (mean.eventShape().numDimensions() != 1 || mean.eventShape().get(0) < 1) {
      throw Messages.notVector(mean.eventShape());
    }
    return mean;
  }

  @Override
  public Map<String, Expr> parameters() {
    Map<String, Expr> parameters = new LinkedHashMap<>();
    parameters.put("mean", mean);
    parameters.putAll(covariance.parameters());
    return Collections.unmodifiableMap(parameters);
  }

  @Override
  public Shape eventShape() {
    return mean.eventShape();
  }

  @Override
  public Support support() {
    return Support.reals();
  }

  @Override
  public Expr logProb(Expr value) {
    Expr row = Parameters.filling(Scored.by(this, value).minus(mean), eventShape());
    Expr distance = covariance.squaredDistances(row.reshape(1, entries())).sum();
    return distance.plus(covariance.logDeterminant()).plus(entries() * LOG_TWO_PI).times(-0.5);
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return mean.plus(covariance.draw(noise));
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr mean() {
    return mean;
  }

  /** The diagonal of the covariance matrix. */
  @Override
  public Expr variance() {
    return covariance.variances();
  }

  /** The lower triangular factor of a covariance matrix that was given. */
  Expr factor() {
    return ((TriangularCovariance) covariance).lower();
  }

  /** The covariance matrix, {@code [n, n]}. */
  public Expr covariance() {
    return covariance.rows().stream()
        .map(rows -> Matrices.product(Matrices.transposed(rows), rows))
        .reduce(Expr::plus)
        .orElseThrow();
  }

  /** {@code (log det C + n (log 2 pi + 1)) / 2}. */
  @Override
  public Expr entropy() {
    return covariance.logDeterminant().plus(entries() * (LOG_TWO_PI + 1)).times(0.5);
  }

  /**
   * The divergence of this from another in nats: {@code (tr(G^-1 C) + (m - k)^T G^-1 (m - k) - n +
   * log det G - log det C) / 2} where the other has mean k and covariance matrix G. Rasmussen and
   * Williams 2006, equation A.23.
   */
  public Expr kl(MultivariateNormal other) {
    Expr distance = Float64.of(mean).minus(Float64.of(other.mean));
    Expr kl = NormalDivergence.of(distance, covariance.wide(), other.covariance.wide());
    return Float64.back(kl, parameters(), other.parameters());
  }

  /**
   * The divergence of this from independent entries in nats, see {@link #kl(MultivariateNormal)}.
   *
   * @param other of event shape {@code [n]}
   */
  public Expr kl(Normal other) {
    Expr distance = Float64.of(mean).minus(Float64.of(other.mean()));
    Expr kl = NormalDivergence.of(distance, covariance.wide(), DiagonalCovariance.wide(other));
    return Float64.back(kl, parameters(), other.parameters());
  }

  /**
   * The divergence of independent entries from this in nats, see {@link #kl(MultivariateNormal)}.
   *
   * @param other of event shape {@code [n]}
   */
  public Expr klFrom(Normal other) {
    Expr distance = Float64.of(other.mean()).minus(Float64.of(mean));
    Expr kl = NormalDivergence.of(distance, DiagonalCovariance.wide(other), covariance.wide());
    return Float64.back(kl, parameters(), other.parameters());
  }

  private long entries() {
    return mean.eventShape().get(0);
  }
}
