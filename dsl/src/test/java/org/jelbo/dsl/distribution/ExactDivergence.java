package org.jelbo.dsl.distribution;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;

/** Divergences of one entry, as they stand in a textbook, by the parameters of q and of p. */
final class ExactDivergence {
  private static final Exact ONE = Exact.ONE;
  private static final Exact TWO = Exact.TWO;
  private static final Exact STEP = Exact.of(1e-35);

  private ExactDivergence() {}

  /** By the parameters of q and those of p, each in order. */
  static final Map<String, BiFunction<Exact[], Exact[], Exact>> OF =
      Map.ofEntries(
          Map.entry("Normal", ExactDivergence::normal),
          Map.entry("HalfNormal", (q, p) -> normal(zeroAnd(q[0]), zeroAnd(p[0]))),
          Map.entry("Laplace", ExactDivergence::laplace),
          Map.entry("Cauchy", ExactDivergence::cauchy),
          Map.entry("Gumbel", ExactDivergence::gumbel),
          Map.entry("Uniform", (q, p) -> width(p).dividedBy(width(q)).log()),
          Map.entry("Exponential", (q, p) -> minusLog(p[0].dividedBy(q[0]))),
          Map.entry("Gamma", ExactDivergence::gamma),
          Map.entry("Weibull", ExactDivergence::weibull),
          Map.entry("Dirichlet", ExactDivergence::dirichlet),
          Map.entry("VonMises", ExactDivergence::vonMises),
          Map.entry("ContinuousBernoulli", ExactDivergence::continuousBernoulli),
          Map.entry("Categorical", ExactDivergence::categorical),
          Map.entry("MultivariateNormal", ExactDivergence::multivariateNormal),
          Map.entry("Poisson", (q, p) -> deviance(q[0], p[0])));

  private static Exact[] zeroAnd(Exact scale) {
    return new Exact[] {Exact.of(0), scale};
  }

  private static Exact minusLog(Exact ratio) {
    return ratio.minus(ONE).minus(ratio.log());
  }

  private static Exact deviance(Exact x, Exact mean) {
    return x.times(x.dividedBy(mean).log()).minus(x).plus(mean);
  }

  private static Exact normal(Exact[] q, Exact[] p) {
    Exact distance = q[0].minus(p[0]).dividedBy(p[1]);
    return minusLog(q[1].dividedBy(p[1]).square()).plus(distance.square()).dividedBy(TWO);
  }

  private static Exact laplace(Exact[] q, Exact[] p) {
    Exact distance = q[0].minus(p[0]).abs();
    Exact near = q[1].times(distance.dividedBy(q[1]).negate().exp()).plus(distance);
    return p[1].dividedBy(q[1]).log().plus(near.dividedBy(p[1])).minus(ONE);
  }

  private static Exact cauchy(Exact[] q, Exact[] p) {
    Exact squares = q[1].plus(p[1]).square().plus(q[0].minus(p[0]).square());
    return squares.dividedBy(Exact.of(4).times(q[1]).times(p[1])).log();
  }

  private static Exact gumbel(Exact[] q, Exact[] p) {
    Exact ratio = q[1].dividedBy(p[1]);
    return extremeValue(ratio, p[0].minus(q[0]).dividedBy(p[1]));
  }

  private static Exact weibull(Exact[] q, Exact[] p) {
    return extremeValue(p[1].dividedBy(q[1]), p[1].times(q[0].dividedBy(p[0]).log()));
  }

  private static Exact extremeValue(Exact ratio, Exact h) {
    Exact far = h.plus(ratio.plus(ONE).logGamma()).exp();
    Exact euler = ONE.digamma().negate();
    return far.minus(ONE).minus(h).minus(ratio.log()).plus(euler.times(ratio.minus(ONE)));
  }

  private static Exact width(Exact[] ends) {
    return ends[1].minus(ends[0]);
  }

  /** By concentration and rate. */
  private static Exact gamma(Exact[] q, Exact[] p) {
    return q[0].minus(p[0])
        .times(q[0].digamma())
        .minus(q[0].logGamma())
        .plus(p[0].logGamma())
        .plus(p[0].times(q[1].dividedBy(p[1]).log()))
        .plus(q[0].times(p[1].minus(q[1])).dividedBy(q[1]));
  }

