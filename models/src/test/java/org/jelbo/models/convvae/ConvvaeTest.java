package org.jelbo.models.convvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Predictive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

class ConvvaeTest {
  private static final int PIXELS = 784;

  private static Data images() {
    byte[] pixels = new byte[3 * PIXELS];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 5 < 2 ? 255 : 0);
    }
    return Data.of(Column.ofBytes("x", pixels, 28, 28, 1).scaled(255));
  }

  /** With all parameters at zero every pixel is even and the guide is one normal. */
  @ParameterizedTest
  @EnumSource
  void itsBoundIsThatOfBernoulliPixels(Networks networks) {
    Compilation compilation =
        Compilation.of(Convvae.of(new ConvvaeSettings(2, networks)).elbo())
            .precision(Precision.FLOAT64);
    double variance = networks == Networks.STRIDED ? Math.log(2) + 1e-8 : 1;
    try (Compiled compiled = compilation.compile()) {
      compiled
          .parameters()
          .forEach(
              param ->
                  compiled.set(param.name(), new double[Math.toIntExact(param.shape().size())]));
      Measurement measured = compiled.measure(images(), DrawKey.of(0));
      assertThat(measured.part("rec")).isCloseTo(PIXELS * Math.log(2), within(1e-9));
      assertThat(measured.part("kl")).isCloseTo(variance - 1 - Math.log(variance), within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void itsBoundIsTheOneThatIsPrinted(Networks networks) {
    Compilation compilation =
        Compilation.of(Convvae.of(new ConvvaeSettings(2, networks)).elbo())
            .precision(Precision.FLOAT64);
    try (Compiled compiled = compilation.compile()) {
      double value = compiled.measure(images(), DrawKey.of(0)).value();
      assertThat(compiled.recompute(images(), DrawKey.of(0)).recomputed())
          .isCloseTo(value, within(1e-8));
    }
  }

  @ParameterizedTest
  @EnumSource
  void stepsDescend(Networks networks) {
    try (Compiled compiled =
        Compilation.of(Convvae.of(new ConvvaeSettings(2, networks)).elbo())
            .feed(images().batch(3))
            .optimizer(Adam.of(1e-3))
            .compile()) {
      double before = compiled.step().value();
      for (int i = 0; i < 4; i++) {
        compiled.step();
      }
      assertThat(compiled.step().value()).isLessThan(before - 1);
    }
  }

  @Test
  void networksOfTheCourseHaveItsShapes() {
    Map<String, Shape> shapes = new TreeMap<>();
    Convvae.of(ConvvaeSettings.ift6135())
        .elbo()
        .parameters()
        .forEach(param -> shapes.put(param.name(), param.shape()));
    assertThat(shapes)
        .hasSize(18)
        .containsEntry("encoder/2/kernel", Shape.of(5, 5, 64, 256))
        .containsEntry("encoder/3/kernel", Shape.of(256, 200))
        .containsEntry("decoder/0/kernel", Shape.of(100, 256))
        .containsEntry("decoder/1/kernel", Shape.of(5, 5, 256, 64))
        .containsEntry("decoder/4/kernel", Shape.of(3, 3, 16, 1));
    assertThat(shapes.values().stream().mapToLong(Shape::size).sum()).isEqualTo(938_825);
  }

  @Test
  void picturesHaveTheShapeOfImages() {
    try (Fit fit = Fit.start(Convvae.of(ConvvaeSettings.standard()).elbo())) {
      double[] pixels = fit.predict(Predictive.prior(2)).meanOf("x").toArray();
      assertThat(pixels).hasSize(2 * PIXELS);
      assertThat(Arrays.stream(pixels)).allMatch(pixel -> pixel > 0 && pixel < 1);
    }
  }
}
