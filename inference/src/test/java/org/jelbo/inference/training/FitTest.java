package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.StepReport;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.schedule.Schedule;
import org.jelbo.usage.Entry;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** p(w, z, x) = N(w; 3, 0.2) N(z; 0, 1) N(x; 2 z + 1, 0.5) with q(z | x) = N(0.5 x, 0.1). */
class FitTest {
  private static final int ROWS = 2_500;
  private static final Data DATA = Data.of(Column.ofDoubles("x", numbers(), 1));

  private static final Program MODEL =
      p -> {
        p.sample("w", Normal.of(3, 0.2));
        p.plate(
            "rows",
            () -> {
              Expr z = p.sample("z", Normal.standard(1));
              p.sample("x", Normal.of(z.times(2).plus(1), Expr.of(0.5)));
            });
      };
  private static final Program GUIDE =
      p -> {
        p.sample("w", Normal.of(3, 0.2));
        p.plate("rows", () -> p.sample("z", Normal.of(p.input("x", 1).times(0.5), Expr.of(0.1))));
      };

  @Test
  void samplesComeFromTheModel() {
    try (Fit fit = fit()) {
      Draws sample = fit.sample(5);
      assertThat(sample.sites()).containsExactly("w", "x", "z");
      assertThat(sample.of("x").shape()).isEqualTo(Shape.of(5, 1));
      assertThat(sample.of("w").shape()).isEqualTo(Shape.scalar());
      assertThat(sample.meanOf("z").shape()).isEqualTo(Shape.of(5, 1));
      assertThat(sample.meanOf("z").toArray()).containsOnly(0);
      assertThat(sample.varianceOf("x").toArray()).containsOnly(0.25).hasSize(5);
      for (int i = 0; i < 5; i++) {
        assertThat(sample.meanOf("x").at(i)).isEqualTo(2 * sample.of("z").at(i) + 1);
        assertThat(sample.of("x").at(i)).isCloseTo(sample.meanOf("x").at(i), noise(0.5 * 6));
      }
      assertThat(fit.predict(Predictive.prior(5).seed(0)).of("x").toArray())
          .containsExactly(sample.of("x").toArray());
      assertThat(fit.predict(Predictive.prior(5).seed(1)).of("x").toArray())
          .isNotEqualTo(sample.of("x").toArray());
    }
  }

  @Test
  void encodingsComeFromTheGuideForEveryRow() {
    try (Fit fit = fit()) {
      Draws encoded = fit.encode(DATA);
      assertThat(encoded.sites()).containsExactly("w", "z");
      assertThat(encoded.of("w").shape()).isEqualTo(Shape.scalar());
      assertThat(encoded.meanOf("w").scalar()).isEqualTo(3);
      for (Values values : List.of(encoded.of("z"), encoded.meanOf("z"), encoded.varianceOf("z"))) {
        assertThat(values.shape()).isEqualTo(Shape.of(ROWS, 1));
      }
      assertThat(encoded.varianceOf("z").at(ROWS - 1)).isCloseTo(0.01, within(1e-12));
      for (int i = 0; i < ROWS; i++) {
        assertThat(encoded.meanOf("z").at(i)).isEqualTo(0.5 * numbers()[i]);
        assertThat(encoded.of("z").at(i)).isCloseTo(0.5 * numbers()[i], noise(0.1 * 6));
      }
    }
  }

  @Test
  void reconstructionsAreTheModelAtTheGuidesLatents() {
    try (Fit fit = fit()) {
      Draws again = fit.reconstruct(DATA);
      assertThat(again.sites()).containsExactly("w", "x", "z");
      assertThat(again.of("x").shape()).isEqualTo(Shape.of(ROWS, 1));
      assertThat(again.meanOf("z").shape()).isEqualTo(Shape.of(ROWS, 1));
      for (int i = 0; i < ROWS; i++) {
        assertThat(again.meanOf("z").at(i)).isEqualTo(0.5 * numbers()[i]);
        assertThat(again.of("z").at(i)).isCloseTo(0.5 * numbers()[i], noise(0.1 * 6));
        assertThat(again.meanOf("x").at(i)).isEqualTo(2 * again.of("z").at(i) + 1);
      }
      assertThat(again.of("x").toArray()).isNotEqualTo(numbers());
    }
  }

