package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Range;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The ends of supports, and the values of finite ones. */
final class Ends {
  private Ends() {}

  static void areScored(Case given) {
    for (Precision precision : Precision.values()) {
      try (Bench bench = Bench.in(precision)) {
        Map<String, Expr> parameters = bench.fed(given);
        Distribution distribution = given.of(parameters);
        List<Double> ends = of(given.supportOf(distribution));
        if (ends.isEmpty()) {
          return;
        }
        Shape event = distribution.eventShape();
        double[] values = new double[Math.toIntExact(event.size())];
        Expr fed = bench.fedParticles(values, event);
        // The sum of entries that are infinite both ways is not a number.
        Expr scored =
            distribution instanceof Elementwise elementwise
                ? elementwise.logProbOfEach(fed)
                : distribution.logProb(fed);
        parameters.keySet().removeIf(given::isFixed);
        for (double end : ends) {
          Arrays.fill(values, end);
          bench.evaluation().feed(fed, values, event.prepend(1));
          assertNumbers(
              bench,
              "logProb at the end %s of the support in %s".formatted(end, precision),
              scored,
              parameters);
        }
      }
    }
  }

  private static void assertNumbers(
      Bench bench, String what, Expr scored, Map<String, Expr> parameters) {
    assertThat(bench.evaluation().values(scored)).as(what).doesNotContain(Double.NaN);
    Slopes.gradients(bench.evaluation(), what, scored, parameters)
        .forEach(
            (name, gradient) ->
                assertThat(gradient)
                    .as("gradient of %s to '%s'", what, name)
                    .doesNotContain(Double.NaN));
  }

  private static List<Double> of(Support support) {
    List<Double> ends = new ArrayList<>();
    Range range = support.range();
    if (support.rank() == 0 && !range.isOpen()) {
      ends.add(range.low());
      ends.add(support.isWhole() && support.elements().isEmpty() ? Double.NaN : range.high());
    }
    ends.removeIf(end -> !Double.isFinite(end));
    return ends;
  }

  static void areEnumerated(Case given) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Distribution distribution = given.of(bench.fed(given));
      OptionalLong count = distribution.cardinality();
      if (count.isEmpty() || count.getAsLong() > Totals.MOST_VALUES) {
        return;
      }
      Expr all = distribution.enumerate();
      assertThat(all.eventShape())
          .as("event shape of enumerate()")
          .isEqualTo(distribution.eventShape().prepend(count.getAsLong()));
      double[] values = bench.evaluation().values(all);
      Draws.assertInSupport("a value of enumerate()", given, distribution, values);
      int width = Math.toIntExact(distribution.eventShape().size());
      Set<List<Double>> different = new HashSet<>();
      for (int i = 0; i < values.length; i += width) {
        different.add(Arrays.stream(values, i, i + width).boxed().toList());
      }
      assertThat(different).as("different values of enumerate()").hasSize((int) count.getAsLong());
    }
  }
}
