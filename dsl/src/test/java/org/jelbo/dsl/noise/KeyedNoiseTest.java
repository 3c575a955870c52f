package org.jelbo.dsl.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

final class KeyedNoiseTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Shape EVENT = Shape.of(100);
  private static final long SEED = 1;

  private static KeyedNoise noise(Evaluation evaluation, String prefix, long... pair) {
    NoiseClock clock = NoiseClock.of(evaluation.fedNumbers(pair));
    return KeyedNoise.of(evaluation.graph(), Extents.NONE.with(PARTICLES, 100_000), clock, prefix);
  }

  private static double[] draw(Evaluation evaluation, String prefix, String path, long... pair) {
    return evaluation.values(noise(evaluation, prefix, pair).stream(path, Axes.NONE).normal(EVENT));
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void equalKeysGiveEqualNumbersAndOthersShareNone(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      long[] pair = NoiseClock.pair(1, 2, 3);
      double[] first = draw(evaluation, "train", "z", pair);
      assertThat(draw(evaluation, "train", "z", pair)).containsExactly(first);
      NoiseStream stream = noise(evaluation, "train", pair).stream("z", Axes.NONE);
      assertThat(evaluation.values(stream.normal(EVENT))).containsExactly(first);
      List<double[]> others =
          List.of(
              evaluation.values(stream.normal(EVENT)),
              draw(evaluation, "train", "z", NoiseClock.pair(2, 2, 3)),
              draw(evaluation, "train", "z", NoiseClock.pair(1, 3, 3)),
              draw(evaluation, "train", "z", NoiseClock.pair(1, 2, 4)),
              draw(evaluation, "train", "y", pair),
              draw(evaluation, "evaluate", "z", pair));
      Set<Double> known = boxed(first);
      assertThat(others).allMatch(other -> boxed(other).stream().noneMatch(known::contains));
    }
  }

  private static Set<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theClockIsThePairOfSeedAndCounter() {
    assertThat(NoiseClock.pair(5, 2, 3)).containsExactly(StreamKey.mixed(5), (2L << 32) + 3);
    assertThat(StreamKey.of("abc")).isEqualTo(0xba7816bf8f01cfeaL);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void drawsHaveTheirMomentsAndStreamsDoNotCorrelate(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      KeyedNoise noise = noise(evaluation, "train", NoiseClock.pair(SEED, 0, 0));
      Axes axes = Axes.of(PARTICLES);
      double[] a = evaluation.values(noise.stream("a", axes).normal(Shape.scalar()));
      double[] b = evaluation.values(noise.stream("b", axes).normal(Shape.scalar()));
      double[] u = evaluation.values(noise.stream("u", axes).uniform(Shape.scalar()));
      double[] products = new double[a.length];
      Arrays.setAll(products, i -> a[i] * b[i]);
      assertMean("normal", a, 0);
      assertMean("variance", Arrays.stream(a).map(x -> x * x).toArray(), 1);
      assertMean("fourth moment", Arrays.stream(a).map(x -> x * x * x * x).toArray(), 3);
      assertMean("correlation", products, 0);
      for (int tenth = 1; tenth < 10; tenth++) {
        double limit = tenth / 10.0;
        assertMean("uniform", Arrays.stream(u).map(x -> x < limit ? 1 : 0).toArray(), limit);
      }
      assertThat(Arrays.stream(u)).allMatch(x -> x >= 0 && x < 1);
    }
  }

  private static void assertMean(String what, double[] samples, double expected) {
    MonteCarlo.assertMeanAgrees(what, samples, expected, SEED);
  }

  @Test
  void noGradientFlowsIntoDraws() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      KeyedNoise noise = noise(evaluation, "train", 1, 0);
      Noise injected =
          InjectedNoise.of(
              evaluation.graph(), Map.of("x", NoiseArray.of(new double[] {1}, 1)), noise);
      for (NoiseStream stream :
          List.of(
              noise.stream("z", Axes.NONE),
              injected.stream("x", Axes.NONE),
              injected.stream("z", Axes.NONE))) {
        Expr draw = stream.uniform(Shape.of(1));
        assertThat(draw.operand().op().type()).isEqualTo("StopGradient");
      }
    }
  }

  @Test
  void injectedArraysAreRefusedWhenTheyDoNotFit() {
    assertThatThrownBy(() -> NoiseArray.of(new double[] {1, 2}, 3))
        .isInstanceOf(JelboException.class)
        .hasMessageStartingWith("at NoiseArray.of (")
        .hasMessageEndingWith(
            "):\n  expected 3 values for shape [3], but got 2\n"
                + "  try: as many values as the shape has entries");
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Noise noise =
          InjectedNoise.of(
              evaluation.graph(),
              Map.of("x", NoiseArray.of(new double[] {1, 2}, 2)),
              noise(evaluation, "train", 1, 0));
      NoiseStream stream = noise.stream("x", Axes.NONE);
      assertThatThrownBy(() -> stream.normal(Shape.of(3)))
          .isInstanceOf(JelboException.class)
          .hasMessage(
              "at noise of 'x':\n  expected an array of axes [] and event shape [3], but got shape"
                  + " [2]\n  try: NoiseArray.of(values, 3)");
      assertThat(evaluation.values(stream.normal(Shape.of(2)))).containsExactly(1, 2);
      assertThatThrownBy(() -> stream.normal(Shape.of(2)))
          .isInstanceOf(JelboException.class)
          .hasMessage(
              "at noise of 'x':\n  expected one draw from the injected array, but the site draws"
                  + " again\n  try: inject noise only into sites that draw once");
    }
  }

  /** Rate of false alarms: {@value MonteCarlo#FALSE_ALARM_RATE}. */
  @Test
  void gammaDrawsAreIndependentAlongAxesOfTheConcentrationAlone() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Axis rows = new Axis.Plate("rows", 0, 2);
      Expr small = evaluation.fed(new double[] {0.05, 0.05}, Shape.of(2), rows);
      NoiseStream stream =
          noise(evaluation, "train", NoiseClock.pair(SEED, 0, 0)).stream("x", Axes.of(PARTICLES));
      double[] logs = evaluation.values(stream.logGamma(small, Shape.scalar()));
      double mean = Arrays.stream(logs).average().orElseThrow();
      double[] products = new double[logs.length / 2];
      Arrays.setAll(products, i -> (logs[2 * i] - mean) * (logs[2 * i + 1] - mean));
      MonteCarlo.assertMeanAgrees("covariance of two rows", products, 0, SEED);
    }
  }
}
