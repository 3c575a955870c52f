package org.jelbo.dsl.distribution;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Independent whole numbers from low to high that a logistic entry is rounded to: {@code p(k) = F(k
 * + 1/2) - F(k - 1/2), F(x) = 1 / (1 + exp(-(x - m) / b))}, with location m and scale b. What lies
 * below low counts as low, what lies above high as high.
 *
 * <p>Event shape: that of location and scale broadcast. Draws are logistic draws, rounded.
 *
 * <p>Sources: probabilities, Salimans et al. 2017, section 2.1; moments and entropy are sums over
 * all values, the mean by {@code E k = low + sum_(j > low) p(k >= j)}.
 */
public final class DiscretizedLogistic implements Cumulative, FixedRange {
  /** Of the sums of moments. */
  private static final int MOST_VALUES = 1 << 16;

  /** Above, neighbours are no longer told apart in float32. */
  private static final int GREATEST = 1 << 23;

  private final LocationScale by;
  private final int low;
  private final int high;
  private final Map<String, Expr> parameters;

  private DiscretizedLogistic(Expr loc, Expr scale, int low, int high) {
    this.by = LocationScale.of("DiscretizedLogistic", loc, scale);
    this.low = low;
    this.high = high;
    this.parameters =
        Parameters.joined(
            by.parameters(), Parameters.of("low", Expr.of(low), "high", Expr.of(high)));
    if (low >= high || low < -GREATEST || high > GREATEST) {
      throw Messages.integersOutOfOrder("DiscretizedLogistic", low, high);
    }
  }

  /**
   * By location and scale of the logistic entry.
   *
   * @param loc real, in the units of the whole numbers
   * @param scale positive
   * @param low the least value, at least -2^23
   * @param high the greatest value, above {@code low}, at most 2^23
   * @throws JelboException for numbers outside of their domains, and shapes that do not fit
   */
  public static DiscretizedLogistic of(Expr loc, Expr scale, int low, int high) {
    return new DiscretizedLogistic(loc, scale, low, high);
  }

  /**
   * One entry of known location and scale.
   *
   * @throws JelboException for numbers outside of their domains
   */
  public static DiscretizedLogistic of(double loc, double scale, int low, int high) {
    return of(Expr.of(loc), Expr.of(scale), low, high);
  }

  /** Location and scale, and the least and the greatest value as constants. */
  @Override
  public Map<String, Expr> parameters() {
    return parameters;
  }

  @Override
  public Shape eventShape() {
    return by.eventShape();
  }

  @Override
  public Support support() {
    return new Support.Integers(low, high);
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  @Override
  public Expr logProbOfEach(Expr value) {
    return logProb(value, by.loc(), by.scale());
  }

  /**
   * Of sigmoids s at {@code u > d} the difference is {@code s(u) s(-d) (1 - exp(d - u))}, whose log
   * has no cancellation.
   */
  private Expr logProb(Expr value, Expr loc, Expr scale) {
    Expr isBelowHigh = value.lessThan(Expr.of(high));
    Expr isAboveLow = Expr.of(low).lessThan(value);
    Expr upper = value.plus(0.5).minus(loc).dividedBy(scale);
    Expr lower = value.minus(0.5).minus(loc).dividedBy(scale);
    Expr rest = SpecialFunctions.log1mexp(Expr.of(1).dividedBy(scale));
    return rest.keptWhere(isBelowHigh.times(isAboveLow))
        .minus(upper.negate().softplus().keptWhere(isBelowHigh))
        .minus(lower.softplus().keptWhere(isAboveLow));
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr rounded = SpecialFunctions.floor(by.logistic(noise).plus(0.5));
    return rounded.maximum(Expr.of(low)).minimum(Expr.of(high));
  }

  /** Low plus the sum of the probabilities of more than k; refused for more than 65536 values. */
  @Override
  public Expr mean() {
    Expr values = values("mean");
    Expr isBelowHigh = values.lessThan(Expr.of(high));
    Expr more = column(by.loc()).minus(values.plus(0.5)).dividedBy(column(by.scale())).sigmoid();
    return Parameters.filling(
        Reductions.sumLast(more.keptWhere(isBelowHigh)).plus(low), by.eventShape());
  }

  /** The sum of {@code p(k) (k - mean)^2}; refused for more than 65536 values. */
  @Override
  public Expr variance() {
    Expr values = values("variance");
    Expr distances = values.minus(column(mean()));
    return Reductions.sumLast(logProbs(values).exp().times(distances.square()));
  }

  /** The sum of {@code -p(k) log p(k)}; refused for more than 65536 values. */
  @Override
  public Expr entropyOfEach() {
    Expr logProbs = logProbs(values("entropy"));
    Expr sum = Reductions.sumLast(logProbs.exp().times(logProbs)).negate();
    return Parameters.filling(sum, by.eventShape());
  }

  @Override
  public Expr cdfOfEach(Expr value) {
    Expr whole = SpecialFunctions.floor(value);
    Expr inside = LocationScale.logisticCdf(by.standardized(whole.plus(0.5)));
    Expr isHigh = Expr.of(1).minus(value.lessThan(Expr.of(high)));
    Expr isLow = value.lessThan(Expr.of(low));
    Expr open = Masks.not(isHigh).minus(isLow);
    return inside.keptWhere(open).plus(isHigh);
  }

  @Override
  public Expr quantileOfEach(Expr probability) {
    Expr at = by.at(probability.log().minus(probability.negate().log1p()));
    Expr least = SpecialFunctions.floor(Expr.of(0.5).minus(at)).negate();
    return least.maximum(Expr.of(low)).minimum(Expr.of(high));
  }

  /** Every value, along one more last dim. */
  private Expr values(String what) {
    int count = high - low + 1;
    if (count > MOST_VALUES) {
      throw Messages.tooManyToSum(what, "DiscretizedLogistic", count, MOST_VALUES);
    }
    double[] values = new double[count];
    for (int i = 0; i < values.length; i++) {
      values[i] = low + i;
    }
    long[] sizes = by.eventShape().append(count).asArray().clone();
    for (int i = 0; i < sizes.length - 1; i++) {
      sizes[i] = 1;
    }
    return Expr.of(values, Shape.of(sizes));
  }

  private Expr logProbs(Expr values) {
    return logProb(values, column(by.loc()), column(by.scale()));
  }

  private Expr column(Expr parameter) {
    return LastDim.column(Parameters.filling(parameter, by.eventShape()));
  }
}
