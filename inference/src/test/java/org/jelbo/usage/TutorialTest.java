package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** The tutorial's programs are those of {@link TutorialPrograms}, and come to what is known. */
class TutorialTest {
  private static final Path ROOT = Path.of(System.getProperty("jelbo.root", ".."));
  private static final Pattern PROGRAM =
      Pattern.compile("## \\d+\\. ([^\n]*)\n.*?```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void pageShowsTheProgramsThatRun() throws IOException {
    String source =
        Files.readString(
            ROOT.resolve("inference/src/test/java/org/jelbo/usage/TutorialPrograms.java"));
    List<String> tested = new ArrayList<>();
    Matcher regions =
        Pattern.compile("// Tutorial: (?!end)([^\n]*)\n(.*?)// Tutorial: end", Pattern.DOTALL)
            .matcher(source);
    while (regions.find()) {
      tested.add(regions.group(1) + regions.group(2).replaceAll("\\s", ""));
    }
    List<String> shown = new ArrayList<>();
    Matcher programs = PROGRAM.matcher(Files.readString(ROOT.resolve("dsl/TUTORIAL.md")));
    while (programs.find()) {
      shown.add(programs.group(1) + programs.group(2).replaceAll("\\s", ""));
    }
    assertThat(shown).hasSize(10).containsExactlyElementsOf(tested);
  }

  @Test
  void coinAndDieComeToTheirFrequencies() {
    Data tosses = Data.of(Column.ofDoubles("heads", new double[] {1, 0, 1, 1, 1, 0, 1, 1}));
    assertThat(fitted(TutorialPrograms.coin(), tosses, "log odds"))
        .containsExactly(new double[] {Math.log(6 / 2.0)}, within(1e-4));
    double[] faces = {0, 1, 1, 2, 3, 3, 3, 4, 5, 5};
    Data die = Data.of(Column.ofDoubles("face", faces));
    assertThat(fitted(TutorialPrograms.loaded(), die, "faces"))
        .containsExactly(new double[] {0.1, 0.2, 0.1, 0.3, 0.1, 0.2}, within(1e-3));
  }

  @Test
  void posteriorOfWeightIsThePrecisionWeightedMean() {
    Data data = Data.of(Column.ofDoubles("scale", new double[] {81, 84, 80, 83}));
    double precision = 1 / 100.0 + 4 / 4.0;
    try (Fit fit = fit(TutorialPrograms.weights(), data, 6_000)) {
      assertThat(100 * fit.parameter("mean")[0])
          .isCloseTo((0.7 + 328 / 4.0) / precision, noise(0.2));
      assertThat(fit.parameter("spread")[0]).isCloseTo(Math.sqrt(1 / precision), noise(0.1));
    }
  }

  @Test
  void regressionFindsTheWeights() {
    SplittableRandom random = new SplittableRandom(3);
    double[] x = random.doubles(400, -2, 2).toArray();
    double[] y = new double[200];
    Arrays.setAll(y, n -> 0.8 * x[2 * n] - 0.4 * x[2 * n + 1] + 0.5 * random.nextGaussian());
    Data data = Data.of(Column.ofDoubles("x", x, 2), Column.ofDoubles("y", y));
    assertThat(fitted(TutorialPrograms.regression(), data, "centre"))
        .containsExactly(new double[] {0.8, -0.4}, noise(0.1));
  }

  /** Given four readings of variance 1 and a prior of variance 1, gain 4/5 and variance 1/5. */
  @Test
  void levelsOfPatientsAreShrunk() {
    SplittableRandom random = new SplittableRandom(4);
    double[] readings = new double[400];
    double[] averages = new double[100];
    for (int i = 0; i < 100; i++) {
      double level = random.nextGaussian();
      for (int j = 0; j < 4; j++) {
        readings[4 * i + j] = level + random.nextGaussian();
        averages[i] += readings[4 * i + j] / 4;
      }
    }
    Data data =
        Data.of(Column.ofDoubles("reading", readings, 4), Column.ofDoubles("average", averages));
    try (Fit fit = fit(TutorialPrograms.patients(), data, 3_000)) {
      assertThat(fit.parameter("gain")[0]).isCloseTo(0.8, noise(0.02));
      assertThat(fit.parameter("spread")[0]).isCloseTo(Math.sqrt(0.2), noise(0.02));
    }
  }

