package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.GammaFunctions;
import org.jelbo.dsl.special.Representable;
import org.jelbo.dsl.special.StandardGamma;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent beta entries: {@code log p(x) = (a - 1) log x + (b - 1) log(1 - x) - log B(a, b)} for
 * {@code 0 < x < 1} with alpha a and beta b; or by mean {@code m = a / n} and concentration {@code
 * n = a + b}.
 *
 * <p>Event shape: that of both parameters broadcast. Draws are {@code g / (g + h)} with g and h
 * standard gamma of concentrations a and b, as of {@link Gamma}, kept between 0 and 1 and neither.
 *
 * <p>Sources: density and moments, Johnson, Kotz and Balakrishnan 1995, chapter 25; entropy, Cover
 * and Thomas 2006, table 17.1; draws, Devroye 1986, section IX.4.
 */
public final class Beta implements Elementwise, FixedRange {
  private final Map<String, Expr> parameters;
  private final Expr alpha;
  private final Expr beta;
  private final Shape eventShape;

  private Beta(Map<String, Expr> parameters, Expr alpha, Expr beta, Shape eventShape) {
    this.parameters = parameters;
    this.alpha = alpha;
    this.beta = beta;
    this.eventShape = eventShape;
  }

  /**
   * By the exponents of {@code x} and {@code 1 - x}, each plus one.
   *
   * @param alpha positive
   * @param beta positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Beta ofAlphaAndBeta(Expr alpha, Expr beta) {
    Parameters.positive("Beta", "alpha", alpha);
    Parameters.positive("Beta", "beta", beta);
    Shape shape = Parameters.eventShape("Beta", alpha, beta);
    return new Beta(Parameters.of("alpha", alpha, "beta", beta), alpha, beta, shape);
  }

  /**
   * One entry of known alpha and beta.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Beta ofAlphaAndBeta(double alpha, double beta) {
    return ofAlphaAndBeta(Expr.of(alpha), Expr.of(beta));
  }

  /**
   * By mean and concentration: alpha is {@code mean * concentration}, beta {@code (1 - mean) *
   * concentration}.
   *
   * @param mean above 0 and below 1
   * @param concentration positive
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static Beta ofMeanAndConcentration(Expr mean, Expr concentration) {
    Parameters.fraction("Beta", "mean", mean);
    Parameters.positive("Beta", "concentration", concentration);
    Shape shape = Parameters.eventShape("Beta", mean, concentration);
    return new Beta(
        Parameters.of("mean", mean, "concentration", concentration),
        mean.times(concentration),
        Expr.of(1).minus(mean).times(concentration),
        shape);
  }

  /**
   * One entry of known mean and concentration.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static Beta ofMeanAndConcentration(double mean, double concentration) {
    return ofMeanAndConcentration(Expr.of(mean), Expr.of(concentration));
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
    return new Support.Interval(0, 1);
  }

  @Override
  public boolean isReparameterized() {
    return true;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr at = value.stopGradient();
    Expr rest = Expr.of(1).minus(at);
    Expr log = StandardGamma.finiteLog(at);
    Expr logOfRest = at.negate().log1p().maximum(StandardGamma.finiteLog(Expr.of(0)));
    Expr total = alpha.plus(beta);
    Expr logOfTotal = total.log();
    return StandardGamma.logDensityOfLog(alpha, total.times(at), logOfTotal.plus(log))
        .plus(StandardGamma.logDensityOfLog(beta, total.times(rest), logOfTotal.plus(logOfRest)))
        .minus(StandardGamma.logDensityOfLog(total, total, logOfTotal))
        .minus(log)
        .minus(logOfRest)
        .plus(atEnd(alpha, at.log().minus(log)))
        .plus(atEnd(beta, at.negate().log1p().minus(logOfRest)))
        .plus(Slope.along(alpha.minus(1), StandardGamma.finiteLog(value)))
        .plus(Slope.along(beta.minus(1), StandardGamma.finiteLog(Expr.of(1).minus(value))));
  }

  /** {@code (a - 1) gap}, with 0 for {@code 0 log 0}. */
  private static Expr atEnd(Expr shape, Expr gap) {
    Expr power = shape.minus(1);
    return power.times(Branches.kept(gap, power));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr first = StandardGamma.logDraw(noise, alpha, eventShape);
    Expr second = StandardGamma.logDraw(noise, beta, eventShape);
    return Representable.fraction(first.minus(second).sigmoid());
  }

  /** {@code a / (a + b)}. */
  @Override
  public Expr mean() {
    Expr mean = parameters.get("mean");
    return mean == null ? alpha.dividedBy(alpha.plus(beta)) : Parameters.filling(mean, eventShape);
  }

  /** {@code m (1 - m) / (a + b + 1)}. */
  @Override
  public Expr variance() {
    Expr total = alpha.plus(beta);
    return mean().times(beta.dividedBy(total)).dividedBy(total.plus(1));
  }

  /** {@code log B(a, b) - (a - 1) psi(a) - (b - 1) psi(b) + (a + b - 2) psi(a + b)}. */
  @Override
  public Expr entropyOfEach() {
    Expr total = alpha.plus(beta);
    return StandardGamma.entropyOfLog(alpha)
        .minus(StandardGamma.logMinusDigamma(alpha))
        .plus(alpha.log())
        .plus(StandardGamma.entropyOfLog(beta))
        .minus(StandardGamma.logMinusDigamma(beta))
        .plus(beta.log())
        .minus(StandardGamma.entropyOfLog(total))
        .plus(StandardGamma.logMinusDigamma(total).times(2))
        .minus(total.log().times(2));
  }

  /**
   * The divergence of this from another, each entry in nats: {@code log B(c, d) - log B(a, b) + (a
   * - c) (psi(a) - psi(n)) + (b - d) (psi(b) - psi(n))} with {@code n = a + b} where the other has
   * alpha c and beta d. By {@code E log x = psi(a) - psi(n)} (Gil, Alajaji and Linder 2013).
   */
  public Expr klOfEach(Beta other) {
    Expr kl = wide().divergence(other.wide());
    return Float64.back(kl, parameters, other.parameters);
  }

  /** In float64, from the parameters as they were given. */
  private Beta wide() {
    Expr[] both = parameters.values().stream().map(Float64::of).toArray(Expr[]::new);
    return parameters.containsKey("mean")
        ? ofMeanAndConcentration(both[0], both[1])
        : ofAlphaAndBeta(both[0], both[1]);
  }

  private Expr divergence(Beta other) {
    Expr total = alpha.plus(beta);
    Expr others = other.alpha.plus(other.beta);
    return GammaFunctions.deviance(other.alpha, alpha.dividedBy(total).times(others))
        .plus(GammaFunctions.deviance(other.beta, beta.dividedBy(total).times(others)))
        .plus(GammaFunctions.remainderDivergence(alpha, other.alpha))
        .plus(GammaFunctions.remainderDivergence(beta, other.beta))
        .minus(GammaFunctions.remainderDivergence(total, others));
  }
}
