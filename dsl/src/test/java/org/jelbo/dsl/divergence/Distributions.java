package org.jelbo.dsl.divergence;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Exponential;
import org.jelbo.dsl.distribution.Gumbel;
import org.jelbo.dsl.distribution.HalfNormal;
import org.jelbo.dsl.distribution.Laplace;
import org.jelbo.dsl.distribution.LogNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;

/** Random distributions of each family, all of one event shape, some of whose parameters repeat. */
final class Distributions {
  private static final int SIZE = 2;

  private static final Map<Class<? extends Distribution>, Function<Random, Distribution>> OF =
      Map.ofEntries(
          Map.entry(Normal.class, Distributions::normal),
          Map.entry(Laplace.class, r -> Laplace.of(reals(r), positive(r))),
          Map.entry(LogNormal.class, r -> LogNormal.of(reals(r), positive(r))),
          Map.entry(Gumbel.class, r -> Gumbel.of(reals(r), positive(r))),
          Map.entry(HalfNormal.class, r -> HalfNormal.ofScale(positives(r))),
          Map.entry(Exponential.class, r -> Exponential.ofRate(positives(r))),
          Map.entry(Bernoulli.class, r -> Bernoulli.ofLogits(reals(r))),
          Map.entry(Categorical.class, r -> Categorical.ofLogits(reals(r, 4))),
          Map.entry(OneHotCategorical.class, r -> OneHotCategorical.ofLogits(reals(r))));

  private Distributions() {}

  /** A random distribution of a family. */
  static Distribution of(Class<? extends Distribution> family, Random random) {
    return Objects.requireNonNull(OF.get(family), family.getSimpleName()).apply(random);
  }

  private static Distribution normal(Random random) {
    return random.nextBoolean()
        ? Normal.of(reals(random), positive(random))
        : Normal.ofMeanAndVariance(real(random), positives(random));
  }

  private static Expr real(Random random) {
    return Expr.of(random.nextGaussian());
  }

  private static Expr reals(Random random) {
    return reals(random, SIZE);
  }

  private static Expr reals(Random random, int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> random.nextGaussian());
    return Expr.of(values);
  }

  private static Expr positive(Random random) {
    return real(random).times(0.5).exp();
  }

  private static Expr positives(Random random) {
    return reals(random).times(0.5).exp();
  }
}
