package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Divergences of distributions that are nearly equal, and their gradients, against the textbook's
 * formula to 110 digits. They are squares of small differences: a plain formula loses all digits.
 */
final class NearEqualKlTest {
  private static final double[] DISTANCES = {0x1p-2, 0x1p-7, 0x1p-13, 0x1p-14, 0x1p-20, 0x1p-27};

  /** Of the divergence, and of the greatest entry of its gradient. */
  private static final double TOLERANCE = 2e-6;

  /** Of slopes, whose terms are rounded; of the divergence, its square. */
  private static final double NOTHING = 1e-15;

  /**
   * A family in one of its parameterizations.
   *
   * @param exact the name of the textbook's formula
   * @param toExact from the parameters to those of the formula
   * @param family from the parameters
   * @param points parameters of q; those of p are apart by a part of them
   */
  private record Case(
      String name,
      String exact,
      Function<Exact[], Exact[]> toExact,
      Function<Expr[], Distribution> family,
      List<double[]> points) {
    Case(
        String name,
        String exact,
        Function<Exact[], Exact[]> toExact,
        Function<Expr[], Distribution> family,
        double[]... points) {
      this(name, exact, toExact, family, List.of(points));
    }

    static Case of(String name, Function<Expr[], Distribution> family, double[]... points) {
      return new Case(name, name, x -> x, family, points);
    }

    BiFunction<Exact[], Exact[], Exact> form() {
      BiFunction<Exact[], Exact[], Exact> form =
          Objects.requireNonNull(ExactDivergence.OF.get(exact), exact);
      return (q, p) -> form.apply(toExact.apply(q), toExact.apply(p));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static double[] at(double... parameters) {
    return parameters;
  }

  private static Exact[] inverse(Exact x) {
    return new Exact[] {Exact.ONE.dividedBy(x)};
  }

  private static Exact[] binary(Exact logit) {
    return new Exact[] {logit, Exact.of(0)};
  }

  private static Exact logit(Exact p) {
    return p.dividedBy(Exact.ONE.minus(p)).log();
  }

  private static Exact[] meanAndRoot(Exact mean, Exact variance) {
    return new Exact[] {mean, variance.log().dividedBy(Exact.TWO).exp()};
  }

  static Stream<Case> cases() {
    return Stream.of(normals(), ofScales(), gammas(), bounded(), discrete(), multivariate())
        .flatMap(List::stream);
  }

  private static List<Case> normals() {
    List<Case> cases = new ArrayList<>();
    cases.add(Case.of("Normal", p -> Normal.of(p[0], p[1]), at(0.75, 1.25), at(-30, 0x1p-7)));
    cases.add(
        new Case(
            "Normal by variance",
            "Normal",
            p -> meanAndRoot(p[0], p[1]),
            p -> Normal.ofMeanAndVariance(p[0], p[1]),
            at(0.75, 1.25)));
    cases.add(
        new Case(
            "Normal by precision",
            "Normal",
            p -> meanAndRoot(p[0], Exact.ONE.dividedBy(p[1])),
            p -> Normal.ofMeanAndPrecision(p[0], p[1]),
            at(0.75, 1.25)));
    cases.add(
        new Case("LogNormal", "Normal", p -> p, p -> LogNormal.of(p[0], p[1]), at(0.75, 1.25)));
    cases.add(Case.of("HalfNormal", p -> HalfNormal.ofScale(p[0]), at(1.25), at(200)));
    return cases;
  }

  private static List<Case> ofScales() {
    List<Case> cases = new ArrayList<>();
    cases.add(Case.of("Laplace", p -> Laplace.of(p[0], p[1]), at(0.75, 1.25), at(3, 0.125)));
    cases.add(Case.of("Cauchy", p -> Cauchy.of(p[0], p[1]), at(0.75, 1.25), at(3, 0.125)));
    cases.add(Case.of("Gumbel", p -> Gumbel.of(p[0], p[1]), at(0.75, 1.25), at(3, 0.375)));
    cases.add(
        Case.of(
            "Weibull",
            p -> Weibull.ofScaleAndConcentration(p[0], p[1]),
            at(0.75, 1.25),
            at(30, 8)));
    cases.add(Case.of("Uniform", p -> Uniform.of(p[0], p[1]), at(-0.75, 1.25)));
    cases.add(Case.of("Exponential", p -> Exponential.ofRate(p[0]), at(1.25), at(0x1p-7)));
    cases.add(
        new Case(
            "Exponential by scale",
            "Exponential",
            p -> inverse(p[0]),
            p -> Exponential.ofScale(p[0]),
            at(1.25)));
    return cases;
  }

  private static List<Case> gammas() {
    double[][] points = {at(1.25, 0.75), at(0x1p-7, 3), at(40, 0.5), at(1e4, 20)};
    Function<Exact[], Exact[]> byScale = p -> new Exact[] {p[0], inverse(p[1])[0]};
    return List.of(
        Case.of("Gamma", p -> Gamma.ofConcentrationAndRate(p[0], p[1]), points),
        new Case(
            "Gamma by scale",
            "Gamma",
            byScale,
            p -> Gamma.ofConcentrationAndScale(p[0], p[1]),
            at(1.25, 0.75)),
        new Case(
            "InverseGamma",
            "Gamma",
            p -> p,
            p -> InverseGamma.ofConcentrationAndScale(p[0], p[1]),
            at(5.875, 1)),
        new Case("Beta", "Dirichlet", p -> p, p -> Beta.ofAlphaAndBeta(p[0], p[1]), points),
        new Case(
            "Beta by mean",
            "Dirichlet",
            p -> {
              Exact alpha = p[0].times(p[1]);
              return new Exact[] {alpha, p[1].minus(alpha)};
            },
            p -> Beta.ofMeanAndConcentration(p[0], p[1]),
            at(0.3125, 2.5)),
        Case.of("Dirichlet", p -> Dirichlet.ofConcentration(row(p)), at(0.5, 3, 20), at(1, 1, 1)));
  }

  private static List<Case> bounded() {
    return List.of(
        Case.of(
            "VonMises",
            p -> VonMises.of(p[0], p[1]),
            at(0.75, 1.25),
            at(-1, 0x1p-20),
            at(2, 29.75),
            at(2, 300)),
        Case.of(
            "ContinuousBernoulli",
            p -> ContinuousBernoulli.ofLogits(p[0]),
            at(0.75),
            at(-3),
            at(0x1p-10)),
        new Case(
            "ContinuousBernoulli by probability",
            "ContinuousBernoulli",
            p -> new Exact[] {logit(p[0])},
            p -> ContinuousBernoulli.ofProbabilities(p[0]),
            at(0.3125)));
  }

  private static List<Case> discrete() {
    return List.of(
        new Case(
            "Bernoulli",
            "Categorical",
            p -> binary(p[0]),
            p -> Bernoulli.ofLogits(p[0]),
            at(0.75),
            at(-9),
            at(9)),
        new Case(
            "Bernoulli by probability",
            "Categorical",
            p -> binary(logit(p[0])),
            p -> Bernoulli.ofProbabilities(p[0]),
            at(0.3125),
            at(0x1p-7)),
        Case.of("Categorical", p -> Categorical.ofLogits(row(p)), at(0.75, -1.25, 2)),
        new Case(
            "OneHotCategorical",
            "Categorical",
            p -> p,
            p -> OneHotCategorical.ofLogits(row(p)),
            at(0.75, -1.25, 2)),
        Case.of("Poisson", p -> Poisson.ofRate(p[0]), at(1.25), at(500)),
        new Case(
            "Poisson by log rate",
            "Poisson",
            p -> new Exact[] {p[0].exp()},
            p -> Poisson.ofLogRate(p[0]),
            at(1.25),
            at(-4)));
  }

  private static List<Case> multivariate() {
    return List.of(
        new Case(
            "MultivariateNormal",
            "MultivariateNormal",
            p -> withRoot(p[0], p[1], p[2], p[3], p[4]),
            p ->
                MultivariateNormal.ofMeanAndScaleTril(
                    row(p[0], p[1]), matrix(p[2], Expr.of(0), p[3], p[4])),
            at(0.75, -2, 1.25, 0.375, 0.625)),
        Case.of(
            "MultivariateNormal",
            p ->
                MultivariateNormal.ofMeanAndCovariance(
                    row(p[0], p[1]), matrix(p[2], p[3], p[3], p[4])),
            at(0.75, -2, 1.25, 0.375, 0.625)),
        new Case(
            "MultivariateNormal of low rank",
            "MultivariateNormal",
            p ->
                new Exact[] {
                  p[0], p[1], p[2].plus(p[4].square()), p[4].times(p[5]), p[3].plus(p[5].square())
                },
            p ->
                MultivariateNormal.ofDiagonalPlusLowRank(
                    row(p[0], p[1]), row(p[2], p[3]), row(p[4], p[5]).reshape(2, 1)),
            at(0.75, -2, 1.25, 0.375, 0.625, -0.875)));
  }

  private static Exact[] withRoot(Exact first, Exact second, Exact a, Exact b, Exact c) {
    return new Exact[] {first, second, a.square(), a.times(b), b.square().plus(c.square())};
  }

  private static Expr matrix(Expr... entries) {
    return row(entries).reshape(2, 2);
  }

  /** Scalars as the entries of a vector. */
  private static Expr row(Expr... entries) {
    Expr sum = Expr.of(0);
    for (int i = 0; i < entries.length; i++) {
      double[] unit = new double[entries.length];
      unit[i] = 1;
      sum = sum.plus(entries[i].times(Expr.of(unit)));
    }
    return sum;
  }

  /** What is expected. */
  private record Reference(double value, List<Double> slopes) {}

  @ParameterizedTest
  @MethodSource("cases")
  void divergencesAndGradientsAreExact(Case family) {
    Map<List<Double>, Reference> references = new HashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Precision precision : Precision.values()) {
      for (double[] point : family.points()) {
        check(family, precision, point, references, wrong);
      }
    }
    assertThat(wrong).as("divergences of %s that are not exact", family).isEmpty();
  }

  private static void check(
      Case family,
      Precision precision,
      double[] point,
      Map<List<Double>, Reference> references,
      List<String> wrong) {
    int n = point.length;
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr[] fed = new Expr[2 * n];
      Arrays.setAll(fed, i -> evaluation.fedScalar(point[i % n]));
      Distribution q = family.family().apply(Arrays.copyOf(fed, n));
      Distribution p = family.family().apply(Arrays.copyOfRange(fed, n, 2 * n));
      Expr kl = Divergences.standard().kl(q, p);
      for (double distance : DISTANCES) {
        double[] both = new double[2 * n];
        Arrays.setAll(both, i -> point[i % n] * (i < n ? 1 : 1 + distance * (1 + i - n) / n));
        for (int i = 0; i < both.length; i++) {
          both[i] = precision == Precision.FLOAT64 ? both[i] : (float) both[i];
          evaluation.feed(fed[i], new double[] {both[i]}, fed[i].eventShape());
        }
        List<Double> key = Arrays.stream(both).boxed().toList();
        Reference expected = references.computeIfAbsent(key, missing -> reference(family, both));
        String where = precision + " " + key;
        double allowed = TOLERANCE * expected.value() + Math.pow(NOTHING, 2);
        note(wrong, where, evaluation.scalar(kl), expected.value(), allowed);
        double greatestSlope =
            expected.slopes().stream().mapToDouble(Math::abs).max().orElseThrow();
        double allowedSlope = TOLERANCE * greatestSlope + NOTHING;
        List<double[]> found = evaluation.gradients(kl, List.of(fed));
        for (int i = 0; i < both.length; i++) {
          note(
              wrong,
              where + ", slope " + i,
              found.get(i)[0],
              expected.slopes().get(i),
              allowedSlope);
        }
      }
    }
  }

  private static Reference reference(Case family, double[] both) {
    double[] q = Arrays.copyOf(both, both.length / 2);
    double[] p = Arrays.copyOfRange(both, q.length, both.length);
    double[] slopes = new double[both.length];
    Arrays.setAll(slopes, i -> ExactDivergence.slope(family.form(), q, p, i));
    return new Reference(
        ExactDivergence.value(family.form(), q, p), Arrays.stream(slopes).boxed().toList());
  }

  private static void note(
      List<String> wrong, String where, double found, double expected, double allowed) {
    if (!(Math.abs(found - expected) <= allowed)) {
      wrong.add(where + ": " + found + " for " + expected);
    }
  }
}
