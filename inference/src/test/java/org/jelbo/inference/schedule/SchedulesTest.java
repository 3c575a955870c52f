package org.jelbo.inference.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.runtime.NativeLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;

/** Every schedule against its formula, by Java and in a graph. */
class SchedulesTest {
  private static final long[] STEPS = {0, 1, 3, 49, 50, 99, 100, 101, 299, 300, 500, 1000, 4321};

  /**
   * A schedule.
   *
   * @param formula the number after so many steps
   */
  record Case(Schedule schedule, String text, LongToDoubleFunction formula) {
    @Override
    public String toString() {
      return text;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(Schedule.constant(0.3), "0.3", t -> 0.3),
        new Case(
            Schedule.linear(1, 3, 100), "1.0 to 3.0 in 100 steps", t -> t < 100 ? 1 + t / 50.0 : 3),
        new Case(
            Schedule.cosine(0.1, 0.02, 300),
            "0.1 to 0.02 in 300 steps along a cosine",
            t -> t < 300 ? 0.02 + 0.04 * (1 + Math.cos(Math.PI * t / 300)) : 0.02),
        new Case(
            Schedule.stepwise(0.1, 0.5, 100),
            "0.1 times 0.5 every 100 steps",
            t -> 0.1 * Math.pow(0.5, Math.floor(t / 100.0))),
        new Case(
            Schedule.exponential(0.1, 0.5, 100),
            "0.1 times 0.5 in 100 steps",
            t -> 0.1 * Math.pow(0.5, t / 100.0)),
        new Case(
            Schedule.cyclical(0, 1, 100, 0.5),
            "0.0 to 1.0 in 0.5 of every 100 steps",
            t -> t % 100 < 50 ? t % 100 / 50.0 : 1),
        new Case(
            Schedule.oneCycle(0.5, 1000),
            "one cycle of 1000 steps up to 0.5",
            SchedulesTest::oneCycle),
        new Case(
            Schedule.linear(0.4, 0.1, 100).warmedUp(50),
            "0.4 to 0.1 in 100 steps after 50 steps of warm-up",
            t -> t < 50 ? 0.4 * (t + 1) / 50 : t < 150 ? 0.4 - 0.003 * (t - 50) : 0.1),
        new Case(
            Schedule.exponential(1, 0.5, 100).atLeast(0.2),
            "1.0 times 0.5 in 100 steps, at least 0.2",
            t -> Math.max(Math.pow(0.5, t / 100.0), 0.2)),
        new Case(
            Schedule.stepwise(1, 0.1, 2).byEpoch(150),
            "1.0 times 0.1 every 2 epochs",
            t -> Math.pow(0.1, Math.floor(t / 300.0))));
  }

  private static double oneCycle(long t) {
    double low = 0.5 / 25;
    if (t < 300) {
      return low + (0.5 - low) * (1 - Math.cos(Math.PI * t / 300)) / 2;
    }
    double last = low / 10_000;
    return t < 1000 ? last + (0.5 - last) * (1 + Math.cos(Math.PI * (t - 300) / 700)) / 2 : last;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsNumbersAreThoseOfItsFormula(Case one) {
    for (long t : STEPS) {
      double expected = one.formula().applyAsDouble(t);
      assertThat(one.schedule().at(t)).as("after %s", t).isCloseTo(expected, within(1e-12));
      assertThat(inGraph(one.schedule(), t, Precision.FLOAT64))
          .as("in a graph after %s", t)
          .isCloseTo(expected, within(1e-12));
      assertThat(inGraph(one.schedule(), t, Precision.FLOAT32))
          .as("in float32 after %s", t)
          .isCloseTo(expected, within(1e-5));
    }
    assertThat(one.schedule().text()).isEqualTo(one.text());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void itsNumbersLieWithinItsEnds(Case one) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (long t = 0; t < 20_000; t++) {
      least = Math.min(least, one.schedule().at(t));
      most = Math.max(most, one.schedule().at(t));
    }
    assertThat(least).isCloseTo(one.schedule().least(), within(1e-8));
    assertThat(most).isCloseTo(one.schedule().most(), within(1e-8));
    assertThat(one.schedule().isFinite()).isTrue();
  }

  @Test
  void whatIsConstantIsKnown() {
    assertThat(Schedule.constant(2).isConstantly(2)).isTrue();
    assertThat(Schedule.constant(2).isConstantly(1)).isFalse();
    assertThat(Schedule.linear(0, 2, 5).isConstantly(2)).isFalse();
    assertThat(Schedule.stepwise(2, 1, 5).isConstantly(2)).isTrue();
    assertThat(Schedule.linear(-1e308, 1e308, 5).isFinite()).isFalse();
    assertThat(Schedule.constant(Double.NaN).isFinite()).isFalse();
  }

  private static double inGraph(Schedule schedule, long step, Precision precision) {
    try (Graph graph = NativeLibrary.graph();
        Session session = new Session(graph)) {
      ExprGraph exprs = ExprGraph.of(graph, precision);
      Operand<?> t = exprs.tf().constant(step);
      Expr at = Expr.of(exprs.tf().dtypes.cast(t, precision.type()), Axes.NONE, Shape.scalar());
      Expr number = schedule.at(at);
      try (Result result = session.runner().fetch(number.operand(exprs)).run()) {
        double[] found = Precision.values(result.get(0));
        return found[0];
      }
    }
  }
}
