package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** A distribution whose parameters have rows, against one that is given those of each row. */
final class Broadcasts {
  private static final int PARTICLES = 4;
  private static final Axes BOTH = Axes.of(Bench.PARTICLES, Bench.ROWS);

  private Broadcasts() {}

  static void logProb(Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, PARTICLES);
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Rows rows = new Rows(bench, given);
      Expr value = bench.fedParticles(draws, rows.alone.eventShape());
      List<Map<String, Expr>> scored = rows.all(d -> Map.of("logProb", d.logProb(value)));
      rows.assertAgree(scored, Map.of("logProb", rows.alone.logProb(value)));
    }
  }

  static void draws(Case given, long seed) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Rows rows = new Rows(bench, given);
      Noise noise = bench.noise(seed, 0, PARTICLES);
      Axes particles = Axes.of(Bench.PARTICLES);
      rows.assertAxes(rows.all(d -> Map.of("a draw", d.draw(noise.stream("x", particles)))));
      String what = "a draw of noise along " + BOTH;
      List<Map<String, Expr>> drawn = rows.all(d -> Map.of(what, d.draw(noise.stream("x", BOTH))));
      rows.assertAgree(drawn, Map.of(what, rows.alone.draw(noise.stream("x", BOTH))));
    }
  }

  static void moments(Case given) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Expr zeros = bench.fedParticles(new double[PARTICLES], Shape.scalar());
      Rows rows = new Rows(bench, given);
      Map<String, Expr> alone = moments(given, rows.alone, zeros);
      if (!alone.isEmpty()) {
        rows.assertNumbers(rows.all(d -> moments(given, d, zeros)), alone);
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

  /**
   * For each set of parameters a distribution where these have rows, and one that is fed the
   * parameters of a row. What is compared is built once and run for every row.
   */
  private static final class Rows {
    private final Bench bench;
    private final Case given;
    private final List<Set<String>> changing;
    private final List<Distribution> together = new ArrayList<>();
    private final Map<String, Expr> parameters;
    private final Distribution alone;

    Rows(Bench bench, Case given) {
      this.bench = bench;
      this.given = given;
      this.changing = changing(given);
      Map<String, Expr> constant = bench.fed(given);
      Map<String, Expr> alongRows = bench.fedAlongRows(given);
      for (Set<String> names : changing) {
        Map<String, Expr> some = new LinkedHashMap<>(constant);
        names.forEach(name -> some.put(name, Objects.requireNonNull(alongRows.get(name))));
        together.add(given.of(some));
      }
      this.parameters = bench.fed(given);
      this.alone = given.of(parameters);
    }

    /** What the distributions with rows answer. */
    List<Map<String, Expr>> all(Function<Distribution, Map<String, Expr>> answers) {
      return together.stream().map(answers).toList();
    }

    private String where(int set) {
      return ", the parameters " + changing.get(set) + " having rows";
    }

    void assertAxes(List<Map<String, Expr>> answers) {
      List<Shape> shapes = bench.evaluation().shapes(results(answers));
      for (int set = 0; set < shapes.size(); set++) {
        assertAxes(answers.get(set), set, shapes.get(set));
      }
    }

    private void assertAxes(Map<String, Expr> answer, int set, Shape found) {
      answer.forEach(
          (what, result) -> {
            assertThat(result.axes()).as("axes of %s%s", what, where(set)).isEqualTo(BOTH);
            assertThat(found)
                .as("sizes of the tensor of %s%s", what, where(set))
                .isEqualTo(Shape.of(PARTICLES, Bench.ROW_COUNT).append(result.eventShape()));
          });
    }

    /** One answer of each has both axes, and every row is that of the row's parameters. */
    void assertAgree(List<Map<String, Expr>> answers, Map<String, Expr> own) {
      List<Shape> shapes = bench.evaluation().shapes(results(answers));
      List<double[]> numbers = bench.evaluation().values(results(answers));
      for (int set = 0; set < answers.size(); set++) {
        assertAxes(answers.get(set), set, shapes.get(set));
        assertNumbers(set, answers.get(set), numbers.subList(set, set + 1), own);
      }
    }

    /** Every row is what the distribution of that row's parameters answers. */
    void assertNumbers(List<Map<String, Expr>> answers, Map<String, Expr> own) {
      List<double[]> numbers = bench.evaluation().values(results(answers));
      int from = 0;
      for (int set = 0; set < answers.size(); set++) {
        int to = from + answers.get(set).size();
        assertNumbers(set, answers.get(set), numbers.subList(from, to), own);
        from = to;
      }
    }

    private void assertNumbers(
        int set, Map<String, Expr> answer, List<double[]> numbers, Map<String, Expr> own) {
      List<String> names = List.copyOf(answer.keySet());
      List<Expr> results = List.copyOf(answer.values());
      List<Expr> single =
          names.stream().map(name -> Objects.requireNonNull(own.get(name))).toList();
      for (int row = 0; row < Bench.ROW_COUNT; row++) {
        bench.feedRow(given, parameters, changing.get(set), row);
        List<double[]> expected = bench.evaluation().values(single);
        for (int i = 0; i < names.size(); i++) {
          Agreement.of(Precision.FLOAT64)
              .assertValues(
                  names.get(i) + where(set) + ", at row " + row,
                  at(row, results.get(i), numbers.get(i)),
                  at(row, single.get(i), expected.get(i)));
        }
      }
    }

    private static List<Expr> results(List<Map<String, Expr>> answers) {
      return answers.stream().flatMap(each -> each.values().stream()).toList();
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
