package org.jelbo.models.vae2d;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Map;
import java.util.TreeMap;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class PlaneVaeTest {
  private static final int PIXELS = 6;
  private static final Data DATA =
      Data.of(Column.ofBytes("x", new byte[] {1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0}, PIXELS));

  private static Compilation compilation() {
    return Compilation.of(PlaneVae.of(new PlaneVaeSettings(PIXELS, 4, 3)).elbo())
        .precision(Precision.FLOAT64);
  }

  /** With all parameters at zero every pixel is even and the guide is the prior. */
  @Test
  void itsBoundIsThatOfBernoulliPixels() {
    try (Compiled compiled = compilation().compile()) {
      compiled
          .parameters()
          .forEach(
              param ->
                  compiled.set(param.name(), new double[Math.toIntExact(param.shape().size())]));
      Measurement measured = compiled.measure(DATA, DrawKey.of(0));
      assertThat(measured.part("rec")).isCloseTo(PIXELS * Math.log(2), within(1e-12));
      assertThat(measured.part("kl")).isCloseTo(0, within(1e-12));
    }
  }

  @Test
  void itsBoundIsTheOneThatIsPrinted() {
    try (Compiled compiled = compilation().compile()) {
      double value = compiled.measure(DATA, DrawKey.of(0)).value();
      assertThat(compiled.recompute(DATA, DrawKey.of(0)).recomputed())
          .isCloseTo(value, within(1e-10));
    }
  }

  @Test
  void meanAndSpreadHaveHeadsOfTheirOwn() {
    Map<String, Shape> shapes = new TreeMap<>();
    PlaneVae.of(PlaneVaeSettings.standard())
        .elbo()
        .parameters()
        .forEach(param -> shapes.put(param.name(), param.shape()));
    assertThat(shapes)
        .containsEntry("encoder/0/kernel", Shape.of(784, 512))
        .containsEntry("encoder/1/kernel", Shape.of(512, 256))
        .containsEntry("encoder/mean/kernel", Shape.of(256, 2))
        .containsEntry("encoder/logStddev/kernel", Shape.of(256, 2))
        .containsEntry("decoder/0/kernel", Shape.of(2, 256))
        .containsEntry("decoder/2/kernel", Shape.of(512, 784))
        .hasSize(14);
  }
}
