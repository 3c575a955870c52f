package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.MultivariateNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Numbers of a run that a family cannot compute with. */
class RefusedRunsTest {
  private static final Data DATA =
      Data.of(Column.ofDoubles("x", new double[] {0.5, -1, 1, 2, 0, 3}, 2));

  /** Two rows, at -1 and 1. */
  private static final Expr MEANS = Expr.of(new double[] {-1, -1, 1, 1}, Shape.of(2, 2));

  private static Objective mixture() {
    Param stddev = Param.of("stddev").constant(1e-6);
    return likelihood(
        p -> {
          Expr spread = p.param(stddev).plus(Expr.filled(0, Shape.of(2, 2)));
          p.plate("rows", () -> p.sample("x", Mixture.ofRows(Normal.of(MEANS, spread))));
        });
  }

  private static Objective lowRank() {
    Param factor = Param.of("factor", 2, 2).constant(1);
    Expr tiny = Expr.filled(1e-12, Shape.of(2));
    return likelihood(
        p -> {
          Expr mean = Expr.filled(0, Shape.of(2));
          p.plate(
              "rows",
              () ->
                  p.sample(
                      "x", MultivariateNormal.ofDiagonalPlusLowRank(mean, tiny, p.param(factor))));
        });
  }

  private static Objective likelihood(Program model) {
    return MaximumLikelihood.of(model).given("x");
  }

  @Test
  void trainingOfRowsThatCancel() {
    Trainer trainer = Trainer.of(mixture()).feed(DATA.batch(3)).steps(2);
    assertThat(Refusal.of(() -> trainer.run()))
        .isEqualTo(
            """
            at Mixture.ofRows of Normal in step 1:
              expected rows whose means are at most 1e5 of their standard deviations away from the mean of all rows, because matrix products cancel beyond, but one is farther
              try: Precision.FLOAT64, larger standard deviations, or components of another scale""");
  }

  @Test
  void trainingOfSourcesThatCancel() {
    Trainer trainer = Trainer.of(lowRank()).feed(DATA.batch(3)).steps(2);
    assertThat(Refusal.of(() -> trainer.run()))
        .isEqualTo(
            """
            at MultivariateNormal in step 1:
              expected columns of the factor that differ beside the diagonal, but all but 1e-10 of their products cancels
              try: a larger diagonal, or fewer columns""");
  }

  @Test
  void evaluationOfSourcesThatCancel() {
    try (Fit fit = Fit.start(lowRank())) {
      assertThat(Refusal.of(() -> fit.evaluate(DATA, 1)))
          .isEqualTo(
              """
              at MultivariateNormal in the query 'measure':
                expected columns of the factor that differ beside the diagonal, but all but 1e-10 of their products cancels
                try: a larger diagonal, or fewer columns""");
    }
  }

  @Test
  void refusedStepsChangeNothing() {
    Compilation compilation = Compilation.of(mixture()).feed(DATA.batch(3)).optimizer(Adam.of(0.1));
    try (Compiled compiled = compilation.compile()) {
      double before = compiled.values("stddev")[0];
      assertThat(Refusal.of(() -> compiled.step()))
          .startsWith("at Mixture.ofRows of Normal in step 1");
      assertThat(compiled.values("stddev")).containsExactly(before);
      compiled.set("stddev", new double[] {1});
      assertThat(compiled.step().step()).isEqualTo(1);
      assertThat(compiled.values("stddev")[0]).isNotEqualTo(1);
    }
  }
}
