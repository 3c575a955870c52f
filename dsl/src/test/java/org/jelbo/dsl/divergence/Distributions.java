package org.jelbo.dsl.divergence;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Beta;
import org.jelbo.dsl.distribution.Binomial;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Cauchy;
import org.jelbo.dsl.distribution.ContinuousBernoulli;
import org.jelbo.dsl.distribution.Dirichlet;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Exponential;
import org.jelbo.dsl.distribution.Gamma;
import org.jelbo.dsl.distribution.Geometric;
import org.jelbo.dsl.distribution.Gumbel;
import org.jelbo.dsl.distribution.HalfNormal;
import org.jelbo.dsl.distribution.InverseGamma;
import org.jelbo.dsl.distribution.Laplace;
import org.jelbo.dsl.distribution.LogNormal;
import org.jelbo.dsl.distribution.Multinomial;
import org.jelbo.dsl.distribution.MultivariateNormal;
import org.jelbo.dsl.distribution.NegativeBinomial;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.distribution.VonMises;
import org.jelbo.dsl.distribution.Weibull;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

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
          Map.entry(Cauchy.class, r -> Cauchy.of(reals(r), positive(r))),
          Map.entry(Uniform.class, Distributions::uniform),
          Map.entry(Gamma.class, r -> Gamma.ofConcentrationAndRate(positives(r), positive(r))),
          Map.entry(
              InverseGamma.class,
              r -> InverseGamma.ofConcentrationAndScale(positives(r), positive(r))),
          Map.entry(
              Weibull.class,
              r -> Weibull.ofScaleAndConcentration(positives(r), positive(r).plus(1))),
          Map.entry(Beta.class, r -> Beta.ofAlphaAndBeta(positives(r), positive(r))),
          Map.entry(Dirichlet.class, r -> Dirichlet.ofConcentration(positives(r))),
          Map.entry(VonMises.class, r -> VonMises.of(reals(r), positive(r))),
          Map.entry(ContinuousBernoulli.class, r -> ContinuousBernoulli.ofLogits(reals(r))),
          Map.entry(MultivariateNormal.class, Distributions::multivariateNormal),
          Map.entry(Bernoulli.class, Distributions::bernoulli),
          Map.entry(Binomial.class, r -> Binomial.ofLogits(9, reals(r))),
          Map.entry(NegativeBinomial.class, r -> NegativeBinomial.ofLogits(Expr.of(2.5), reals(r))),
          Map.entry(Geometric.class, r -> Geometric.ofLogits(reals(r))),
          Map.entry(Poisson.class, r -> Poisson.ofRate(positives(r).times(3))),
          Map.entry(Multinomial.class, r -> Multinomial.ofLogits(5, reals(r))),
          Map.entry(Categorical.class, Distributions::categorical),
          Map.entry(OneHotCategorical.class, Distributions::oneHotCategorical));

  private Distributions() {}

  /** A random distribution of a family. */
  static Distribution of(Class<? extends Distribution> family, Random random) {
    return Objects.requireNonNull(OF.get(family), family.getSimpleName()).apply(random);
  }

  /** Random distributions q and p of a pair; q has no value that p has not. */
  static Distribution[] pair(Divergences.Pair pair, Random random) {
    Distribution q = of(pair.q(), random);
    Distribution p = of(pair.p(), random);
    if (q instanceof Uniform inner && p instanceof Uniform outer) {
      return new Distribution[] {
        q, Uniform.of(sum(inner, outer, "low"), sum(inner, outer, "high"))
      };
    }
    return new Distribution[] {q, p};
  }

  private static Expr sum(Distribution a, Distribution b, String parameter) {
    return Objects.requireNonNull(a.parameters().get(parameter))
        .plus(Objects.requireNonNull(b.parameters().get(parameter)));
  }

  private static Distribution normal(Random random) {
    return random.nextBoolean()
        ? Normal.of(reals(random), positive(random))
        : Normal.ofMeanAndVariance(real(random), positives(random));
  }

  private static Distribution bernoulli(Random random) {
    return random.nextBoolean()
        ? Bernoulli.ofLogits(reals(random))
        : Bernoulli.ofProbabilities(reals(random).sigmoid());
  }

  private static Distribution categorical(Random random) {
    Expr logits = reals(random, 2 * SIZE).reshape(SIZE, 2);
    return random.nextBoolean()
        ? Categorical.ofLogits(logits)
        : Categorical.ofProbabilities(logits.logSoftmax().exp());
  }

  private static Distribution oneHotCategorical(Random random) {
    Expr logits = reals(random);
    return random.nextBoolean()
        ? OneHotCategorical.ofLogits(logits)
        : OneHotCategorical.ofProbabilities(logits.logSoftmax().exp());
  }

  private static Distribution uniform(Random random) {
    Expr low = positives(random).negate();
    return Uniform.of(low, positive(random));
  }

  private static Distribution multivariateNormal(Random random) {
    if (random.nextBoolean()) {
      return MultivariateNormal.ofDiagonalPlusLowRank(
          reals(random), positives(random), reals(random).reshape(SIZE, 1));
    }
    double[] tril = {
      positive(random).constant()[0], 0, random.nextGaussian(), positive(random).constant()[0]
    };
    return MultivariateNormal.ofMeanAndScaleTril(
        reals(random), Expr.of(tril, Shape.of(SIZE, SIZE)));
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
