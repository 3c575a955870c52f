package org.jelbo.dsl.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.Margin;
import org.jelbo.dsl.contract.RecordedBuild;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Layers that do otherwise in training. */
final class TrainedLayersTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Axis PARTICLES = new Axis.Particles("");
  private static final Axis KINDS = new Axis.Enumeration("kind", 1, 3);
  private static final int ROW_COUNT = 5;
  private static final int PARTICLE_COUNT = 4;
  private static final int WIDTH = 40;

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);
  private final RecordedBuild build = RecordedBuild.of(evaluation);
  private final Training training = new Training();

  @AfterEach
  void close() {
    evaluation.close();
  }

  /** A step of training. */
  private final class Training implements Build {
    private final Map<String, Expr> kept = new LinkedHashMap<>();
    private final Map<String, Axes> drawn = new LinkedHashMap<>();

    @Override
    public Expr param(Param param) {
      return build.param(param);
    }

    @Override
    public boolean isTraining() {
      return true;
    }

    @Override
    public NoiseStream noise(String layer, Axes axes) {
      drawn.put(layer, axes);
      Extents extents =
          Extents.NONE.with(PARTICLES, PARTICLE_COUNT).withRows(evaluation.fedSize(ROW_COUNT));
      NoiseClock clock = NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(7, 0, 0)));
      return KeyedNoise.of(evaluation.graph(), extents, clock, "train").stream(layer, axes);
    }

    @Override
    public void keep(Param param, Expr next) {
      kept.put(param.name(), next);
    }
  }

  private static double[] numbers(String seed, int count) {
    return new Random(seed.hashCode()).doubles(count, -1, 1).toArray();
  }

  /**
   * Of 800 entries with a rate of 0.25 the number of kept ones is off by six deviations at most: a
   * false alarm in 10^8 runs.
   */
  @Test
  void entriesAreLeftOutForEachRowAndParticle() {
    double[] ones = new double[PARTICLE_COUNT * 3 * ROW_COUNT * WIDTH];
    Arrays.fill(ones, 1);
    Axes axes = Axes.of(PARTICLES, KINDS, ROWS);
    Shape sizes = Shape.of(PARTICLE_COUNT, 3, ROW_COUNT, WIDTH);
    assertThat(axes.asList()).containsExactly(PARTICLES, KINDS, ROWS);
    Expr x = evaluation.fed(ones, sizes, axes.asList().toArray(Axis[]::new));
    double[] found = evaluation.values(Dropout.of(0.25).apply(training, x));
    assertThat(training.drawn).containsExactly(Map.entry("dropout", Axes.of(PARTICLES, ROWS)));
    Set<List<Double>> masks = new HashSet<>();
    int kept = 0;
    for (int particle = 0; particle < PARTICLE_COUNT; particle++) {
      for (int row = 0; row < ROW_COUNT; row++) {
        List<Double> first = entries(found, particle, 0, row);
        assertThat(entries(found, particle, 1, row)).isEqualTo(first);
        assertThat(entries(found, particle, 2, row)).isEqualTo(first);
        assertThat(first).containsOnly(0.0, 1 / 0.75);
        masks.add(first);
        kept += WIDTH - Collections.frequency(first, 0.0);
      }
    }
    assertThat(masks).hasSize(PARTICLE_COUNT * ROW_COUNT);
    assertThat(kept).isBetween(600 - 74, 600 + 74);
  }

  private static List<Double> entries(double[] all, int particle, int kind, int row) {
    int from = ((particle * 3 + kind) * ROW_COUNT + row) * WIDTH;
    return Arrays.stream(all, from, from + WIDTH).boxed().toList();
  }

  @Test
  void nothingIsLeftOutOutsideOfTraining() {
    Expr x = evaluation.fed(numbers("x", 6), Shape.of(2, 3), ROWS);
    assertThat(Dropout.of(0.9).apply(build, x)).isSameAs(x);
    assertThat(Dropout.of(0).apply(training, x)).isSameAs(x);
  }

  @Test
  void ratesOutsideAreRefused() {
    for (double rate : new double[] {-0.1, 1, Double.NaN}) {
      assertThatThrownBy(() -> Dropout.of(rate))
          .isInstanceOf(JelboException.class)
          .hasMessageContaining("layer 'dropout'")
          .hasMessageContaining(
              "expected a rate from 0 to below 1, the share that is left out, but got " + rate)
          .hasMessageContaining("try: Dropout.of(0.5)");
    }
  }

  /** Images of 2 x 2 places and 3 channels in 5 rows: 20 numbers of each channel. */
  @Test
  void rowsAreNormedByTheirBatchAndWhatIsKeptMoves() {
    double[] x = numbers("x", ROW_COUNT * 4 * 3);
    build.set("n/scale", 2, 1, -1);
    build.set("n/shift", 0.5, 0, 3);
    build.set("n/mean", 1, 2, 3);
    build.set("n/variance", 4, 5, 6);
    double[] expected = new double[x.length];
    double[] means = new double[3];
    double[] variances = new double[3];
    for (int c = 0; c < 3; c++) {
      int channel = c;
      double[] of = IntStream.range(0, 20).mapToDouble(i -> x[3 * i + channel]).toArray();
      double mean = Arrays.stream(of).average().orElseThrow();
      double squares = Arrays.stream(of).map(v -> (v - mean) * (v - mean)).sum();
      double scale = new double[] {2, 1, -1}[c] / Math.sqrt(squares / 20 + 0.01);
      for (int i = 0; i < 20; i++) {
        expected[3 * i + c] = scale * (of[i] - mean) + new double[] {0.5, 0, 3}[c];
      }
      means[c] = 0.7 * (c + 1) + 0.3 * mean;
      variances[c] = 0.7 * (c + 4) + 0.3 * squares / 19;
    }
    BatchNorm layer = BatchNorm.of("n").momentum(0.3).epsilon(0.01);
    Expr fed = evaluation.fed(x, Shape.of(ROW_COUNT, 2, 2, 3), ROWS);
    Agreement.within(1e-12)
        .assertValues("normed", evaluation.values(layer.apply(training, fed)), expected);
    assertThat(training.kept.keySet()).containsExactly("n/mean", "n/variance");
    Agreement.within(1e-12).assertValues("mean", evaluation.values(kept("n/mean")), means);
    Agreement.within(1e-12)
        .assertValues("variance", evaluation.values(kept("n/variance")), variances);
    Expr known = evaluation.fedOfKnownSizes(x, Shape.of(ROW_COUNT, 2, 2, 3), ROWS);
    Agreement.within(1e-12)
        .assertValues("normed", evaluation.values(layer.apply(training, known)), expected);
    Agreement.within(1e-12)
        .assertValues("variance", evaluation.values(kept("n/variance")), variances);
  }

  private Expr kept(String name) {
    return Objects.requireNonNull(training.kept.get(name));
  }

  /** The sum of squares of normed numbers does not change with their scale. */
  @Test
  void gradientsPassTheMomentsOfTheBatch() {
    double[] x = numbers("x", ROW_COUNT * 2);
    Expr fed = evaluation.fed(x, Shape.of(ROW_COUNT, 2), ROWS);
    Expr weights = Expr.of(new double[] {1, -2});
    Expr normed = BatchNorm.of("n").apply(training, fed);
    Expr loss = normed.times(weights).plus(0.3).square().times(fed.stopGradient());
    double[] gradient = evaluation.gradient(loss, fed);
    double step = 1e-5;
    for (int i = 0; i < x.length; i++) {
      double slope = (at(x, i, step, weights) - at(x, i, -step, weights)) / (2 * step);
      assertThat(gradient[i]).isCloseTo(slope, Margin.within(1e-6));
    }
  }

  private double at(double[] x, int index, double change, Expr weights) {
    double[] moved = x.clone();
    moved[index] += change;
    Expr normed =
        BatchNorm.of("n").apply(training, evaluation.fed(moved, Shape.of(ROW_COUNT, 2), ROWS));
    Expr factor = evaluation.fed(x, Shape.of(ROW_COUNT, 2), ROWS);
    return Arrays.stream(evaluation.values(normed.times(weights).plus(0.3).square().times(factor)))
        .sum();
  }

  @Test
  void outsideOfTrainingEachRowIsNormedByWhatWasKept() {
    build.set("n/scale", 2, 1);
    build.set("n/shift", 0.5, 0);
    build.set("n/mean", 1, 2);
    build.set("n/variance", 4, 9);
    BatchNorm layer = BatchNorm.of("n").epsilon(1e-12);
    Expr rows = evaluation.fed(new double[] {1, 2, 5, -1}, Shape.of(2, 2), PARTICLES);
    Agreement.within(1e-10)
        .assertValues(
            "normed", evaluation.values(layer.apply(build, rows)), new double[] {0.5, 0, 4.5, -1});
    assertThat(build.params().values().stream().filter(Param::isTrained).map(Param::name))
        .containsExactly("n/scale", "n/shift");
    assertThat(BatchNorm.asKeras("n")).isEqualTo(new BatchNorm("n", 0.01, 1e-3));
  }

  @Test
  void whatHasNoBatchIsRefused() {
    BatchNorm layer = BatchNorm.of("n");
    Expr alone = evaluation.fedOfKnownSizes(new double[3], Shape.of(1, 3), ROWS);
    assertRefused(
        () -> layer.apply(training, alone),
        "expected two values or more of each entry in a batch, but got one, whose variance is 0",
        "batch(2) or more, or LayerNorm");
    Expr drawn = evaluation.fed(new double[12], Shape.of(4, 1, 3), PARTICLES, ROWS);
    assertRefused(
        () -> layer.apply(training, drawn),
        "expected a value with the rows of the data alone, over which it is normed in training,"
            + " but got one of axes "
            + drawn.axes(),
        "the layer before what it depends on is drawn or enumerated, one particle, or LayerNorm");
    Expr none = evaluation.fed(new double[3]);
    assertRefused(
        () -> layer.apply(training, none),
        "expected a value with the rows of the data, over which it is normed in training, but got"
            + " one of axes "
            + none.axes(),
        "the layer inside the plate that the data fill, or LayerNorm");
    assertRefused(
        () -> layer.apply(training, evaluation.fedScalar(1)),
        "expected an event with a last dim, but got a scalar",
        "reshape(1), or no norm");
    assertRefused(
        () -> layer.momentum(0),
        "expected a momentum above 0 and at most 1, the share of the batch, but got 0.0",
        "0.1, which keeps nine tenths of what was");
    assertRefused(() -> layer.epsilon(0), "expected a finite epsilon above 0, but got 0.0", "1e-5");
  }

  private static void assertRefused(ThrowingCallable call, String problem, String remedy) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            JelboException.class,
            e -> {
              assertThat(e.subject()).hasToString("layer 'n'");
              assertThat(e.problem()).isEqualTo(problem);
              assertThat(e.remedy()).isEqualTo(remedy);
            });
  }

  @Test
  void layersInNetworksHearThatTheyAreTrained() {
    Layer network =
        Sequential.of(
            "outer",
            Sequential.of("inner", BatchNorm.of("norm"), Dropout.of(0.5)),
            Residual.of(Sequential.of("more", Dropout.of(0.5))));
    Expr x = evaluation.fed(numbers("x", ROW_COUNT * 2), Shape.of(ROW_COUNT, 2), ROWS);
    network.apply(training, x);
    assertThat(training.kept.keySet())
        .containsExactly("outer/inner/norm/mean", "outer/inner/norm/variance");
    assertThat(training.drawn.keySet())
        .containsExactly("outer/inner/dropout", "outer/more/dropout");
  }
}