  @Test
  void missingEntriesAndPaddingDoNotCount() {
    Data rows =
        Data.of(
            Column.ofDoubles("x", new double[] {1, 2, 999, 3, 999, 5}, 3),
            Column.ofDoubles("seen", new double[] {1, 1, 0, 1, 0, 1}, 3));
    assertThat(fitted(TutorialPrograms.missing(), rows, "mean"))
        .containsExactly(new double[] {2, 2, 5}, within(1e-3));
    Data sessions =
        Data.of(
            Column.ofDoubles("click", new double[] {1, 0, 1, 0, 0, 1, 1, 1, 1, 1}, 5),
            Column.ofDoubles("within", new double[] {1, 1, 1, 0, 0, 1, 0, 0, 0, 0}, 5));
    assertThat(fitted(TutorialPrograms.ragged(), sessions, "log odds"))
        .containsExactly(new double[] {Math.log(3)}, within(1e-3));
  }

  /** Batches of half of the rows pull it to and fro. */
  @Test
  void seriesFindsThePull() {
    double[][] x = new double[6][100];
    SplittableRandom random = new SplittableRandom(6);
    double products = 0;
    double squares = 0;
    for (int n = 0; n < 100; n++) {
      for (int t = 0; t < 6; t++) {
        double before = t == 0 ? 0 : x[t - 1][n];
        x[t][n] = 0.7 * before + random.nextGaussian();
        products += x[t][n] * before;
        squares += before * before;
      }
    }
    Column[] columns = new Column[6];
    Arrays.setAll(columns, t -> Column.ofDoubles("x" + t, x[t]));
    assertThat(fitted(TutorialPrograms.series(), Data.of(columns), "pull")[0])
        .isCloseTo(products / squares, noise(1e-3));
  }

  /** The median of a Laplace prior's posterior: the mean of the data, one nat each row nearer. */
  @Test
  void factorsArePriors() {
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 2, 3, 4}));
    assertThat(fitted(TutorialPrograms.flat(), data, "mean")[0])
        .isCloseTo(2.5 - 1 / 4.0, within(1e-4));
  }

  @Test
  void experimentsChangeWhatFollowsAndNothingElse() {
    List<Program> programs = TutorialPrograms.rain();
    assertThat(programs).hasSize(2);
    double[] usual = readings(programs.get(0), "indoors/truth", "outdoors/truth");
    double[] heated = readings(programs.get(1), "outdoors/truth");
    assertThat(heated[1]).isEqualTo(usual[1]);
    assertThat(heated[0]).isCloseTo(25, noise(5.0)).isNotEqualTo(usual[0]);
  }

  private static double[] readings(Program house, String... truths) {
    Program rows = p -> p.plate("hours", () -> house.run(p));
    Objective objective =
        MaximumLikelihood.of(rows).given(truths).given("indoors/reading", "outdoors/reading");
    try (Fit fit = Fit.start(objective)) {
      return new double[] {
        fit.sample(1).of("indoors/reading").scalar(), fit.sample(1).of("outdoors/reading").scalar()
      };
    }
  }

  private static double[] fitted(Objective objective, Data data, String parameter) {
    try (Fit fit = fit(objective, data, 3_000)) {
      return fit.parameter(parameter);
    }
  }

  private static Fit fit(Objective objective, Data data, int steps) {
    return Trainer.of(objective)
        .precision(Precision.FLOAT64)
        .optimizer(Adam.of(0.01))
        .feed(data.batch(Math.min(data.rows(), 50)))
        .steps(steps)
        .run();
  }
}
