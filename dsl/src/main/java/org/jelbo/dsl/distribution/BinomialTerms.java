package org.jelbo.dsl.distribution;

import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Float64;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.special.CountSum;
import org.jelbo.dsl.special.Counting;

/**
 * Sums under binomial distributions of n trials, for {@link Binomial} and {@link Multinomial}, in
 * float64: of a million trials, the slopes of a hundred terms cancel.
 */
final class BinomialTerms {
  /** Stands for minus infinity in {@code p log p}, whose limit is 0. */
  private static final double LEAST_LOG = -1e4;

  private BinomialTerms() {}

  /** {@code log p(x)}, minus infinity where {@code x > n}. */
  static Expr logProb(Expr x, Expr trials, Odds odds) {
    Expr isOutside = Branches.below(trials, x);
    Expr y = trials.minus(x).relu();
    return Counting.logFactorialRest(trials)
        .minus(Counting.logFactorialRest(x))
        .minus(Counting.logFactorialRest(y))
        .minus(odds.deviance(x, y))
        .plus(Expr.of(Double.NEGATIVE_INFINITY).keptWhere(isOutside));
  }

  /** Of trials and odds that fill the event. */
  static Expr entropy(Expr trials, Odds odds) {
    Expr n = LastDim.column(Float64.of(trials));
    Odds spread = odds.wide().spread();
    Expr entropy =
        sum(n, spread)
            .of(
                x -> logProb(x, n, spread),
                x -> logProb(x, n, spread).maximum(Expr.of(LEAST_LOG)).negate());
    return Float64.back(entropy, trials, odds.given());
  }

  /**
   * {@code E[x log(x / np) + log x! - (x log x - x)]}: what one count adds to the entropy of a
   * multinomial distribution. {@code E[x] = np}, so that a deviance is such a term.
   */
  static Expr ofMultinomial(Expr trials, Odds odds) {
    Expr n = LastDim.column(Float64.of(trials));
    Odds spread = odds.wide().spread();
    Expr mean = n.times(spread.p());
    Expr logMean = Counting.logOfPositive(n).plus(Counting.log(spread.p()));
    Expr added =
        sum(n, spread)
            .of(
                x -> logProb(x, n, spread),
                x ->
                    Counting.deviance(x, Counting.logOfPositive(x), mean, logMean, x.minus(mean))
                        .minimum(Expr.of(-LEAST_LOG))
                        .plus(Counting.logFactorialRest(x)));
    return Float64.back(added, trials, odds.given());
  }

  private static CountSum sum(Expr trials, Odds odds) {
    Expr mean = trials.times(odds.p());
    return new CountSum(mean, mean.times(odds.q()), trials);
  }
}
