package org.jelbo.dsl.distribution;

import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent normal entries that are known to lie in an interval: {@code log p(x) = log N(x; m,
 * s^2) - log(Phi((b - m) / s) - Phi((a - m) / s))} for {@code a <= x <= b}, and minus infinity
 * outside, with the mean m and the standard deviation s before truncation and the ends a and b.
 *
 * <p>Event shape: that of all parameters broadcast. Draws invert the cumulative distribution
 * function at u uniform on [0, 1), by the smaller of the two tails. Moments, entropy and the
 * normalizer are integrals over the interval by a rule of 40 nodes on the part of it that holds all
 * but {@code exp(-45)} of the mass; no two numbers cancel in them, however narrow the interval and
 * however far from the mean it is.
 *
 * <p>Sources: density and mean, Johnson, Kotz and Balakrishnan 1994, chapter 13, section 10.1;
 * draws by inversion, Devroye 1986, section II.2; integrals by the rule of Gauss and Legendre, DLMF
 * 3.5(v); far tails by the continued fraction of Mills' ratio, DLMF 7.9.1.
 */
public final class TruncatedNormal implements Cumulative, Bounded {
  private final Normal before;
  private final EndParameters ends;
  private final TruncatedWindow window;
  private final Shape eventShape;

  private TruncatedNormal(Expr mean, Expr stddev, Expr low, Expr high) {
    Parameters.required("TruncatedNormal", "mean", mean, -Double.MAX_VALUE);
    Parameters.positive("TruncatedNormal", "stddev", stddev);
    this.ends = EndParameters.of("TruncatedNormal", low, high, Double.POSITIVE_INFINITY);
    Shape event = Parameters.eventShape("TruncatedNormal", mean, stddev);
    this.eventShape =
        Parameters.eventShape(
            "TruncatedNormal", Expr.filled(0, event), Expr.filled(0, ends.eventShape()));
    this.before = Normal.inside(mean, stddev);
    this.window = TruncatedWindow.of(before, ends, eventShape);
  }

  /**
   * By mean and standard deviation before truncation, and the ends.
   *
   * @param mean real
   * @param stddev positive
   * @param low real, or minus infinity
   * @param high above {@code low}, or infinity
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static TruncatedNormal of(Expr mean, Expr stddev, Expr low, Expr high) {
    return new TruncatedNormal(mean, stddev, low, high);
  }

  /**
   * One entry of known parameters.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static TruncatedNormal of(double mean, double stddev, double low, double high) {
    return of(Expr.of(mean), Expr.of(stddev), Expr.of(low), Expr.of(high));
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.joined(before.parameters(), ends.parameters());
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  /** From the least to the greatest end; the real numbers where the ends are no host constants. */
  @Override
  public Support support() {
    return ends.support();
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Set<String> rangeParameters() {
    return Set.of("low", "high");
  }

  @Override
  public Expr low() {
    return ends.low();
  }

  @Override
  public Expr high() {
    return ends.high();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return ends.penalty(value).plus(window.logProb(value));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    return quantileOfEach(noise.uniform(eventShape));
  }

  /** {@code m + s (phi(y) - phi(z)) / (Phi(z) - Phi(y))} at the ends y and z less m, over s. */
  @Override
  public Expr mean() {
    return window.mean();
  }

  /** The integral of the squared distance from the mean. */
  @Override
  public Expr variance() {
    return window.variance();
  }

  /** The integral of minus the log-density. */
  @Override
  public Expr entropyOfEach() {
    return window.entropy();
  }

  /** {@code (Phi(y) - Phi(a')) / (Phi(b') - Phi(a'))} of y, a', b' being x, a, b less m, over s. */
  @Override
  public Expr cdfOfEach(Expr value) {
    return window.cdf(value);
  }

  @Override
  public Expr quantileOfEach(Expr probability) {
    return ends.held(window.quantile(probability));
  }
}
