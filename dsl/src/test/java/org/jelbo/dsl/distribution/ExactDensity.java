package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/** Log-densities of one entry, as they stand in a textbook. */
final class ExactDensity {
  private static final Exact ONE = Exact.ONE;
  private static final Exact TWO = Exact.TWO;
  private static final Exact PI = Exact.PI;
  private static final Exact STEP = Exact.of(1e-45);

  private ExactDensity() {}

  /** By parameters in order and the value. */
  static final Map<String, BiFunction<Exact[], Exact, Exact>> OF =
      Map.ofEntries(
          Map.entry("Normal", (p, x) -> normal(x, p[0], p[1])),
          Map.entry("LogNormal", (p, x) -> normal(x.log(), p[0], p[1]).minus(x.log())),
          Map.entry("HalfNormal", (p, x) -> TWO.log().plus(normal(x, Exact.of(0), p[0]))),
          Map.entry("TruncatedNormal", (p, x) -> truncatedNormal(p, x)),
          Map.entry(
              "Laplace",
              (p, x) -> x.minus(p[0]).abs().dividedBy(p[1]).plus(TWO.times(p[1]).log()).negate()),
          Map.entry(
              "Logistic", (p, x) -> logistic(x.minus(p[0]).dividedBy(p[1])).minus(p[1].log())),
          Map.entry("Gumbel", (p, x) -> gumbel(x.minus(p[0]).dividedBy(p[1])).minus(p[1].log())),
          Map.entry("Cauchy", (p, x) -> cauchy(x, p[0], p[1])),
          Map.entry("HalfCauchy", (p, x) -> TWO.log().plus(cauchy(x, Exact.of(0), p[0]))),
          Map.entry("StudentT", (p, x) -> studentT(p, x)),
          Map.entry("Uniform", (p, x) -> p[1].minus(p[0]).log().negate()),
          Map.entry("Exponential", (p, x) -> p[0].log().minus(p[0].times(x))),
          Map.entry("Gamma", (p, x) -> gamma(x, p[0], p[1])),
          Map.entry(
              "InverseGamma",
              (p, x) -> gamma(ONE.dividedBy(x), p[0], p[1]).minus(TWO.times(x.log()))),
          Map.entry("Weibull", (p, x) -> weibull(x.dividedBy(p[0]), p[1]).minus(p[0].log())),
          Map.entry("Beta", (p, x) -> beta(p, x)),
          Map.entry(
              "VonMises",
              (p, x) ->
                  p[1].times(x.minus(p[0]).cos())
                      .minus(TWO.times(PI).times(p[1].besselI0()).log())),
          Map.entry("ContinuousBernoulli", (p, x) -> continuousBernoulli(p[0], x)),
          Map.entry("RelaxedBernoulli", (p, x) -> relaxedBernoulli(p, x)),
          Map.entry("Bernoulli", (p, x) -> x.times(p[0]).minus(p[0].softplus())),
          Map.entry(
              "Binomial", (p, x) -> Exact.logChoose(p[0], x).plus(trials(x, p[0].minus(x), p[1]))),
          Map.entry("NegativeBinomial", (p, x) -> negativeBinomial(p, x)),
          Map.entry("Geometric", (p, x) -> trials(ONE, x, p[0])),
          Map.entry(
              "Poisson", (p, x) -> x.timesLog(p[0]).minus(p[0]).minus(x.plus(ONE).logGamma())),
          Map.entry("DiscretizedLogistic", (p, x) -> discretizedLogistic(p, x)));

  private static Exact normal(Exact x, Exact mean, Exact stddev) {
    Exact squares = x.minus(mean).dividedBy(stddev).square();
    return squares.plus(TWO.times(PI).log()).dividedBy(TWO).plus(stddev.log()).negate();
  }

  private static Exact truncatedNormal(Exact[] p, Exact x) {
    Exact low = p[2].minus(p[0]).dividedBy(p[1]);
    Exact high = p[3].minus(p[0]).dividedBy(p[1]);
    return normal(x, p[0], p[1]).minus(high.normalCdf().minus(low.normalCdf()).log());
  }

  private static Exact logistic(Exact y) {
    return y.plus(TWO.times(y.negate().softplus())).negate();
  }

  private static Exact gumbel(Exact y) {
    return y.plus(y.negate().exp()).negate();
  }

  private static Exact cauchy(Exact x, Exact loc, Exact scale) {
    Exact y = x.minus(loc).dividedBy(scale);
    return PI.times(scale).times(ONE.plus(y.square())).log().negate();
  }

