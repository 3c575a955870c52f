package org.jelbo.models.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

class ClassifierTest {
  private static final ClassifierSettings TINY = new ClassifierSettings(2, 2, 16, Activation.RELU);

  /** The exclusive or, which no linear classifier has. */
  private static final Data CORNERS =
      Data.of(
          Column.ofDoubles("x", new double[] {0, 0, 0, 1, 1, 0, 1, 1}, 2),
          Column.ofBytes("y", new byte[] {0, 1, 1, 0}).oneHot(2));

  @Test
  void learnsWhatIsNotLinear() {
    try (Fit fit =
        Trainer.of(Classifier.of(TINY).likelihood())
            .optimizer(Adam.of(0.02))
            .feed(CORNERS.batch(4))
            .steps(300)
            .run()) {
      double[] shares = fit.sample(CORNERS).meanOf("y").toArray();
      double[] labels = {1, 0, 0, 1, 0, 1, 1, 0};
      assertThat(shares).containsExactly(labels, within(0.05));
      double crossEntropy = 0;
      for (int i = 0; i < labels.length; i++) {
        crossEntropy -= labels[i] * Math.log(shares[i]) / 4;
      }
      assertThat(fit.accuracy(CORNERS, "y").value()).isEqualTo(1);
      assertThat(fit.evaluate(CORNERS, 1).value()).isCloseTo(crossEntropy, within(1e-5));
    }
  }
}
