package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.Noise;
import org.tensorflow.ndarray.Shape;

/** A distribution whose parameters have rows, against one of its own for each row. */
final class Broadcasts {
  private static final int PARTICLES = 4;
  private static final Axes BOTH = Axes.of(Bench.PARTICLES, Bench.ROWS);

  private Broadcasts() {}

  static void logProb(Case given, long seed) {
    double[] draws = Bench.drawn(given, Precision.FLOAT64, seed, PARTICLES);
    for (Set<String> changing : changing(given)) {
      try (Bench bench = Bench.in(Precision.FLOAT64)) {
        Rows rows = new Rows(bench, given, changing);
        Expr value = bench.fedParticles(draws, rows.all.eventShape());
        Expr scored = rows.all.logProb(value);
        rows.assertAxes("logProb", scored);
        rows.assertNumbers(Map.of("logProb", scored), d -> Map.of("logProb", d.logProb(value)));
      }
    }
  }

  static void draws(Case given, long seed) {
    for (Set<String> changing : changing(given)) {
      try (Bench bench = Bench.in(Precision.FLOAT64)) {
        Rows rows = new Rows(bench, given, changing);
        rows.assertAxes("a draw", bench.draws(rows.all, seed, PARTICLES));
        Noise noise = bench.noise(seed, 0, PARTICLES);
        String what = "a draw of noise along " + BOTH;
        Expr drawn = rows.all.draw(noise.stream("x", BOTH));
        rows.assertAxes(what, drawn);
        rows.assertNumbers(Map.of(what, drawn), d -> Map.of(what, d.draw(noise.stream("x", BOTH))));
      }
    }
  }

  static void moments(Case given) {
    for (Set<String> changing : changing(given)) {
      try (Bench bench = Bench.in(Precision.FLOAT64)) {
        Expr zeros = bench.fedParticles(new double[PARTICLES], Shape.scalar());
        Rows rows = new Rows(bench, given, changing);
        rows.assertNumbers(moments(given, rows.all, zeros), d -> moments(given, d, zeros));
      }
    }
  }

  private static Map<String, Expr> moments(Case given, Distribution distribution, Expr zeros) {
    Map<String, Expr> moments = Moments.of(given, distribution);
    moments.replaceAll((name, moment) -> moment.plus(zeros));
    return moments;
  }

  /** All parameters together, and each on its own. */
  private static List<Set<String>> changing(Case given) {
    Set<Set<String>> sets = new LinkedHashSet<>();
    sets.add(new LinkedHashSet<>(given.parameters().keySet()));
    given.parameters().keySet().forEach(name -> sets.add(Set.of(name)));
    return new ArrayList<>(sets);
  }

  /** A distribution some of whose parameters have rows, and those of the parameters at each row. */
  private static final class Rows {
    private final Bench bench;
    private final String where;
    private final Distribution all;
    private final List<Distribution> alone = new ArrayList<>();

    Rows(Bench bench, Case given, Set<String> changing) {
      this.bench = bench;
      this.where = ", the parameters " + changing + " having rows";
      this.all = given.of(bench.fedAlongRows(given, changing));
      for (int row = 0; row < Bench.ROW_COUNT; row++) {
        alone.add(given.of(bench.fedAtRow(given, changing, row)));
      }
    }

    void assertAxes(String what, Expr result) {
      assertThat(result.axes()).as("axes of %s%s", what, where).isEqualTo(BOTH);
      assertThat(bench.evaluation().shape(result))
          .as("sizes of the tensor of %s%s", what, where)
          .isEqualTo(Shape.of(PARTICLES, Bench.ROW_COUNT).append(result.eventShape()));
    }

    /** Every row is what a distribution of that row's parameters answers. */
    void assertNumbers(
        Map<String, Expr> together, Function<Distribution, Map<String, Expr>> answers) {
      if (together.isEmpty()) {
        return;
      }
      List<Expr> fetched = new ArrayList<>(together.values());
      for (Distribution each : alone) {
        Map<String, Expr> own = answers.apply(each);
        together.keySet().forEach(what -> fetched.add(Objects.requireNonNull(own.get(what))));
      }
      List<double[]> numbers = bench.evaluation().values(fetched);
      List<String> names = List.copyOf(together.keySet());
      for (int i = names.size(); i < fetched.size(); i++) {
        int row = i / names.size() - 1;
        int answer = i % names.size();
        Agreement.of(Precision.FLOAT64)
            .assertValues(
                names.get(answer) + where + ", at row " + row,
                at(row, fetched.get(answer), numbers.get(answer)),
                at(row, fetched.get(i), numbers.get(i)));
      }
    }

    /** The numbers of a row; all where nothing depends on the row. */
    private static double[] at(int row, Expr of, double[] numbers) {
      if (!of.axes().contains(Bench.ROWS)) {
        return numbers;
      }
      int width = Math.toIntExact(of.eventShape().size());
      double[] found = new double[PARTICLES * width];
      for (int particle = 0; particle < PARTICLES; particle++) {
        int from = (particle * Bench.ROW_COUNT + row) * width;
        System.arraycopy(numbers, from, found, particle * width, width);
      }
      return found;
    }
  }
}