  private static Exact dirichlet(Exact[] q, Exact[] p) {
    Exact n = sum(q);
    Exact sum = n.logGamma().minus(sum(p).logGamma());
    for (int i = 0; i < q.length; i++) {
      sum =
          sum.plus(p[i].logGamma())
              .minus(q[i].logGamma())
              .plus(q[i].minus(p[i]).times(q[i].digamma().minus(n.digamma())));
    }
    return sum;
  }

  private static Exact sum(Exact[] numbers) {
    return Arrays.stream(numbers).reduce(Exact::plus).orElseThrow();
  }

  private static Exact vonMises(Exact[] q, Exact[] p) {
    Exact ratio = slope(x -> x.besselI0().log(), q[1]);
    return p[1].besselI0()
        .log()
        .minus(q[1].besselI0().log())
        .plus(q[1].minus(p[1].times(q[0].minus(p[0]).cos())).times(ratio));
  }

  private static Exact continuousBernoulli(Exact[] q, Exact[] p) {
    return slope(ExactDivergence::logNormalizer, q[0])
        .times(q[0].minus(p[0]))
        .minus(logNormalizer(q[0]))
        .plus(logNormalizer(p[0]));
  }

  private static Exact logNormalizer(Exact logit) {
    return logit.exp().minus(ONE).dividedBy(logit).log();
  }

  /** By logits. */
  private static Exact categorical(Exact[] q, Exact[] p) {
    Exact ofQ = sum(Arrays.stream(q).map(Exact::exp).toArray(Exact[]::new));
    Exact ofP = sum(Arrays.stream(p).map(Exact::exp).toArray(Exact[]::new));
    Exact sum = Exact.of(0);
    for (int i = 0; i < q.length; i++) {
      Exact log = q[i].minus(p[i]).minus(ofQ.log()).plus(ofP.log());
      sum = sum.plus(q[i].exp().dividedBy(ofQ).times(log));
    }
    return sum;
  }

  private interface OfOne {
    Exact of(Exact x);
  }

  /** By differences, which lose a third of the digits. */
  private static Exact slope(OfOne function, Exact x) {
    Exact rise = function.of(x.plus(STEP)).minus(function.of(x.minus(STEP)));
    return rise.dividedBy(TWO.times(STEP));
  }

  /** Of two entries: means, variances and covariance as {@code m1, m2, c11, c12, c22}. */
  private static Exact multivariateNormal(Exact[] q, Exact[] p) {
    Exact ofQ = q[2].times(q[4]).minus(q[3].square());
    Exact ofP = p[2].times(p[4]).minus(p[3].square());
    Exact first = q[0].minus(p[0]);
    Exact second = q[1].minus(p[1]);
    Exact trace =
        p[4].times(q[2].plus(first.square()))
            .minus(TWO.times(p[3]).times(q[3].plus(first.times(second))))
            .plus(p[2].times(q[4].plus(second.square())))
            .dividedBy(ofP);
    return trace.minus(TWO).plus(ofP.dividedBy(ofQ).log()).dividedBy(TWO);
  }

  /** The divergence. */
  static double value(BiFunction<Exact[], Exact[], Exact> form, double[] q, double[] p) {
    return form.apply(exact(q), exact(p)).value();
  }

  /** Its slope along a parameter of q, or along one of p after those. */
  static double slope(BiFunction<Exact[], Exact[], Exact> form, double[] q, double[] p, int along) {
    boolean isOfQ = along < q.length;
    int index = isOfQ ? along : along - q.length;
    Exact at = Exact.of(isOfQ ? q[index] : p[index]);
    return slope(
            x -> {
              Exact[] own = exact(q);
              Exact[] others = exact(p);
              (isOfQ ? own : others)[index] = x;
              return form.apply(own, others);
            },
            at)
        .value();
  }

  private static Exact[] exact(double[] numbers) {
    return Arrays.stream(numbers).mapToObj(Exact::of).toArray(Exact[]::new);
  }
}