  private static Exact studentT(Exact[] p, Exact x) {
    Exact half = p[0].plus(ONE).dividedBy(TWO);
    Exact y = x.minus(p[1]).dividedBy(p[2]);
    return half.logGamma()
        .minus(p[0].dividedBy(TWO).logGamma())
        .minus(p[0].times(PI).log().dividedBy(TWO))
        .minus(p[2].log())
        .minus(half.times(ONE.plus(y.square().dividedBy(p[0])).log()));
  }

  private static Exact gamma(Exact x, Exact concentration, Exact rate) {
    return concentration
        .times(rate.log())
        .plus(concentration.minus(ONE).timesLog(x))
        .minus(rate.times(x))
        .minus(concentration.logGamma());
  }

  private static Exact weibull(Exact y, Exact k) {
    Exact power = y.isZero() ? y : k.times(y.log()).exp();
    return k.log().plus(k.minus(ONE).timesLog(y)).minus(power);
  }

  private static Exact beta(Exact[] p, Exact x) {
    return p[0].minus(ONE)
        .timesLog(x)
        .plus(p[1].minus(ONE).timesLog(ONE.minus(x)))
        .plus(p[0].plus(p[1]).logGamma())
        .minus(p[0].logGamma())
        .minus(p[1].logGamma());
  }

  private static Exact continuousBernoulli(Exact logit, Exact x) {
    Exact constant = logit.isZero() ? ONE : logit.dividedBy(logit.exp().minus(ONE));
    return x.times(logit).plus(constant.log());
  }

  private static Exact relaxedBernoulli(Exact[] p, Exact x) {
    Exact y = x.log().minus(ONE.minus(x).log());
    Exact z = p[0].times(y).minus(p[1]);
    return logistic(z).plus(p[0].log()).minus(x.log()).minus(ONE.minus(x).log());
  }

  /** Successes and failures, by the logit of a success. */
  private static Exact trials(Exact successes, Exact failures, Exact logit) {
    return successes
        .times(logit.negate().softplus())
        .plus(failures.times(logit.softplus()))
        .negate();
  }

  private static Exact negativeBinomial(Exact[] p, Exact x) {
    Exact ways = x.plus(p[0]).logGamma().minus(p[0].logGamma()).minus(x.plus(ONE).logGamma());
    return ways.plus(trials(x, p[0], p[1]));
  }

  /** {@code sigma(u) - sigma(l) = (e^u - e^l) / ((1 + e^u) (1 + e^l))}. */
  private static Exact discretizedLogistic(Exact[] p, Exact x) {
    Exact half = Exact.of(0.5);
    Exact upper = x.plus(half).minus(p[0]).dividedBy(p[1]);
    Exact lower = x.minus(half).minus(p[0]).dividedBy(p[1]);
    if (x.equals(p[2])) {
      return upper.negate().softplus().negate();
    }
    if (x.equals(p[3])) {
      return lower.softplus().negate();
    }
    Exact rise = upper.minus(lower).exp().minus(ONE).log();
    return lower.plus(rise).minus(upper.softplus()).minus(lower.softplus());
  }

  /** The log-density of a family. */
  static double value(BiFunction<Exact[], Exact, Exact> density, double[] parameters, double x) {
    return density.apply(exact(parameters), Exact.of(x)).value();
  }

  /**
   * Its slope along a parameter, or along the value after the last of them, by differences that
   * lose half of the digits.
   */
  static double slope(
      BiFunction<Exact[], Exact, Exact> density, double[] parameters, double x, int along) {
    Exact[] at = Arrays.copyOf(exact(parameters), parameters.length + 1);
    at[parameters.length] = Exact.of(x);
    Exact distance = at[along].abs();
    Exact step = distance.minus(ONE).isNegative() ? STEP : distance.times(STEP);
    Exact rise = moved(density, at, along, step).minus(moved(density, at, along, step.negate()));
    return rise.dividedBy(TWO.times(step)).value();
  }

  private static Exact moved(
      BiFunction<Exact[], Exact, Exact> density, Exact[] at, int along, Exact step) {
    Exact[] moved = at.clone();
    moved[along] = moved[along].plus(step);
    int last = moved.length - 1;
    return density.apply(Arrays.copyOf(moved, last), moved[last]);
  }

  private static Exact[] exact(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Exact::of).toArray(Exact[]::new);
  }
}
