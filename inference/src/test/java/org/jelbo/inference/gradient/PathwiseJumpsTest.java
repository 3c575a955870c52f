package org.jelbo.inference.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.numbers.gamma.InverseErf;
import org.jelbo.dsl.bijector.Affine;
import org.jelbo.dsl.bijector.Softplus;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Beta;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.distribution.TruncatedNormal;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.distribution.VonMises;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Renyi;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Trainer;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is refused because a draw jumps, and what is not: the gradients of the latter are those of
 * the bound, by integrals over the guide in plain Java. Normal draws stand at the quantiles of
 * their distribution, so that there is no noise.
 */
class PathwiseJumpsTest {
  private static final int DRAWS = 4001;
  private static final double X = 1.4;
  private static final double SPREAD = 0.6;
  private static final Param MEAN = Param.of("mean").constant(0.5);
  private static final Param BASE = Param.of("base").constant(0.2);
  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {X}));
  private static final Data BOTH =
      Data.of(Column.ofDoubles("x", new double[] {X}), Column.ofDoubles("c", new double[] {2}));
  private static final Program GUIDE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(MEAN), Expr.of(SPREAD))));
  private static final Program FIXED =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(0.5, SPREAD)));

  /** A model of a normal x around a function of the latent. */
  private static Program model(Function<Expr, Expr> mean) {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr z = p.sample("z", Normal.standard());
              p.sample("x", Normal.of(mean.apply(z), Expr.of(1)));
            });
  }

  private static final Program STEP = model(z -> z.plus(z.lessThan(Expr.of(0.3)).times(3)));

  private static double step(double z) {
    return z + (z < 0.3 ? 3 : 0);
  }

  private static double normal(double x, double mean, double stddev) {
    double u = (x - mean) / stddev;
    return -u * u / 2 - Math.log(stddev) - Math.log(2 * Math.PI) / 2;
  }

  /** The expectation of a function of a normal latent around a mean. */
  private static double expected(double mean, DoubleUnaryOperator function) {
    double sum = 0;
    double width = 1e-3;
    for (double z = mean - 9 * SPREAD; z < mean + 9 * SPREAD; z += width) {
      sum += width * Math.exp(normal(z, mean, SPREAD)) * function.applyAsDouble(z);
    }
    return sum;
  }

  /** The slope of -ELBO at the guide's mean. */
  private static double slope(DoubleUnaryOperator logLikelihood) {
    DoubleUnaryOperator bound =
        mean ->
            expected(
                mean,
                z -> logLikelihood.applyAsDouble(z) + normal(z, 0, 1) - normal(z, mean, SPREAD));
    return -(bound.applyAsDouble(0.501) - bound.applyAsDouble(0.499)) / 2e-3;
  }

  private static Compiled compiled(Objective objective) {
    double[] quantiles = new double[DRAWS];
    Arrays.setAll(quantiles, i -> Math.sqrt(2) * InverseErf.value((2 * i + 1.0) / DRAWS - 1));
    return Compilation.of(objective)
        .precision(Precision.FLOAT64)
        .noise("z", NoiseArray.of(quantiles, DRAWS, 1))
        .compile();
  }

  private static double gradient(Elbo elbo, Param param) {
    try (Compiled compiled = compiled(elbo)) {
      DrawKey draws = DrawKey.of(0).particles(DRAWS);
      return Entry.of(compiled.gradients(DATA, draws), param.name()).scalar();
    }
  }

  @Test
  void smoothFunctionIsNotRefused() {
    Elbo elbo = Elbo.of(model(z -> z.plus(z.minus(0.3).times(-6).sigmoid().times(3))), GUIDE);
    double slope = slope(z -> normal(X, z + 3 / (1 + Math.exp(6 * (z - 0.3))), 1));
    assertThat(gradient(elbo.given("x"), MEAN)).isCloseTo(slope, within(2e-2));
  }

  @Test
  void finiteSiteIsSummedOver() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr c = p.sample("c", Bernoulli.ofLogits(z.minus(0.3).times(-20)));
                  p.sample("x", Normal.of(z.plus(c.times(3)), Expr.of(1)));
                });
    double slope =
        slope(
            z -> {
              double q = 1 / (1 + Math.exp(20 * (z - 0.3)));
              double sum = q * Math.exp(normal(X, z + 3, 1)) + (1 - q) * Math.exp(normal(X, z, 1));
              return Math.log(sum);
            });
    assertThat(gradient(Elbo.of(model, GUIDE).given("x"), MEAN)).isCloseTo(slope, within(2e-2));
  }

  /** Under importance weights, where a density that is 0 makes no infinite loss. */
  @Test
  void drawsBetweenTheEndsOfTheirFamiliesAreNotRefused() {
    Expr one = Expr.of(1);
    List<Function<Scope, Distribution>> guides =
        List.of(
            p -> TruncatedNormal.of(p.param(MEAN), one, Expr.of(0), one),
            p -> Beta.ofMeanAndConcentration(p.param(MEAN), Expr.of(3)),
            p -> TruncatedNormal.of(p.param(MEAN), one, Expr.of(0), p.input("c")),
            p -> Uniform.of(Expr.of(0), p.param(MEAN)),
            p -> Transformed.of(Uniform.of(Expr.of(0), p.param(MEAN)), Softplus.of()));
    List<Function<Scope, Distribution>> priors =
        List.of(
            p -> Uniform.of(0, 1),
            p -> Transformed.of(Uniform.of(-1, 1), Affine.of(0.5, 0.5)),
            p -> Uniform.of(Expr.of(0), p.input("c")),
            p -> Normal.standard(),
            p -> Normal.standard());
    for (int i = 0; i < guides.size(); i++) {
      Function<Scope, Distribution> prior = priors.get(i);
      Function<Scope, Distribution> family = guides.get(i);
      Program model =
          p -> p.plate("rows", () -> p.sample("x", Normal.of(p.sample("z", prior.apply(p)), one)));
      Program guide = p -> p.plate("rows", () -> p.sample("z", family.apply(p)));
      Iwae iwae = Iwae.of(model, guide).given("x").particles(3);
      for (Objective objective : List.of(iwae, iwae.doublyReparameterized())) {
        Compilation compilation = Compilation.of(objective);
        assertThat(compilation.feed(BOTH.batch(1)).optimizer(Adam.of(0.01)).findings())
            .as("guide " + i)
            .isEmpty();
      }
    }
  }

  @Test
  void branchesThatMeetAreNotRefused() {
    Function<Expr, Expr> huber =
        z ->
            Masks.chosen(
                Branches.below(z.abs(), Expr.of(1)), z.square(), z.abs().times(2).minus(1));
    double slope = slope(z -> normal(X, Math.abs(z) < 1 ? z * z : 2 * Math.abs(z) - 1, 1));
    assertThat(gradient(Elbo.of(model(huber), GUIDE).given("x"), MEAN))
        .isCloseTo(slope, within(2e-2));
    double kink = slope(z -> normal(X, Math.max(z, 0), 1));
    assertThat(gradient(Elbo.of(model(Expr::relu), GUIDE).given("x"), MEAN))
        .isCloseTo(kink, within(2e-2));
  }

  /** Nothing that is trained moves the draw: the step stays where it is. */
  @Test
  void stepOfDrawWithoutParametersIsNotRefused() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr mean = p.param(BASE).plus(z.lessThan(Expr.of(0.3)).times(3));
                  p.sample("x", Normal.of(mean, Expr.of(1)));
                });
    double slope = -expected(0.5, z -> X - 0.2 - (z < 0.3 ? 3 : 0));
    assertThat(gradient(Elbo.of(model, FIXED).given("x"), BASE)).isCloseTo(slope, within(8e-3));
  }

  @Test
  void stepsOfEnumeratedValuesAreNotRefused() {
    Param logits = Param.of("logits", 3).constant(0.4);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", Categorical.uniform(3));
                  p.sample("x", Normal.of(y.lessThan(Expr.of(1)).times(2), Expr.of(1)));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("y", Categorical.ofLogits(p.param(logits))));
    try (Compiled compiled =
        Compilation.of(Elbo.of(model, guide).given("x")).precision(Precision.FLOAT64).compile()) {
      double[] found = Entry.of(compiled.gradients(DATA, DrawKey.of(0)), "logits").toArray();
      // The guide is uniform as the prior is: only the likelihood has a slope.
      double first = normal(X, 2, 1);
      double other = normal(X, 0, 1);
      double mean = (first + 2 * other) / 3;
      assertThat(found)
          .containsExactly(
              new double[] {-(first - mean) / 3, -(other - mean) / 3, -(other - mean) / 3},
              within(1e-10));
    }
  }

  /** The value is right where the gradient is not: it can be measured, and explain says so. */
  @Test
  void boundOfStepCanBeMeasured() {
    Elbo elbo = Elbo.of(STEP, GUIDE).given("x");
    double bound =
        expected(0.5, z -> normal(X, step(z), 1) + normal(z, 0, 1) - normal(z, 0.5, SPREAD));
    try (Compiled compiled = compiled(elbo)) {
      assertThat(compiled.measure(DATA, DrawKey.of(0).particles(DRAWS)).value())
          .isCloseTo(-bound, within(2e-2));
    }
    assertThat(elbo.explain().toString())
        .contains(
            "\n  no gradient by way of z: lessThan makes a step function of it, for site 'x' in the"
                + " model, plate 'rows' (");
    assertThat(Elbo.of(STEP, FIXED).given("x").explain().toString()).doesNotContain("no gradient");
  }

  static Stream<Objective> objectives() {
    Iwae iwae = Iwae.of(STEP, GUIDE).given("x").particles(3);
    Elbo elbo = Elbo.of(STEP, GUIDE).given("x");
    return Stream.of(
        elbo,
        elbo.particles(4),
        elbo.stickingTheLanding(),
        elbo.freeBits(0.1),
        iwae,
        iwae.doublyReparameterized(),
        Renyi.of(STEP, GUIDE).given("x").alpha(0.5).particles(3),
        Objective.sum(Elbo.of(model(z -> z), GUIDE).given("x"), elbo.weight(0.5)),
        Objective.pooled(elbo));
  }

  @ParameterizedTest
  @MethodSource("objectives")
  void everyObjectiveRefusesIt(Objective objective) {
    List<JelboException> found = Trainer.of(objective).feed(DATA.batch(1)).steps(1).findings();
    assertThat(found).singleElement().extracting(JelboException::subject).hasToString("site 'z'");
    assertThat(found.get(0)).hasMessageContaining("but lessThan makes a step function of it");
    assertThat(objective.explain().toString()).contains("no gradient by way of z: lessThan");
  }

  /** A step between two draws, which the second one's density does not show. */
  @Test
  void stepBeforeAnotherDrawIsFound() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr w = p.sample("w", Normal.standard());
                  p.sample("x", Normal.of(z.plus(w), Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.of(p.param(MEAN), Expr.of(1)));
                  p.sample("w", Normal.of(z.lessThan(Expr.of(0)), Expr.of(1)));
                });
    Elbo elbo = Elbo.of(model, guide).given("x");
    for (Elbo each : List.of(elbo, elbo.stickingTheLanding())) {
      assertThat(Trainer.of(each).feed(DATA.batch(1)).steps(1).findings())
          .singleElement()
          .extracting(JelboException::subject)
          .hasToString("site 'z'");
    }
  }

  private static double circular(double direction, DoubleUnaryOperator logLikelihood) {
    int nodes = 20_000;
    double mass = 0;
    double sum = 0;
    for (int i = 0; i < nodes; i++) {
      double z = -Math.PI + (i + 0.5) * 2 * Math.PI / nodes;
      double q = Math.exp(1.3 * Math.cos(z - direction));
      mass += q;
      sum += q * (logLikelihood.applyAsDouble(z) - 1.3 * Math.cos(z - direction));
    }
    return sum / mass;
  }

  /** By 200 means of 500 draws, compared at a false-alarm rate of 1e-9. */
  @Test
  void functionsOfTheAngleAreNotRefused() {
    Param direction = Param.of("direction").constant(2.6);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", VonMises.of(Math.PI, 0.4));
                  Expr wave = SpecialFunctions.cos(z).plus(SpecialFunctions.sin(z.times(2)));
                  p.sample("x", Normal.of(wave, Expr.of(1)));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", VonMises.of(p.param(direction), Expr.of(1.3))));
    DoubleUnaryOperator log =
        z -> normal(X, Math.cos(z) + Math.sin(2 * z), 1) + 0.4 * Math.cos(z - Math.PI);
    double slope = -(circular(2.601, log) - circular(2.599, log)) / 2e-3;
    double[] found = new double[200];
    Elbo elbo = Elbo.of(model, guide).given("x");
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      Arrays.setAll(
          found,
          i ->
              Entry.of(
                      compiled.gradients(DATA, DrawKey.of(0).repeat(i).particles(500)), "direction")
                  .scalar());
    }
    double mean = Arrays.stream(found).average().orElseThrow();
    double variance = Arrays.stream(found).map(g -> (g - mean) * (g - mean)).sum() / 199;
    double error = Math.sqrt(variance / 200);
    assertThat(error).isLessThan(0.02);
    assertThat(mean).isCloseTo(slope, noise(MonteCarlo.QUANTILE * error));
  }
}
