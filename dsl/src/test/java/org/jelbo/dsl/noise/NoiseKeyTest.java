package org.jelbo.dsl.noise;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/** What the key of a draw is made of. */
final class NoiseKeyTest {
  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT64);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private NoiseStream stream(NoiseClock clock, String prefix, String path) {
    return KeyedNoise.of(evaluation.graph(), Extents.NONE, clock, prefix).stream(path, Axes.NONE);
  }

  private double[] draw(NoiseClock clock, String prefix, String path) {
    return evaluation.values(stream(clock, prefix, path).normal(Shape.of(3)));
  }

  private NoiseClock fed(long... pair) {
    return NoiseClock.of(evaluation.fedNumbers(pair));
  }

  @Test
  void prefixAndPathAreToldApart() {
    NoiseClock clock = fed(1, 0);
    assertThat(draw(clock, "a/b", "c")).doesNotContain(draw(clock, "a", "b/c"));
    assertThat(draw(clock, "ab", "c")).doesNotContain(draw(clock, "a", "bc"));
    assertThat(draw(clock, "", "a")).doesNotContain(draw(clock, "a", ""));
    assertThat(draw(clock, "1:a", "1:b")).doesNotContain(draw(clock, "", "1:a1:b"));
  }

  @Test
  void pathAndIndexAreToldApart() {
    NoiseClock clock = fed(1, 0);
    NoiseStream many = stream(clock, "p", "z");
    NoiseStream one = stream(clock, "p", "z1");
    NoiseStream slash = stream(clock, "p", "z/1");
    double[] first = evaluation.values(one.normal(Shape.of(3)));
    double[] other = evaluation.values(slash.normal(Shape.of(3)));
    for (int i = 0; i < 12; i++) {
      double[] next = evaluation.values(many.normal(Shape.of(3)));
      assertThat(next).doesNotContain(first).doesNotContain(other);
    }
  }

  @Test
  void theClockOfStepsIsThePairOfEachStep() {
    Ops tf = evaluation.graph().tf();
    for (int step : new int[] {0, 1, 7, Integer.MAX_VALUE}) {
      Operand<TInt64> scalar = tf.constant((long) step);
      assertThat(draw(NoiseClock.ofStep(tf, 5, scalar), "train", "z"))
          .containsExactly(draw(fed(NoiseClock.pair(5, step, 0)), "train", "z"));
    }
  }

  @Test
  void chunksAreNotOtherSteps() {
    assertThat(NoiseClock.pair(5, 1, 0)).isNotEqualTo(NoiseClock.pair(5, 0, 1));
    assertThat(NoiseClock.pair(5, 0, Integer.MAX_VALUE)[1]).isLessThan(NoiseClock.pair(5, 1, 0)[1]);
    assertThat(NoiseClock.pair(5, 3, 2, 0)).containsExactly(NoiseClock.pair(5, 3, 2));
    assertThat(NoiseClock.pair(5, 3, 2, 1)[0])
        .isNotEqualTo(NoiseClock.pair(5, 3, 2)[0])
        .isNotEqualTo(NoiseClock.pair(5, 3, 2, 2)[0]);
  }
}
