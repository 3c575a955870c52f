package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.Counting;
import org.jelbo.dsl.special.NegativeBinomialEntropy;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent counts of successes before the r-th failure: {@code log p(x) = log Gamma(x + r) - log
 * Gamma(r) - log x! + x log p + r log(1 - p)} with the probability p of a success, computed in the
 * saddle-point form. r need not be whole: it is a Poisson distribution whose rate is a gamma draw
 * of mean m and variance {@code m^2 / r}.
 *
 * <p>Event shape: that of both parameters broadcast. Draws are Poisson draws of gamma draws; they
 * are not reparameterized.
 *
 * <p>Sources: probabilities, moments and the gamma mixture, Johnson, Kemp and Kotz 2005, chapter 5;
 * saddle-point form, Loader 2000; entropy, Cheraghchi 2019, by the integral for log-gamma, that of
 * DLMF 5.9.12 over z.
 */
public final class NegativeBinomial implements Elementwise, FixedRange {
  /** Above this, a rate would be no float32. */
  private static final double MOST_LOG_RATE = 87;

  private final Map<String, Expr> parameters;
  private final Expr failures;
  private final Odds odds;
  private final Shape eventShape;

  private NegativeBinomial(Map<String, Expr> parameters, Expr failures, Expr logits) {
    this.parameters = parameters;
    this.failures = failures;
    this.odds = new Odds("logits", true, logits);
    this.eventShape = Parameters.eventShape("NegativeBinomial", failures, logits);
  }

  /**
   * By the number of failures and the logits of a success.
   *
   * @param failures r, positive
   * @param logits {@code log(p / (1 - p))}, finite
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static NegativeBinomial ofLogits(Expr failures, Expr logits) {
    Parameters.positive("NegativeBinomial", "failures", failures);
    Parameters.required("NegativeBinomial", "logits", logits, -Double.MAX_VALUE);
    return new NegativeBinomial(
        Parameters.of("failures", failures, "logits", logits), failures, logits);
  }

  /**
   * By the mean m and the dispersion d, such that the variance is {@code m + d m^2}: {@code r = 1 /
   * d} and {@code p = d m / (1 + d m)}.
   *
   * @param mean positive
   * @param dispersion positive; towards 0 it is a Poisson distribution
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static NegativeBinomial ofMeanAndDispersion(Expr mean, Expr dispersion) {
    Parameters.positive("NegativeBinomial", "mean", mean);
    Parameters.positive("NegativeBinomial", "dispersion", dispersion);
    Parameters.eventShape("NegativeBinomial", mean, dispersion);
    return new NegativeBinomial(
        Parameters.of("mean", mean, "dispersion", dispersion),
        Expr.of(1).dividedBy(dispersion),
        mean.log().plus(dispersion.log()));
  }

  @Override
  public Map<String, Expr> parameters() {
    return parameters;
  }

  @Override
  public Shape eventShape() {
    return eventShape;
  }

  @Override
  public Support support() {
    return Support.naturals();
  }

  /** {@code r / n} times the probability of x successes in {@code n = x + r} trials. */
  @Override
  public Expr logProbOfEach(Expr value) {
    Expr trials = value.plus(failures);
    return Counting.logFactorialRest(trials)
        .minus(Counting.logFactorialRest(failures))
        .minus(Counting.logFactorialRest(value))
        .minus(odds.deviance(value, failures))
        .minus(value.dividedBy(failures).log1p());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr logRate = noise.logGamma(failures, eventShape).plus(odds.given());
    return noise.poisson(logRate.minimum(Expr.of(MOST_LOG_RATE)).exp().stopGradient(), eventShape);
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  /** {@code m = r p / (1 - p)}. */
  @Override
  public Expr mean() {
    return Parameters.filling(failures.times(odds.given().exp()), eventShape);
  }

  /** {@code m / (1 - p) = m + m^2 / r}. */
  @Override
  public Expr variance() {
    return mean().times(odds.given().exp().plus(1));
  }

  /**
   * {@code -m log p - r log(1 - p)} and an integral that is taken numerically, in float64 always.
   * Its error is below 1e-8 for means and r up to a million.
   */
  @Override
  public Expr entropyOfEach() {
    return NegativeBinomialEntropy.of(
        Parameters.filling(failures, eventShape), Parameters.filling(odds.given(), eventShape));
  }

  /**
   * The divergence of this from another of as many failures, each entry in nats: {@code r (p log(p
   * / s) / (1 - p) + log((1 - p) / (1 - s)))} where the other has the probability s. The
   * coefficients cancel, and {@code E x = r p / (1 - p)}. Where the failures differ it is not a
   * number.
   *
   * @throws JelboException for other failures where both are host constants
   */
  public Expr klOfEach(NegativeBinomial other) {
    String name = parameters.containsKey("dispersion") ? "dispersion" : "failures";
    Parameters.requireEqual("NegativeBinomial", name, failures, other.failures);
    Expr differs = Expr.of(Double.NaN).keptWhere(failures.minus(other.failures));
    NegativeBinomial q = wide();
    Expr trials = q.failures.times(q.odds.given().exp().plus(1));
    Expr kl = trials.times(q.odds.klOfEach(other.wide().odds));
    return Float64.back(kl, parameters, other.parameters).plus(differs);
  }

  /** In float64, from the parameters as they were given. */
  private NegativeBinomial wide() {
    Expr[] both = parameters.values().stream().map(Float64::of).toArray(Expr[]::new);
    return parameters.containsKey("dispersion")
        ? ofMeanAndDispersion(both[0], both[1])
        : ofLogits(both[0], both[1]);
  }
}
