package org.jelbo.inference.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.schedule.Schedule;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Relaxed draws stand for discrete ones in training, and nowhere else. */
class RelaxedTest {
  private static final Param PRIOR = Param.of("prior", 3);
  private static final Param MEANS = Param.of("means", 3);
  private static final Param SLOPES = Param.of("slopes", 3);
  private static final int ROWS = 4000;

  private static final Program MODEL =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr y = p.sample("y", OneHotCategorical.ofLogits(p.param(PRIOR)));
                Expr c = p.sample("c", Bernoulli.ofLogits(y.times(p.param(MEANS)).sum()));
                p.sample("v", Normal.of(y.times(p.param(MEANS)).sum().plus(c), Expr.of(1)));
              });

  private static final Program GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr v = p.input("v");
                p.sample("y", OneHotCategorical.ofLogits(p.param(SLOPES).times(v.reshape(1))));
                p.sample("c", Bernoulli.ofLogits(v.times(p.param(Param.of("slope")))));
              });

  private static final Elbo ELBO = Elbo.of(MODEL, GUIDE).given("v");

  private static Data data() {
    double[] v = new double[ROWS];
    double[] four = {0.3, 1.5, -0.7, 2.2};
    for (int i = 0; i < ROWS; i++) {
      v[i] = four[i % 4];
    }
    return Data.of(Column.ofDoubles("v", v));
  }

  private static Elbo with(Treatment treatment) {
    return ELBO.treat("y", treatment).treat("c", treatment);
  }

  private static double[] guides(Elbo elbo) {
    double[] sum = new double[3];
    int runs = 40;
    try (Compiled compiled = SampledGradients.compiled(elbo)) {
      for (int run = 0; run < runs; run++) {
        Map<String, Values> all = compiled.gradients(data(), DrawKey.of(1).repeat(run));
        double[] one = Objects.requireNonNull(all.get("slopes")).toArray();
        for (int i = 0; i < 3; i++) {
          sum[i] += one[i] / runs;
        }
      }
    }
    return sum;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(sum);
  }

  /** Means over 160,000 draws: what is left of the differences is bias. */
  @Test
  void gradientsTendToThoseByEnumerationAsTheTemperatureFalls() {
    double[] exact = guides(ELBO);
    double norm = distance(exact, new double[3]);
    double warm = distance(guides(with(Treatment.relaxed(4))), exact);
    double cool = distance(guides(with(Treatment.relaxed(0.25))), exact);
    double straight =
        distance(guides(with(Treatment.straightThrough(Schedule.constant(4)))), exact);
    assertThat(warm).isGreaterThan(0.005 * norm);
    assertThat(cool).isLessThan(0.3 * warm);
    assertThat(straight).isGreaterThan(0.005 * norm);
  }

  /**
   * The divergence of relaxed families is the same at every temperature, and not the discrete one.
   */
  @Test
  void relaxedDensitiesDoNotTendToTheBound() {
    double[] exact = guides(ELBO);
    double[] warm = guides(with(Treatment.relaxedDensity(Schedule.constant(1))));
    double[] cool = guides(with(Treatment.relaxedDensity(Schedule.constant(0.25))));
    assertThat(distance(warm, exact)).isGreaterThan(0.2);
    assertThat(distance(cool, exact)).isGreaterThan(0.2);
    assertThat(distance(warm, cool)).isLessThan(0.02);
  }

  /** What is measured is the bound of the discrete model. */
  @Test
  void evaluationUsesTheDiscreteSites() {
    try (Compiled exact = SampledGradients.compiled(ELBO);
        Compiled relaxed = SampledGradients.compiled(with(Treatment.relaxed(0.5)))) {
      assertThat(relaxed.measure(data(), DrawKey.of(1)).value())
          .isEqualTo(exact.measure(data(), DrawKey.of(1)).value());
    }
    try (Fit fit =
        Trainer.of(with(Treatment.straightThrough(Schedule.constant(0.5))))
            .optimizer(Adam.of(0.01))
            .feed(data().batch(100))
            .steps(20)
            .run()) {
      for (double c : fit.predict(Predictive.posterior(data().first(5))).of("c").toArray()) {
        assertThat(c * (1 - c)).isZero();
      }
    }
  }

  @Test
  void theTemperatureMayFall() {
    Schedule falling = Schedule.linear(1, 0.2, 100);
    try (Fit fit =
        Trainer.of(with(Treatment.relaxedDensity(falling)))
            .optimizer(Adam.of(0.01))
            .feed(data().batch(100))
            .steps(30)
            .run()) {
      assertThat(fit.steps()).isEqualTo(30);
    }
  }

  @Test
  void theExplanationSaysThatItIsNoBound() {
    assertThat(with(Treatment.relaxed(0.5)).explain().toString())
        .contains("relaxed at temperature 0.5, divergence of the discrete family, one draw")
        .contains(
            "y is relaxed in training: not a bound of this model; evaluation and prediction use the"
                + " discrete site");
    assertThat(with(Treatment.straightThrough(Schedule.constant(0.5))).explain().toString())
        .contains(
            "c is relaxed in training: not a bound of this model, and the gradient is biased;");
  }

  /** A straight-through draw is a value of the discrete family, exactly. */
  @Test
  void straightThroughDrawsAreDiscrete() {
    double[] rows = {0.2, 0.5, 0.3, 0.9, 0.05, 0.05};
    OneHotCategorical family = OneHotCategorical.uniform(3);
    Expr nearest = family.nearest(Expr.of(rows, Shape.of(2, 3)));
    assertThat(nearest.isConstant()).isTrue();
    assertThat(nearest.constant()).containsExactly(0, 1, 0, 1, 0, 0);
  }
}
