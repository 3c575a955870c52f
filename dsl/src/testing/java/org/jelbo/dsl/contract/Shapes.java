package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.tensorflow.ndarray.Shape;

/** Event shapes of what a distribution answers, and the same numbers however it is built. */
final class Shapes {
  private static final int PARTICLES = 16;

  private Shapes() {}

  static void parametersAreThoseGiven(Case given) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Map<String, Expr> fed = bench.fed(given);
      Map<String, Expr> found = given.of(fed).parameters();
      List<String> graph =
          found.entrySet().stream()
              .filter(each -> fed.containsKey(each.getKey()) || !each.getValue().isConstant())
              .map(Map.Entry::getKey)
              .toList();
      assertThat(graph)
          .as("names of parameters(), besides host constants")
          .containsExactlyInAnyOrderElementsOf(fed.keySet());
      fed.forEach(
          (name, value) ->
              assertThat(found.get(name))
                  .as("parameter '%s' of parameters(), as it was given", name)
                  .isSameAs(value));
    }
  }

  static void resultsHaveTheEventShape(Case given, long seed) {
    Set<String> none = Set.of();
    Set<String> all = new LinkedHashSet<>(given.parameters().keySet());
    for (Set<String> changing : Set.of(none, all)) {
      try (Bench bench = Bench.in(Precision.FLOAT64)) {
        Distribution distribution =
            given.of(changing.isEmpty() ? bench.fed(given) : bench.fedAlongRows(given));
        Axes axes = changing.isEmpty() ? Axes.NONE : Axes.of(Bench.ROWS);
        assertThat(distribution.axes()).as("axes()").isEqualTo(axes);
        Shape event = distribution.eventShape();
        Expr draw = bench.draws(distribution, seed, PARTICLES);
        assertEvent("a draw", draw, event);
        assertEvent("logProb", distribution.logProb(draw), Shape.scalar());
        Map<String, Expr> ofAxes = new LinkedHashMap<>();
        Moments.of(given, distribution).forEach(ofAxes::put);
        ofAxes.forEach(
            (what, value) -> {
              assertEvent(what, value, what.startsWith("entropy") ? Shape.scalar() : event);
              assertThat(axes.containsAll(value.axes()))
                  .as("%s has only axes of the parameters, %s, but got %s", what, axes, value)
                  .isTrue();
            });
        assertRunningShapes(bench, ofAxes);
      }
    }
  }

  private static void assertEvent(String what, Expr value, Shape event) {
    assertThat(value.eventShape()).as("event shape of %s", what).isEqualTo(event);
  }

  private static void assertRunningShapes(Bench bench, Map<String, Expr> values) {
    if (!values.isEmpty()) {
      List<Shape> found = bench.evaluation().shapes(List.copyOf(values.values()));
      int index = 0;
      for (Map.Entry<String, Expr> each : values.entrySet()) {
        assertRunningShape(each.getKey(), each.getValue(), found.get(index++));
      }
    }
  }

  /** The tensor has the sizes that the expression says. */
  private static void assertRunningShape(String what, Expr value, Shape found) {
    assertThat(found.takeLast(value.eventShape().numDimensions()))
        .as("last sizes of the tensor of %s, whose event shape is %s", what, value.eventShape())
        .isEqualTo(value.eventShape());
    assertThat(found.numDimensions())
        .as("rank of the tensor of %s", what)
        .isEqualTo(value.axes().size() + value.eventShape().numDimensions());
  }

  static void valuesOfOtherEventShapesAreRefused(Case given) {
    Distribution distribution = given.of(given.parameters());
    Shape event = distribution.eventShape();
    Set<Shape> others = new LinkedHashSet<>();
    others.add(event.append(2));
    others.add(event.prepend(2));
    if (event.numDimensions() > 0) {
      int last = event.numDimensions() - 1;
      others.add(event.take(last).append(event.get(last) + 1));
    }
    for (Shape other : others) {
      assertThat(catchThrowable(() -> distribution.logProb(Expr.filled(0.5, other))))
          .as(
              "refusal by logProb of a value of event shape %s, where eventShape() is %s",
              other, event)
          .isInstanceOf(JelboException.class);
    }
  }

  static void entriesSumToTheEvent(Case given, long seed) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      if (!(given.of(bench.fed(given)) instanceof Elementwise distribution)) {
        return;
      }
      Shape event = distribution.eventShape();
      Expr draw = bench.draws(distribution, seed, PARTICLES);
      Expr each = distribution.logProbOfEach(draw);
      assertEvent("logProbOfEach", each, event);
      Agreement agreement = Agreement.of(Precision.FLOAT64);
      List<Expr> said = new ArrayList<>(List.of(distribution.logProb(draw), each.sum()));
      if (given.has("entropy")) {
        said.add(distribution.entropy());
        said.add(distribution.entropyOfEach().sum());
      }
      List<double[]> numbers = bench.evaluation().values(said);
      agreement.assertValues("logProb, the sum of logProbOfEach", numbers.get(0), numbers.get(1));
      if (given.has("entropy")) {
        assertEvent("entropyOfEach()", distribution.entropyOfEach(), event);
        agreement.assertValues(
            "entropy(), the sum of entropyOfEach()", numbers.get(2), numbers.get(3));
      }
    }
  }

  static void constantsAgreeWithTheGraph(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, 1);
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Distribution folded = given.of(given.parameters());
      Distribution built = given.of(bench.fed(given));
      Shape event = built.eventShape();
      Expr value = bench.evaluation().fed(draws, event);
      assertAgree(
          Precision.FLOAT64,
          " of host constants",
          numbers(bench, given, folded, Expr.of(draws, event)),
          numbers(bench, given, built, value));
    }
  }

  static void precisionsAgree(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT32, seed, PARTICLES);
    assertAgree(
        Precision.FLOAT32,
        " in float32",
        values(given, Precision.FLOAT32, draws),
        values(given, Precision.FLOAT64, draws));
  }

  private static void assertAgree(
      Precision precision,
      String where,
      Map<String, double[]> found,
      Map<String, double[]> expected) {
    expected.forEach(
        (what, numbers) ->
            Agreement.of(precision)
                .assertValues(what + where, Objects.requireNonNull(found.get(what)), numbers));
  }

  private static Map<String, double[]> values(Case given, Precision precision, double[] draws) {
    try (Bench bench = Bench.in(precision)) {
      Distribution distribution = given.of(bench.fed(given));
      Expr value = bench.fedParticles(draws, distribution.eventShape());
      return numbers(bench, given, distribution, value);
    }
  }

  /** What a distribution says about itself and a value. */
  private static Map<String, double[]> numbers(
      Bench bench, Case given, Distribution distribution, Expr value) {
    Map<String, Expr> said = new LinkedHashMap<>();
    said.put("logProb", distribution.logProb(value));
    said.putAll(Moments.of(given, distribution));
    List<double[]> values = bench.evaluation().values(List.copyOf(said.values()));
    Map<String, double[]> numbers = new LinkedHashMap<>();
    said.keySet().forEach(what -> numbers.put(what, values.get(numbers.size())));
    return numbers;
  }
}
