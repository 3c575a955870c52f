package org.jelbo.dsl.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.ndarray.Shape;

final class InitializerTest {
  private static final long SEED = 1;
  private static final Shape MANY = Shape.of(200, 100);

  private static double[] squares(double[] values) {
    return Arrays.stream(values).map(x -> x * x).toArray();
  }

  @Test
  void valuesDependOnSeedAndNameAlone() {
    Initializer initializer = new Initializer.Uniform(1);
    double[] values = initializer.values(SEED, "decoder/0/kernel", Shape.of(2, 3));
    assertThat(initializer.values(SEED, "decoder/0/kernel", Shape.of(2, 3)))
        .containsExactly(values);
    assertThat(initializer.values(SEED, "decoder/0/kernel", Shape.of(3, 2)))
        .containsExactly(values);
    assertThat(initializer.values(2, "decoder/0/kernel", Shape.of(2, 3))).doesNotContain(values);
    assertThat(initializer.values(SEED, "decoder/1/kernel", Shape.of(2, 3))).doesNotContain(values);
  }

  @Test
  void firstValuesArePinned() {
    assertThat(new Initializer.Uniform(1).values(SEED, "w", Shape.of(3)))
        .containsExactly(0.3672529903257564, -0.931449199741065, -0.14513083211877587);
    assertThat(new Initializer.Normal(1).values(SEED, "w", Shape.of(3)))
        .containsExactly(-0.3169087008566753, 0.18684176433227898, 0.5973703465375331);
  }

  @Test
  void scalesMultiplyTheDraws() {
    double[] one = new Initializer.Uniform(1).values(SEED, "w", Shape.of(4));
    double[] half = new Initializer.Uniform(0.5).values(SEED, "w", Shape.of(4));
    assertThat(half).containsExactly(Arrays.stream(one).map(x -> x / 2).toArray());
    assertThat(Arrays.stream(new Initializer.Normal(0).values(SEED, "w", Shape.of(2))))
        .allMatch(x -> x == 0);
    assertThat(new Initializer.Constant(-3).values(SEED, "w", Shape.of(2))).containsOnly(-3);
  }

  @Test
  void uniformDrawsFillTheirInterval() {
    double[] values = new Initializer.Uniform(0.25).values(SEED, "w", MANY);
    assertThat(Arrays.stream(values).min().orElseThrow()).isBetween(-0.25, -0.2499);
    assertThat(Arrays.stream(values).max().orElseThrow()).isBetween(0.2499, 0.25);
    MonteCarlo.assertMeanAgrees("mean", values, 0, SEED);
    MonteCarlo.assertMeanAgrees("variance", squares(values), 0.25 * 0.25 / 3, SEED);
  }

  @Test
  void normalDrawsHaveTheirDeviation() {
    double[] values = new Initializer.Normal(0.014).values(SEED, "w", MANY);
    MonteCarlo.assertMeanAgrees("mean", values, 0, SEED);
    MonteCarlo.assertMeanAgrees("variance", squares(values), 0.014 * 0.014, SEED);
  }

  @Test
  void layersStartAsThoseOfOtherFrameworks() {
    assertThat(LinearInitializer.PYTORCH.kernel(16, 9)).isEqualTo(new Initializer.Uniform(0.25));
    assertThat(LinearInitializer.PYTORCH.bias(16)).isEqualTo(new Initializer.Uniform(0.25));
    assertThat(LinearInitializer.KERAS.kernel(15, 9)).isEqualTo(new Initializer.Uniform(0.5));
    assertThat(LinearInitializer.KERAS.bias(15)).isEqualTo(new Initializer.Constant(0));
    assertThat(LinearInitializer.PYTORCH.gates(5, 16)).isEqualTo(new Initializer.Uniform(0.25));
    assertThat(LinearInitializer.PYTORCH.recurrence(16)).isEqualTo(new Initializer.Uniform(0.25));
    assertThat(LinearInitializer.KERAS.gates(9, 5)).isEqualTo(new Initializer.Uniform(0.5));
    assertThat(LinearInitializer.KERAS.recurrence(5)).isEqualTo(new Initializer.Orthogonal(1));
  }

  @ParameterizedTest
  @CsvSource({"4, 4", "3, 7", "7, 3", "1, 5", "60, 50"})
  void orthogonalMatricesHaveVectorsOfOneLengthAtRightAngles(int rows, int columns) {
    double[] values = new Initializer.Orthogonal(2).values(SEED, "w", Shape.of(rows, columns));
    int few = Math.min(rows, columns);
    for (int a = 0; a < few; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          dot +=
              rows < columns
                  ? values[a * columns + i] * values[b * columns + i]
                  : values[i * columns + a] * values[i * columns + b];
        }
        assertThat(dot).isCloseTo(a == b ? 4 : 0, within(1e-12));
      }
    }
    assertThat(new Initializer.Orthogonal(2).values(SEED, "w", Shape.of(1, rows, columns)))
        .containsExactly(values);
  }

  /** An entry of a random rotation in n dimensions has mean 0 and variance 1/n. */
  @Test
  void everyRotationIsAsLikely() {
    double[] entries = new double[20_000];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = new Initializer.Orthogonal(1).values(i, "w", Shape.of(2, 3))[4];
    }
    MonteCarlo.assertMeanAgrees("mean", entries, 0, SEED);
    MonteCarlo.assertMeanAgrees("variance", squares(entries), 1.0 / 3, SEED);
  }

  @Test
  void aParameterStartsAtZeroUnlessToldOtherwise() {
    Param zero = Param.of("w", 2, 3);
    assertThat(zero)
        .isEqualTo(
            new Param("w", Shape.of(2, 3), new Initializer.Constant(0), Support.reals(), true));
    assertThat(zero.normal(2).initializer()).isEqualTo(new Initializer.Normal(2));
    assertThat(zero.uniform(2).initializer()).isEqualTo(new Initializer.Uniform(2));
    assertThat(zero.constant(2)).isEqualTo(zero.startedBy(new Initializer.Constant(2)));
    assertThat(Param.of("scalar").shape()).isEqualTo(Shape.scalar());
  }
}
