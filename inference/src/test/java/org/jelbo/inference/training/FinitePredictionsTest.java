package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/**
 * Predictions of models with finite latents. Rate of false alarms: {@value
 * MonteCarlo#FALSE_ALARM_RATE} for each mean.
 */
class FinitePredictionsTest {
  private static final int MANY = 12_000;
  private static final double[] PRIOR = {0.2, 0.3, 0.5};
  private static final double[] MEANS = {-1, 0.5, 2};

  private static final Program MIXTURE =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr c = p.sample("c", Categorical.ofProbabilities(Expr.of(PRIOR)));
                Expr z = p.sample("z", Normal.of(Expr.of(MEANS).at(c), Expr.of(1)));
                p.sample("x", Normal.of(z.plus(c.times(0.5)), Expr.of(0.8)));
              });
  private static final Program Z_ALONE =
      p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x").times(0.5), Expr.of(0.7))));

  /** {@code p(c | z, x)} and neither the prior nor {@code p(c | z)}. */
  @Test
  void siteThatTheGuideLacksIsDrawnGivenItsLatentsAndTheData() {
    double x = 1.3;
    try (Fit fit = Fit.start(Elbo.of(MIXTURE, Z_ALONE).given("x"))) {
      Draws draws = fit.reconstruct(rows("x", MANY, x));
      double[] c = draws.of("c").toArray();
      double[] z = draws.of("z").toArray();
      for (int value = 0; value < 3; value++) {
        double[] excess = new double[MANY];
        for (int i = 0; i < MANY; i++) {
          double[] weights = new double[3];
          for (int j = 0; j < 3; j++) {
            weights[j] = PRIOR[j] * density(z[i] - MEANS[j], 1) * density(x - z[i] - 0.5 * j, 0.8);
          }
          double right = weights[value] / Arrays.stream(weights).sum();
          excess[i] = (c[i] == value ? 1 : 0) - right;
        }
        MonteCarlo.assertMeanAgrees("c = " + value, excess, 0, 0);
      }
    }
  }

  @Test
  void givenSitesFollowFromTheDraws() {
    try (Fit fit = Fit.start(Elbo.of(MIXTURE, Z_ALONE).given("x"))) {
      Draws draws = fit.reconstruct(rows("x", 50, 1.3));
      for (int i = 0; i < 50; i++) {
        double expected = draws.of("z").at(i) + 0.5 * draws.of("c").at(i);
        assertThat(draws.meanOf("x").at(i)).isCloseTo(expected, within(1e-5));
      }
    }
  }

  @Test
  void priorDrawsTheFiniteSite() {
    try (Fit fit = Fit.start(Elbo.of(MIXTURE, Z_ALONE).given("x"))) {
      double[] c = fit.sample(MANY).of("c").toArray();
      for (int value = 0; value < 3; value++) {
        int wanted = value;
        double[] found = Arrays.stream(c).map(v -> v == wanted ? 1 : 0).toArray();
        MonteCarlo.assertMeanAgrees("c = " + value, found, PRIOR[value], 0);
      }
    }
  }

  /** What is set is not drawn; what follows from what is set is refused. */
  @Test
  void finiteSiteThatIsSet() {
    try (Fit fit = Fit.start(MaximumLikelihood.of(chain()).given("o0", "o1"))) {
      Data data =
          Data.of(Column.ofDoubles("o0", filled(1, 0.4)), Column.ofDoubles("o1", filled(1, 1.7)));
      Draws draws = fit.predict(Predictive.posterior(data).doing("s1", 2));
      assertThat(draws.of("s1").at(0)).isEqualTo(2);
      assertThat(draws.meanOf("o1").at(0)).isCloseTo(MEANS[2], within(1e-6));
    }
  }

  /** The states of a chain, jointly: {@code p(s0, s1 | o0, o1)}. */
  @Test
  void chainThatIsSummedOutIsDrawnJointly() {
    double[][] table = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        table[i][j] =
            PRIOR[i] * STEP[i][j] * density(0.4 - MEANS[i], 1) * density(1.7 - MEANS[j], 1);
      }
    }
    double all = Arrays.stream(table).flatMapToDouble(Arrays::stream).sum();
    try (Fit fit = Fit.start(MaximumLikelihood.of(chain()).given("o0", "o1"))) {
      Data data =
          Data.of(
              Column.ofDoubles("o0", filled(MANY, 0.4)), Column.ofDoubles("o1", filled(MANY, 1.7)));
      Draws draws = fit.reconstruct(data);
      double[] first = draws.of("s0").toArray();
      double[] second = draws.of("s1").toArray();
      for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
          double[] found = new double[MANY];
          for (int n = 0; n < MANY; n++) {
            found[n] = first[n] == i && second[n] == j ? 1 : 0;
          }
          MonteCarlo.assertMeanAgrees("(" + i + ", " + j + ")", found, table[i][j] / all, 0);
        }
      }
    }
  }

  /** A site around all rows is drawn once, given all rows; one in a row's parts given it. */
  @Test
  void sitesInPlatesOfTheirOwn() {
    Program model =
        p -> {
          Expr c = p.sample("c", Bernoulli.ofProbabilities(0.6));
          p.plate(
              "rows",
              () ->
                  p.plate(
                      "parts",
                      2,
                      () -> {
                        Expr d = p.sample("d", Bernoulli.ofProbabilities(0.3));
                        p.sample("x", Normal.of(c.plus(d.times(2)), Expr.of(1.5)));
                      }));
        };
    double[] x = {0.3, 2.9, 1.1, -0.4};
    double[][] exact = moments(x);
    List<double[]> drawn = new ArrayList<>();
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"))) {
      for (int seed = 0; seed < 24; seed++) {
        Predictive wanted = Predictive.posterior(Data.of(Column.ofDoubles("x", x, 2)));
        drawn.addAll(sites(fit.predict(wanted.draws(500).seed(seed))));
      }
    }
    for (int a = 0; a < 5; a++) {
      for (int b = 0; b <= a; b++) {
        int first = a;
        int second = b;
        double[] found = drawn.stream().mapToDouble(v -> v[first] * v[second]).toArray();
        MonteCarlo.assertMeanAgrees(a + " and " + b, found, exact[a][b], 0);
      }
    }
  }

  /** More rows, and more rows times draws, than one run of other sites holds. */
  @Test
  void sitesGivenManyRowsAreDrawnGivenAllOfThem() {
    Program model =
        p -> {
          Expr a = p.sample("a", Bernoulli.ofProbabilities(0.35));
          Expr b = p.sample("b", Categorical.ofProbabilities(Expr.of(PRIOR)));
          p.plate(
              "rows",
              () -> {
                Expr d = p.sample("d", Bernoulli.ofProbabilities(0.3));
                p.sample("x", Normal.of(a.plus(b).times(0.03).plus(d), Expr.of(1.2)));
              });
        };
    int rows = 1_100;
    double[] x = new double[rows];
    Arrays.setAll(x, i -> 0.34 + Math.sin(i));
    double[][] exact = jointOfAll(x);
    Data data = Data.of(Column.ofDoubles("x", x));
    try (Fit fit = Fit.start(MaximumLikelihood.of(model).given("x"))) {
      double[][][] found = new double[2][3][10_000];
      for (int seed = 0; seed < 5; seed++) {
        Draws draws = fit.predict(Predictive.posterior(data).draws(2_000).seed(seed));
        assertThat(draws.of("d").shape().asArray()).containsExactly(2_000, rows);
        for (int n = 0; n < 2_000; n++) {
          found[(int) draws.of("a").at(n)][(int) draws.of("b").at(n)][2_000 * seed + n] = 1;
        }
      }
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 3; j++) {
          MonteCarlo.assertMeanAgrees("(" + i + ", " + j + ")", found[i][j], exact[i][j], 0);
        }
      }
      Draws one = fit.reconstruct(data);
      assertThat(one.of("a").shape().numDimensions()).isEqualTo(0);
      assertThat(one.of("d").shape().asArray()).containsExactly(rows);
    }
  }

  /** {@code p(a, b | x)}, the sites of the rows summed out. */
  private static double[][] jointOfAll(double[] x) {
    double[][] logs = new double[2][3];
    double all = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        logs[i][j] = Math.log((i == 1 ? 0.35 : 0.65) * PRIOR[j]) + x.length * Math.log(1.2);
        for (double v : x) {
          double mean = 0.03 * (i + j);
          logs[i][j] += Math.log(0.7 * density(v - mean, 1.2) + 0.3 * density(v - mean - 1, 1.2));
        }
        all += Math.exp(logs[i][j] - logs[0][0]);
      }
    }
    double first = logs[0][0];
    for (double[] row : logs) {
      for (int j = 0; j < 3; j++) {
        row[j] = Math.exp(row[j] - first) / all;
      }
    }
    return logs;
  }

  /** {@code c} and the four of {@code d}, a row for each of 500 draws. */
  private static List<double[]> sites(Draws draws) {
    assertThat(draws.of("c").shape().asArray()).containsExactly(500);
    assertThat(draws.of("d").shape().asArray()).containsExactly(500, 2, 2);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      double[] row = new double[5];
      row[0] = draws.of("c").at(i);
      for (int j = 0; j < 4; j++) {
        row[j + 1] = draws.of("d").at(4 * i + j);
      }
      rows.add(row);
    }
    return rows;
  }

  /** The expected products of c and the four of d, by all 32 values. */
  private static double[][] moments(double[] x) {
    double[][] moments = new double[5][5];
    double all = 0;
    for (int code = 0; code < 32; code++) {
      int[] values = new int[5];
      double weight = 1;
      for (int i = 0; i < 5; i++) {
        values[i] = (code >> i) % 2;
        double one = i == 0 ? 0.6 : 0.3;
        weight *= values[i] == 1 ? one : 1 - one;
        weight *= i == 0 ? 1 : density(x[i - 1] - values[0] - 2 * values[i], 1.5);
      }
      all += weight;
      for (int a = 0; a < 5; a++) {
        for (int b = 0; b < 5; b++) {
          moments[a][b] += weight * values[a] * values[b];
        }
      }
    }
    for (double[] row : moments) {
      for (int b = 0; b < 5; b++) {
        row[b] /= all;
      }
    }
    return moments;
  }

  /** The guide's class probabilities are the means of its site; the posterior uses its draws. */
  @Test
  void sumOfBoundAndClassifier() {
    double x = 0.8;
    double[] exact = {Math.exp(-x), 1, Math.exp(x)};
    double all = Arrays.stream(exact).sum();
    try (Fit fit = Fit.start(boundAndClassifier())) {
      Values probs = fit.predict(Predictive.guide(rows("x", 1, x))).meanOf("y");
      Draws posterior = fit.reconstruct(rows("x", MANY, x));
      for (int value = 0; value < 3; value++) {
        assertThat(probs.at(value)).isCloseTo(exact[value] / all, within(1e-6));
        double[] found = new double[MANY];
        for (int i = 0; i < MANY; i++) {
          found[i] = posterior.of("y").at(3 * i + value);
          if (found[i] == 1) {
            assertThat(posterior.meanOf("x").at(i)).isCloseTo(MEANS[value], within(1e-6));
          }
        }
        MonteCarlo.assertMeanAgrees("y = " + value, found, exact[value] / all, 0);
      }
    }
  }

  private static Objective boundAndClassifier() {
    Param bias = Param.of("bias", 3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr y = p.sample("y", OneHotCategorical.uniform(3));
                  p.sample("x", Normal.of(y.dot(Expr.of(MEANS)), Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr slopes = Expr.of(new double[] {-1, 0, 1}).times(p.input("x"));
                  p.sample("y", OneHotCategorical.ofLogits(slopes.plus(p.param(bias))));
                });
    return Objective.sum(
        Elbo.of(model, guide).given("x").named("seen"),
        GuideLikelihood.of(guide, "y").named("classifier"));
  }

  private static final double[][] STEP = {{0.6, 0.3, 0.1}, {0.2, 0.5, 0.3}, {0.1, 0.1, 0.8}};

  private static Program chain() {
    double[] steps = Arrays.stream(STEP).flatMapToDouble(Arrays::stream).map(Math::log).toArray();
    Expr logits = Expr.of(steps, Shape.of(3, 3));
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr s0 = p.sample("s0", Categorical.ofProbabilities(Expr.of(PRIOR)));
              p.sample("o0", Normal.of(Expr.of(MEANS).at(s0), Expr.of(1)));
              Expr s1 = p.sample("s1", Categorical.ofLogits(logits.at(s0)));
              p.sample("o1", Normal.of(Expr.of(MEANS).at(s1), Expr.of(1)));
            });
  }

  private static Data rows(String name, int count, double value) {
    return Data.of(Column.ofDoubles(name, filled(count, value)));
  }

  private static double[] filled(int count, double value) {
    double[] values = new double[count];
    Arrays.fill(values, value);
    return values;
  }

  private static double density(double distance, double scale) {
    return Math.exp(-0.5 * distance * distance / (scale * scale)) / scale;
  }
}
