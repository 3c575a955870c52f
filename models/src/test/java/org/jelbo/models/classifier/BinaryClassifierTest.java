package org.jelbo.models.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Map;
import java.util.TreeMap;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class BinaryClassifierTest {
  private static final Data POINTS =
      Data.of(
          Column.ofDoubles("x", new double[] {1, -2, 0.5, 3}, 2),
          Column.ofBytes("y", new byte[] {1, 0}));

  @Test
  void itHasTheLayersThatItIsTold() {
    Map<String, Shape> shapes = new TreeMap<>();
    BinaryClassifier.of(2, 3, 5)
        .likelihood()
        .parameters()
        .forEach(param -> shapes.put(param.name(), param.shape()));
    assertThat(shapes)
        .containsExactly(
            Map.entry("classifier/0/bias", Shape.of(3)),
            Map.entry("classifier/0/kernel", Shape.of(2, 3)),
            Map.entry("classifier/1/bias", Shape.of(5)),
            Map.entry("classifier/1/kernel", Shape.of(3, 5)),
            Map.entry("classifier/2/bias", Shape.of(1)),
            Map.entry("classifier/2/kernel", Shape.of(5, 1)));
  }

  /** With a last bias b alone the probability of class 1 is {@code 1 / (1 + exp(-b))}. */
  @Test
  void itsLossIsTheCrossEntropy() {
    try (Compiled compiled =
        Compilation.of(BinaryClassifier.of(2, 3, 5).likelihood())
            .precision(Precision.FLOAT64)
            .compile()) {
      compiled.set("classifier/2/kernel", new double[5]);
      compiled.set("classifier/2/bias", new double[] {0.7});
      double one = Math.log1p(Math.exp(-0.7));
      double zero = Math.log1p(Math.exp(0.7));
      assertThat(compiled.measure(POINTS, DrawKey.of(0)).value())
          .isCloseTo((one + zero) / 2, within(1e-12));
    }
  }
}
