package org.jelbo.models.fsvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Draws;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

class FsvaeTest {
  private static final double VARIANCE = 0.1;
  private static final FsvaeSettings TINY =
      new FsvaeSettings(2, 1, VARIANCE, new DenseNetworks(3, 4, Activation.ELU));
  private static final FsvaeSettings SMALL =
      new FsvaeSettings(2, 1, VARIANCE, new ConvolutionalNetworks(8, 3, 4, 5));
  private static final double[] PIXELS = {0.2, 0.9, 0.4, 1, 0, 0.5};
  private static final Data IMAGES =
      Data.of(Column.ofDoubles("x", PIXELS, 3), Column.ofBytes("y", new byte[] {1, 0}).oneHot(2));
  private static final double[] HEAD = {0.3, -0.7};
  private static final double[] MEAN = {0.1, 0.6, -0.2};

  /** With all kernels at zero the guide is one normal, and the images have one mean. */
  @Test
  void itsBoundIsThatOfNormalPixelsAndUniformLabels() {
    Compilation compilation =
        Compilation.of(Fsvae.of(TINY).elbo())
            .precision(Precision.FLOAT64)
            .noise("z", NoiseArray.of(new double[2], 1, 2, 1));
    try (Compiled compiled = compilation.compile()) {
      compiled
          .parameters()
          .forEach(
              param ->
                  compiled.set(param.name(), new double[Math.toIntExact(param.shape().size())]));
      compiled.set("encoder/2/bias", HEAD);
      compiled.set("decoder/2/bias", MEAN);
      Measurement measured = compiled.measure(IMAGES, DrawKey.of(0));
      assertThat(compiled.recompute(IMAGES, DrawKey.of(0)).recomputed())
          .isCloseTo(measured.value(), within(1e-10));
      double v = Math.log1p(Math.exp(HEAD[1])) + 1e-8;
      double kl = 0.5 * (v + HEAD[0] * HEAD[0] - 1 - Math.log(v));
      double squares = 0;
      for (int i = 0; i < PIXELS.length; i++) {
        squares += Math.pow(PIXELS[i] - MEAN[i % 3], 2) / 2;
      }
      double rec = 0.5 * (squares / VARIANCE + 3 * Math.log(2 * Math.PI * VARIANCE)) + Math.log(2);
      assertThat(measured.part("kl")).isCloseTo(kl, within(1e-12));
      assertThat(measured.part("rec")).isCloseTo(rec, within(1e-12));
    }
  }

  static List<FsvaeSettings> settings() {
    return List.of(TINY, SMALL);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void labelsThatAreSetChangeTheImageButNotTheStyle(FsvaeSettings settings) {
    try (Fit fit = Fit.start(Fsvae.of(settings).elbo())) {
      Draws first = fit.predict(Predictive.prior(5).doing("y", Expr.of(new double[] {1, 0})));
      Draws second = fit.predict(Predictive.prior(5).doing("y", Expr.of(new double[] {0, 1})));
      assertThat(second.of("z").toArray()).isEqualTo(first.of("z").toArray());
      assertThat(first.of("z").toArray()).doesNotHaveDuplicates();
      double[] images = first.meanOf("x").toArray();
      double[] others = second.meanOf("x").toArray();
      for (int i = 0; i < images.length; i++) {
        assertThat(others[i]).isNotEqualTo(images[i]);
      }
    }
  }

  @Test
  void bothNetworksReadTheLabelBesideTheirOtherInput() {
    try (Fit fit = Fit.start(Fsvae.of(FsvaeSettings.of(DenseNetworks.ofColour())).elbo())) {
      assertThat(fit.parameter("encoder/0/kernel0")).hasSize(3072 * 500);
      assertThat(fit.parameter("encoder/0/kernel1")).hasSize(10 * 500);
      assertThat(fit.parameter("decoder/0/kernel0")).hasSize(10 * 500);
      assertThat(fit.parameter("decoder/0/kernel1")).hasSize(10 * 500);
      assertThat(fit.parameter("decoder/2/bias")).hasSize(3072);
    }
  }

  @Test
  void convolutionalNetworksReadTheLabelInTheHiddenLayer() {
    Map<String, Shape> shapes = new TreeMap<>();
    Fsvae.of(FsvaeSettings.of(ConvolutionalNetworks.ofColour()))
        .elbo()
        .parameters()
        .forEach(param -> shapes.put(param.name(), param.shape()));
    assertThat(shapes)
        .hasSize(20)
        .containsEntry("encoder/image/0/kernel", Shape.of(4, 4, 3, 32))
        .containsEntry("encoder/image/1/kernel", Shape.of(4, 4, 32, 64))
        .containsEntry("encoder/0/kernel0", Shape.of(4096, 512))
        .containsEntry("encoder/0/kernel1", Shape.of(10, 512))
        .containsEntry("decoder/0/kernel1", Shape.of(10, 512))
        .containsEntry("decoder/2/kernel", Shape.of(512, 4096))
        .containsEntry("decoder/image/1/bias", Shape.of(3));
  }

  /** The printed formula is computed anew from loops over the program's densities. */
  @Test
  void theBoundWithConvolutionsIsTheOneThatIsPrinted() {
    double[] pixels = new double[2 * 8 * 8 * 3];
    Arrays.setAll(pixels, i -> i % 7 / 6.0);
    Data images =
        Data.of(
            Column.ofDoubles("x", pixels, 8, 8, 3),
            Column.ofBytes("y", new byte[] {1, 0}).oneHot(2));
    Compilation compilation =
        Compilation.of(Fsvae.of(SMALL).elbo()).precision(Precision.FLOAT64).feed(images.batch(2));
    try (Compiled compiled = compilation.optimizer(Adam.of(1e-3)).compile()) {
      double value = compiled.measure(images, DrawKey.of(0)).value();
      assertThat(compiled.recompute(images, DrawKey.of(0)).recomputed())
          .isCloseTo(value, within(1e-8));
      double before = compiled.step().value();
      for (int i = 0; i < 4; i++) {
        compiled.step();
      }
      assertThat(compiled.step().value()).isLessThan(before - 1);
    }
  }
}