  @Test
  void conditionalModelsAreSampledAtTheInputsOfEachRow() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(1));
                  p.sample("x", Normal.of(z.plus(p.input("c", 1).times(10)), Expr.of(0.5)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(1)));
    Data data = Data.of(Column.ofDoubles("x", numbers(), 1), Column.ofDoubles("c", numbers(), 1));
    Trainer trainer = Trainer.of(Elbo.of(model, guide).given("x")).precision(Precision.FLOAT64);
    try (Fit fit = trainer.feed(data.batch(1)).steps(0).run()) {
      Draws sample = fit.sample(data);
      assertThat(sample.sites()).containsExactly("x", "z");
      assertThat(sample.of("x").shape()).isEqualTo(Shape.of(ROWS, 1));
      assertThat(sample.of("z").toArray()).doesNotHaveDuplicates();
      for (int i = 0; i < ROWS; i++) {
        double mean = sample.of("z").at(i) + 10 * numbers()[i];
        assertThat(sample.meanOf("x").at(i)).isCloseTo(mean, within(1e-12));
        assertThat(sample.of("x").at(i)).isCloseTo(mean, noise(0.5 * 6));
      }
    }
  }

  @Test
  void reconstructionsDrawGivenSitesAnewThatTheGuideHasToo() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(1));
                  p.sample("x", Normal.of(z.plus(100), Expr.of(0.5)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.sample("x", Normal.standard(1));
                  p.sample("z", Normal.of(x.times(0.5), Expr.of(0.1)));
                });
    Trainer trainer = Trainer.of(Elbo.of(model, guide).given("x")).precision(Precision.FLOAT64);
    try (Fit fit = trainer.feed(DATA.batch(1)).steps(0).run()) {
      assertThat(fit.encode(DATA).of("x").toArray()).isEqualTo(numbers());
      Draws again = fit.reconstruct(DATA);
      for (int i = 0; i < ROWS; i++) {
        assertThat(again.of("z").at(i)).isCloseTo(0.5 * numbers()[i], noise(0.1 * 6));
        assertThat(again.of("x").at(i)).isCloseTo(again.of("z").at(i) + 100, noise(0.5 * 6));
      }
    }
  }

  @Test
  void evaluationsSayWhatTheyAre() {
    try (Fit fit = fit()) {
      Evaluation evaluation = fit.evaluate(DATA, 2, 9);
      assertThat(evaluation.rows()).isEqualTo(ROWS);
      assertThat(evaluation.repeats()).isEqualTo(2);
      assertThat(evaluation.seed()).isEqualTo(9);
      assertThat(evaluation.value())
          .isCloseTo(evaluation.part("kl") + evaluation.part("rec"), within(1e-9));
      assertThat(fit.evaluate(DATA, 2, 9)).isEqualTo(evaluation);
      assertThat(fit.evaluate(DATA, 2).value()).isNotEqualTo(evaluation.value());
      assertThat(fit.steps()).isZero();
      assertThat(fit.explain().toString()).startsWith("Evidence lower bound, given x\n");
    }
  }

  @Test
  void listenersHearEveryStepOnceInOrderWithTheWeightOfThatStep() {
    SmallVae vae = SmallVae.tiny();
    Elbo elbo = vae.elbo().klWeight(Schedule.linear(0.5, 2.5, 4));
    List<StepReport> first = new ArrayList<>();
    List<StepReport> second = new ArrayList<>();
    Trainer trainer = Trainer.of(elbo).precision(Precision.FLOAT64).feed(vae.data(9).batch(4));
    try (Fit fit = trainer.steps(7).listener(first::add).listener(second::add).run()) {
      assertThat(fit.steps()).isEqualTo(7);
      assertThat(fit.parameters()).hasSize(8);
    }
    assertThat(second).isEqualTo(first).hasSize(7);
    double[] weights = {0.5, 1, 1.5, 2, 2.5, 2.5, 2.5};
    for (int i = 0; i < 7; i++) {
      StepReport report = first.get(i);
      assertThat(report.step()).isEqualTo(i + 1);
      assertThat(report.parts().keySet()).containsExactly("kl", "rec");
      assertThat(report.value())
          .isCloseTo(
              Entry.of(report.parts(), "rec") + weights[i] * Entry.of(report.parts(), "kl"),
              within(1e-9));
    }
  }

  private static Fit fit() {
    return Trainer.of(Elbo.of(MODEL, GUIDE).given("x"))
        .precision(Precision.FLOAT64)
        .feed(DATA.batch(1))
        .steps(0)
        .run();
  }

  private static double[] numbers() {
    double[] numbers = new double[ROWS];
    java.util.Arrays.setAll(numbers, i -> (i % 17) / 4.0 - 2);
    return numbers;
  }
}
