package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.special.RelaxedMoments;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent relaxed Bernoulli (binary Concrete) entries in (0, 1): the logit of an entry is
 * {@code (l + e) / t} with logits l, temperature t and standard logistic e, so that
 *
 * <p>{@code log p(x) = log t - z - 2 log(1 + exp(-z)) - log x - log(1 - x), z = t log(x / (1 - x))
 * - l}.
 *
 * <p>Event shape: that of temperature and logits broadcast. Draws are {@code 1 / (1 + exp(-(l + log
 * u - log(1 - u)) / t))} with u uniform on (0, 1), held within the float32 numbers above 0 and
 * below 1; the density of a 0 or 1, which no entry is, is that of a number next to it. Mean,
 * variance and entropy have no closed form: they are integrals over the logistic noise by a fixed
 * rule of 64 nodes on either side, exact to 1e-9 for any parameters.
 *
 * <p>Sources: density and draws, Maddison, Mnih and Teh 2017, appendix B; Jang, Gu and Poole 2017;
 * entropy, that of the logistic noise, {@code 2}, and {@code E log |dx/de|}; integrals by the rule
 * of Gauss and Legendre, DLMF 3.5(v).
 */
public final class RelaxedBernoulli implements Cumulative, FixedRange {
  private static final double LEAST = Float.MIN_NORMAL;
  private static final double GREATEST = 1 - 0x1p-24;

  /** Stands for {@code 1 - x} where that was rounded to 0, in both precisions. */
  private static final double LEAST_REST = 0x1p-54;

  private final Expr temperature;
  private final Expr logits;
  private final Shape eventShape;

  private RelaxedBernoulli(Expr temperature, Expr logits) {
    this.temperature = Parameters.positive("RelaxedBernoulli", "temperature", temperature);
    this.logits = Parameters.required("RelaxedBernoulli", "logits", logits, -Double.MAX_VALUE);
    this.eventShape = Parameters.eventShape("RelaxedBernoulli", temperature, logits);
  }

  /**
   * By temperature and logits.
   *
   * @param temperature positive; towards 0 entries become zeros and ones
   * @param logits finite; those of the zeros and ones that are relaxed
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static RelaxedBernoulli ofLogits(Expr temperature, Expr logits) {
    return new RelaxedBernoulli(temperature, logits);
  }

  /**
   * Of a known temperature.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static RelaxedBernoulli ofLogits(double temperature, Expr logits) {
    return ofLogits(Expr.of(temperature), logits);
  }

  @Override
  public Map<String, Expr> parameters() {
    return Parameters.of("temperature", temperature, "logits", logits);
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
  public Range openEnds() {
    return support().range();
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    Expr at = value.stopGradient();
    Expr z = noiseAt(logOf(at).minus(logOfRest(at)));
    return temperature
        .log()
        .plus(LocationScale.logLogistic(z))
        .minus(logOf(at))
        .minus(logOfRest(at))
        .plus(slope(value, z));
  }

  /**
   * Of {@code (t - 1) log x - (t + 1) log(1 - x) - l - 2 log(1 + exp(z))} where z is negative, and
   * the same from the other end where it is not: near an end, nothing cancels.
   */
  private Expr slope(Expr value, Expr z) {
    Expr isBelow = Branches.below(z, Expr.of(0));
    Expr isAbove = Masks.not(isBelow);
    Expr rest = z.abs().negate().sigmoid().times(temperature).times(2);
    Expr toNearEnd = temperature.minus(1).minus(rest);
    Expr toFarEnd = rest.minus(temperature).minus(1);
    Expr ofLow = toNearEnd.keptWhere(isBelow).plus(toFarEnd.keptWhere(isAbove));
    Expr ofHigh = toFarEnd.keptWhere(isBelow).plus(toNearEnd.keptWhere(isAbove));
    return Slope.along(ofLow, logOf(value)).plus(Slope.along(ofHigh, logOfRest(value)));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr logit = logits.plus(LocationScale.standardLogistic(noise, eventShape));
    Expr draw = logit.dividedBy(temperature).sigmoid();
    return draw.maximum(Expr.of(LEAST)).minimum(Expr.of(GREATEST));
  }

  /** The integral of the sigmoid of the logit. */
  @Override
  public Expr mean() {
    return moments().mean();
  }

  /** The integral of the squared distance from the mean. */
  @Override
  public Expr variance() {
    return moments().variance();
  }

  /** The entropy of the logit and the mean of the log of {@code x (1 - x)}. */
  @Override
  public Expr entropyOfEach() {
    return moments().entropy();
  }

  /** {@code 1 / (1 + exp(-z))}. */
  @Override
  public Expr cdfOfEach(Expr value) {
    Expr isAbove = Expr.of(1).minus(Branches.below(value, Expr.of(1)));
    Expr isInside = Branches.below(Expr.of(0), value).minus(isAbove);
    Expr x = value.maximum(Expr.of(0)).minimum(Expr.of(1));
    Expr z = noiseAt(logOf(x).minus(logOfRest(x)));
    return LocationScale.logisticCdf(z).keptWhere(isInside).plus(isAbove);
  }

  /** {@code 1 / (1 + exp(-(l + log p - log(1 - p)) / t))}. */
  @Override
  public Expr quantileOfEach(Expr probability) {
    Expr noise = probability.log().minus(probability.negate().log1p());
    return logits.plus(noise).dividedBy(temperature).sigmoid();
  }

  private static Expr logOf(Expr value) {
    return value.maximum(Expr.of(LEAST)).log();
  }

  private static Expr logOfRest(Expr value) {
    return Expr.of(1).minus(value).maximum(Expr.of(LEAST_REST)).log();
  }

  private Expr noiseAt(Expr logit) {
    return temperature.times(logit).minus(logits);
  }

  private RelaxedMoments moments() {
    return RelaxedMoments.of(
        Parameters.filling(temperature, eventShape), Parameters.filling(logits, eventShape));
  }
}
