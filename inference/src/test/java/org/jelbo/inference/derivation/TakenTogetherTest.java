package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/** All rows at once are the data, so that what is computed of them together is right. */
class TakenTogetherTest {
  /** More than a query takes at once. */
  private static final int ROWS = 1500;

  private static final double[] X = new double[ROWS];
  private static final double[] Y = new double[ROWS];

  static {
    Arrays.setAll(X, i -> Math.sin(i) + i / 1000.0);
    Arrays.setAll(Y, i -> Math.cos(3 * i));
  }

  private static final Data DATA = Data.of(Column.ofDoubles("x", X), Column.ofDoubles("y", Y));

  /** A sum of the rows outside their plate, and their mean inside. */
  private static final Program MODEL =
      p -> {
        Expr[] x = new Expr[1];
        p.plate(
            "rows",
            () -> {
              x[0] = p.input("x");
              Expr mean = Reductions.meanOver(x[0], x[0].axes().at(0));
              Expr centred = p.deterministic("centred", x[0].minus(mean));
              p.sample("y", Normal.of(centred, Expr.of(1)));
            });
        p.factor("size", Reductions.sumOver(x[0], x[0].axes().at(0)).times(-0.1));
      };

  private static double loss() {
    double sum = Arrays.stream(X).sum();
    double loss = 0.1 * sum / ROWS;
    for (int i = 0; i < ROWS; i++) {
      double distance = Y[i] - (X[i] - sum / ROWS);
      loss += (distance * distance / 2 + Math.log(2 * Math.PI) / 2) / ROWS;
    }
    return loss;
  }

  private static final MaximumLikelihood LIKELIHOOD = MaximumLikelihood.of(MODEL).given("y");

  @Test
  void allRowsAtOnceAreTheData() {
    Compilation compilation = Compilation.of(LIKELIHOOD).precision(Precision.FLOAT64);
    try (Compiled compiled = compilation.compile()) {
      assertThat(compiled.measure(DATA, DrawKey.of(0)).value()).isCloseTo(loss(), within(1e-10));
    }
    try (Fit fit = Fit.start(LIKELIHOOD)) {
      assertThat(fit.evaluate(DATA, 1).value()).isCloseTo(loss(), within(1e-4));
    }
  }

  @Test
  void valuesOfRowsAreThoseOfAllRowsAtOnce() {
    double mean = Arrays.stream(X).average().orElseThrow();
    try (Fit fit = Fit.start(LIKELIHOOD)) {
      double[] found = fit.predict(Predictive.prior(DATA)).of("centred").toArray();
      assertThat(found[ROWS - 1]).isCloseTo(X[ROWS - 1] - mean, within(1e-4));
      assertThat(found[0]).isCloseTo(X[0] - mean, within(1e-4));
    }
  }

  /** What nothing is scored by may be of a batch in training, but not where it is asked for. */
  @Test
  void valueWithoutDensityIsLookedAtWhereItIsAskedFor() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x");
                  p.deterministic("mean", Reductions.meanOver(x, x.axes().at(0)));
                  p.sample("y", Normal.of(x, Expr.of(1)));
                });
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("y"))) {
      double mean = Arrays.stream(X).average().orElseThrow();
      assertThat(fit.predict(Predictive.prior(DATA)).of("mean").toArray())
          .hasSize(ROWS)
          .contains(new double[] {mean}, within(1e-4));
    }
  }

  /** Whatever op takes the rows away: the value has none, and is computed from some that do. */
  @Test
  void sumByAnotherOpIsFound() {
    Program model =
        p -> {
          Expr[] x = new Expr[1];
          p.plate("rows", () -> x[0] = p.sample("y", Normal.standard()));
          Operand<TNumber> rows = x[0].operand();
          Ops tf = Ops.create(rows.op().env());
          p.factor("most", Expr.of(tf.prod(rows, tf.constant(0))));
        };
    Compilation compilation = Compilation.of(MaximumLikelihood.of(model).given("y"));
    try (Compiled compiled = compilation.compile()) {
      assertThatThrownBy(() -> compiled.onlyTerm().measure(QueryRun.of(DATA, 0, 9, DrawKey.of(0))))
          .isInstanceOf(JelboException.class)
          .hasMessageStartingWith("at factor 'most' in the model (");
      assertThat(compiled.measure(DATA, DrawKey.of(0)).value()).isFinite();
    }
  }

  private static Axis inner(Expr value) {
    return value.axes().at(value.axes().size() - 1);
  }

  @Test
  void sumAlongPlateOfKnownSizeIsPartOfTheProgram() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr[] parts = new Expr[1];
                  p.plate("parts", 3, () -> parts[0] = p.sample("z", Normal.standard()));
                  Expr sum = Reductions.sumOver(parts[0], inner(parts[0]));
                  p.sample("y", Normal.of(sum, Expr.of(1)));
                });
    Program guide =
        p -> p.plate("rows", () -> p.plate("parts", 3, () -> p.sample("z", Normal.standard())));
    Elbo elbo = Elbo.of(model, guide).given("y");
    try (Compiled compiled =
        Compilation.of(elbo).feed(DATA.batch(4)).optimizer(Sgd.of(0.1)).compile()) {
      assertThat(compiled.onlyTerm().measure(QueryRun.of(DATA, 0, 9, DrawKey.of(0))).value())
          .isFinite();
    }
  }
}
