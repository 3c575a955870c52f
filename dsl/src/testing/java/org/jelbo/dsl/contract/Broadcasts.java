package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
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
        Rows rows =
            new Rows(
                bench,
                given,
                changing,
                "logProb",
                d -> d.logProb(bench.fedParticles(draws, d.eventShape())));
        rows.assertAxes();
        rows.assertNumbers();
      }
    }
  }

  static void draws(Case given, long seed) {
    for (Set<String> changing : changing(given)) {
      try (Bench bench = Bench.in(Precision.FLOAT64)) {
        new Rows(bench, given, changing, "a draw", d -> bench.draws(d, seed, PARTICLES))
            .assertAxes();
        Rows rows =
            new Rows(
                bench,
                given,
                changing,
                "a draw of noise along " + BOTH,
                d -> d.draw(bench.noise(seed, 0, PARTICLES).stream("x", BOTH)));
        rows.assertAxes();
        rows.assertNumbers();
      }
    }
  }

  static void moments(Case given) {
    for (Set<String> changing : changing(given)) {
      try (Bench bench = Bench.in(Precision.FLOAT64)) {
        Expr zeros = bench.fedParticles(new double[PARTICLES], Shape.scalar());
        for (String moment : Moments.of(given, given.of(bench.fed(given))).keySet()) {
          new Rows(
                  bench,
                  given,
                  changing,
                  moment,
                  d -> Objects.requireNonNull(Moments.of(given, d).get(moment)).plus(zeros))
              .assertNumbers();
        }
      }
    }
  }

  /** All parameters together, and each on its own. */
  private static List<Set<String>> changing(Case given) {
    Set<Set<String>> sets = new LinkedHashSet<>();
    sets.add(new LinkedHashSet<>(given.parameters().keySet()));
    given.parameters().keySet().forEach(name -> sets.add(Set.of(name)));
    return new ArrayList<>(sets);
  }

  /** What a distribution answers where some of its parameters have rows. */
  private static final class Rows {
    private final Bench bench;
    private final Case given;
    private final Set<String> changing;
    private final String what;
    private final Function<Distribution, Expr> answer;
    private final Expr all;

    Rows(
        Bench bench,
        Case given,
        Set<String> changing,
        String what,
        Function<Distribution, Expr> answer) {
      this.bench = bench;
      this.given = given;
      this.changing = changing;
      this.what = what + ", the parameters " + changing + " having rows";
      this.answer = answer;
      this.all = answer.apply(given.of(bench.fedAlongRows(given, changing)));
    }

    void assertAxes() {
      assertThat(all.axes()).as("axes of %s", what).isEqualTo(BOTH);
      assertThat(bench.evaluation().shape(all))
          .as("sizes of the tensor of %s", what)
          .isEqualTo(Shape.of(PARTICLES, Bench.ROW_COUNT).append(all.eventShape()));
    }

    /** Every row is what a distribution of that row's parameters answers. */
    void assertNumbers() {
      List<Expr> fetched = new ArrayList<>(List.of(all));
      for (int row = 0; row < Bench.ROW_COUNT; row++) {
        fetched.add(answer.apply(given.of(bench.fedAtRow(given, changing, row))));
      }
      List<double[]> numbers = bench.evaluation().values(fetched);
      for (int row = 0; row < Bench.ROW_COUNT; row++) {
        Agreement.of(Precision.FLOAT64)
            .assertValues(
                what + ", at row " + row,
                at(row, fetched.get(0), numbers.get(0)),
                at(row, fetched.get(row + 1), numbers.get(row + 1)));
      }
    }

    /** The numbers of a row; all where nothing depends on the row. */
    private double[] at(int row, Expr of, double[] numbers) {
      if (!of.axes().contains(Bench.ROWS)) {
        return numbers;
      }
      int width = Math.toIntExact(all.eventShape().size());
      double[] found = new double[PARTICLES * width];
      for (int particle = 0; particle < PARTICLES; particle++) {
        int from = (particle * Bench.ROW_COUNT + row) * width;
        System.arraycopy(numbers, from, found, particle * width, width);
      }
      return found;
    }
  }
}
