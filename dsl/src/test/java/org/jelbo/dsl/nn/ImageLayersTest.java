package org.jelbo.dsl.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.LayerContract;
import org.jelbo.dsl.contract.RecordedBuild;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Padding;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Window;
import org.jelbo.dsl.param.Initializer;
import org.jelbo.dsl.param.LinearInitializer;
import org.jelbo.dsl.param.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;

/** Layers on images, against loops over entries. */
final class ImageLayersTest implements LayerContract {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final int IMAGES = 3;
  private static final int ENTRIES = 7 * 6 * 2;
  private static final double STEP = 1e-4;

  /** What loops make of an image and the numbers of parameters by name. */
  private interface Loops extends BiFunction<double[][][], Map<String, double[]>, double[][][]> {}

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        Case.of("convolution", Conv2d.of("c", 2, 3)).input(5, 4, 3).output(3, 2, 2),
        Case.of("convolution of the same size", Conv2d.of("c", 2, 3).padding(Padding.same()))
            .input(5, 4, 1)
            .output(5, 4, 2),
        Case.of("transposed convolution", ConvTranspose2d.of("t", 2, 3).stride(2))
            .input(3, 2, 3)
            .output(7, 5, 2),
        Case.of("maximum pool", MaxPool2d.of(2)).input(5, 4, 3).output(2, 2, 3),
        Case.of("average pool", AveragePool2d.of(2)).input(5, 4, 3).output(2, 2, 3),
        Case.of("nearest", Upsample.nearest(2)).input(3, 2, 2).output(6, 4, 2),
        Case.of("bilinear", Upsample.bilinear(2)).input(3, 2, 2).output(6, 4, 2));
  }

  static List<Window> windows() {
    return List.of(
        Window.of(1),
        Window.of(3),
        new Window(2, 3, 1, 1, Padding.valid()),
        new Window(3, 1, 2, 1, Padding.valid()),
        Window.of(3).padding(Padding.same()),
        new Window(5, 3, 1, 1, Padding.same()),
        Window.of(3).stride(2).padding(Padding.same()),
        Window.of(3).stride(3).padding(Padding.of(1)),
        Window.of(4).padding(Padding.of(1, 2, 0, 2)),
        Window.of(2).stride(2).padding(Padding.of(2, 1, 1, 0)),
        new Window(2, 3, 1, 2, Padding.valid()),
        new Window(3, 2, 2, 3, Padding.of(3)));
  }

  static List<Window> undilated() {
    return windows().stream().filter(window -> window.dilation() == 1).toList();
  }

  @ParameterizedTest
  @MethodSource("windows")
  void convolutionsAreSumsOverWindows(Window window) {
    Layer layer = new Conv2d("c", 3, window, LinearInitializer.PYTORCH);
    holds(layer, (x, params) -> ImageLoops.convolution(x, kernel(params), bias(params), window));
  }

  @ParameterizedTest
  @MethodSource("windows")
  void transposedConvolutionsAddWindowsForEveryEntry(Window window) {
    int more = window.stride() - 1;
    Layer layer = new ConvTranspose2d("c", 3, window, more, LinearInitializer.PYTORCH);
    holds(
        layer, (x, params) -> ImageLoops.transposed(x, kernel(params), bias(params), window, more));
  }

  @ParameterizedTest
  @MethodSource("undilated")
  void poolsAreTheGreatestAndTheMeanOfWindows(Window window) {
    boolean reachesOutside = window.equals(Window.of(2).stride(2).padding(Padding.of(2, 1, 1, 0)));
    if (!reachesOutside) {
      holds(new MaxPool2d(window), (x, params) -> ImageLoops.pooled(x, window, false));
    }
    holds(new AveragePool2d(window), (x, params) -> ImageLoops.pooled(x, window, true));
  }

  @ParameterizedTest
  @MethodSource("undilated")
  void constantsArePooledToo(Window window) {
    double[] x = numbers("x", ENTRIES);
    Expr image = Expr.of(x, Shape.of(7, 6, 2));
    Agreement.of(Precision.FLOAT64)
        .assertValues(
            "mean",
            new AveragePool2d(window).apply(param -> image, image).constant(),
            flat(ImageLoops.pooled(image(x), window, true)));
  }

  @Test
  void imagesAreMadeLarger() {
    holds(Upsample.bilinear(2), (x, params) -> ImageLoops.bilinear(x, 2, false));
    holds(Upsample.bilinear(3), (x, params) -> ImageLoops.bilinear(x, 3, false));
    holds(Upsample.bilinear(2).alignCorners(), (x, params) -> ImageLoops.bilinear(x, 2, true));
    holds(Upsample.nearest(3), (x, params) -> ImageLoops.repeated(x, 3));
  }

  /** A single entry has no line to another. */
  @Test
  void oneEntryIsRepeated() {
    Expr one = Expr.of(new double[] {2, -3}, Shape.of(1, 1, 2));
    for (Upsample layer :
        List.of(Upsample.nearest(2), Upsample.bilinear(2), Upsample.bilinear(2).alignCorners())) {
      assertThat(layer.apply(param -> one, one).constant())
          .containsExactly(2, -3, 2, -3, 2, -3, 2, -3);
    }
  }

  /** The gradient by the kernel of the squared gradient by the image: what a critic is held by. */
  @Test
  void convolutionsHaveSecondDerivatives() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      RecordedBuild build = RecordedBuild.of(evaluation);
      double[] kernel = numbers("kernel", 3 * 3 * 2);
      build.set("c/kernel", kernel);
      Expr image = evaluation.fed(numbers("x", 16 * 2), Shape.of(4, 4, 2));
      Expr output = Conv2d.of("c", 1, 3).apply(build, image);
      Graph graph = (Graph) output.operand().op().env();
      Expr total = output.square().sum();
      Output<?> one = evaluation.graph().tf().constant(1.0).asOutput();
      Output<?>[] first =
          graph.addGradients(
              "first",
              new Output<?>[] {total.operand().asOutput()},
              new Output<?>[] {image.operand().asOutput()},
              new Output<?>[] {one});
      Expr slope = Expr.of(first[0], Expr.of(0).axes(), Shape.of(4, 4, 2));
      Expr given = build.given("c/kernel");
      Expr norm = slope.square().sum();
      double[] found = evaluation.gradient(norm, given);
      double[] expected = new double[kernel.length];
      Shape sizes = Shape.of(3, 3, 2, 1);
      for (int i = 0; i < kernel.length; i++) {
        double[] there = kernel.clone();
        there[i] += STEP;
        evaluation.feed(given, there, sizes);
        double above = evaluation.scalar(norm);
        there[i] -= 2 * STEP;
        evaluation.feed(given, there, sizes);
        expected[i] = (above - evaluation.scalar(norm)) / (2 * STEP);
      }
      Agreement.within(1e-5).assertGradient("second derivative", found, expected);
    }
  }

  @Test
  void parametersStartAsThoseOfPyTorchAndKeras() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      RecordedBuild build = RecordedBuild.of(evaluation);
      Expr image = evaluation.fed(new double[5 * 5 * 4], Shape.of(5, 5, 4));
      Conv2d.of("c", 9, 2).apply(build, image);
      assertThat(build.params().get("c/kernel"))
          .isEqualTo(Param.of("c/kernel", 2, 2, 4, 9).startedBy(new Initializer.Uniform(0.25)));
      ConvTranspose2d.of("t", 16, 2).apply(build, image);
      assertThat(build.params().get("t/bias"))
          .isEqualTo(Param.of("t/bias", 16).startedBy(new Initializer.Uniform(0.125)));
      Conv2d.of("k", 20, 2).initializer(LinearInitializer.KERAS).apply(build, image);
      assertThat(build.params().get("k/kernel"))
          .isEqualTo(Param.of("k/kernel", 2, 2, 4, 20).uniform(0.25));
    }
  }

  /** Outputs in both precisions, and gradients to the image and parameters. */
  private static void holds(Layer layer, Loops loops) {
    for (Precision precision : Precision.values()) {
      try (Evaluation evaluation = Evaluation.in(precision)) {
        RecordedBuild build = RecordedBuild.of(evaluation);
        double[] x = numbers("x", IMAGES * ENTRIES);
        Expr images = evaluation.fed(x, Shape.of(IMAGES, 7, 6, 2), ROWS);
        Expr output = layer.apply(build, images);
        Map<String, double[]> params = new LinkedHashMap<>();
        build.params().keySet().forEach(name -> params.put(name, build.values(name)));
        double[] expected = all(loops, x, params);
        Agreement.of(precision).assertValues("output", evaluation.values(output), expected);
        if (precision == Precision.FLOAT64) {
          Expr weights = Expr.of(numbers("weights", expected.length / IMAGES), output.eventShape());
          Expr total = output.times(weights);
          double[] slopes = slopes(x, weights, at -> all(loops, at, params));
          Agreement.within(1e-7)
              .assertGradient("by the image", evaluation.gradient(total, images), slopes);
          params.forEach(
              (name, values) ->
                  Agreement.within(1e-7)
                      .assertGradient(
                          name,
                          evaluation.gradient(total, build.given(name)),
                          slopes(values, weights, at -> all(loops, x, with(params, name, at)))));
        }
      }
    }
  }

  private static Map<String, double[]> with(
      Map<String, double[]> params, String name, double[] values) {
    Map<String, double[]> changed = new LinkedHashMap<>(params);
    changed.put(name, values);
    return changed;
  }

  private static double[] slopes(
      double[] at, Expr weights, java.util.function.UnaryOperator<double[]> outputs) {
    double[] slopes = new double[at.length];
    for (int i = 0; i < at.length; i++) {
      double[] there = at.clone();
      there[i] += STEP;
      double above = weighted(outputs.apply(there), weights.constant());
      there[i] -= 2 * STEP;
      slopes[i] = (above - weighted(outputs.apply(there), weights.constant())) / (2 * STEP);
    }
    return slopes;
  }

  private static double weighted(double[] outputs, double[] weights) {
    double sum = 0;
    for (int i = 0; i < outputs.length; i++) {
      sum += outputs[i] * weights[i % weights.length];
    }
    return sum;
  }

  private static double[] all(Loops loops, double[] x, Map<String, double[]> params) {
    DoubleStream all = DoubleStream.empty();
    for (int i = 0; i < IMAGES; i++) {
      double[] one = Arrays.copyOfRange(x, i * ENTRIES, (i + 1) * ENTRIES);
      all = DoubleStream.concat(all, Arrays.stream(flat(loops.apply(image(one), params))));
    }
    return all.toArray();
  }

  private static double[] kernel(Map<String, double[]> params) {
    return Objects.requireNonNull(params.get("c/kernel"));
  }

  private static double[] bias(Map<String, double[]> params) {
    return Objects.requireNonNull(params.get("c/bias"));
  }

  private static double[] flat(double[][][] y) {
    return Arrays.stream(y).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
  }

  private static double[][][] image(double[] entries) {
    double[][][] x = new double[7][6][2];
    for (int i = 0; i < entries.length; i++) {
      x[i / 12][i / 2 % 6][i % 2] = entries[i];
    }
    return x;
  }

  private static double[] numbers(String seed, int count) {
    return new Random(seed.hashCode()).doubles(count, -1, 1).toArray();
  }
}
