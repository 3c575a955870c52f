package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SingleObjective;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;

/** Chains of finite sites are summed site by site, never as one table. */
class ChainsTest {
  private static final int STATES = 10;
  private static final int SYMBOLS = 4;
  private static final int ROWS = 3;

  private final double[] initial = logits(1, STATES, 1);
  private final double[] transition = logits(STATES, STATES, 2);
  private final double[] emission = logits(STATES, SYMBOLS, 3);
  private final double[] proposal = logits(STATES, STATES, 4);

  @Test
  void fiftySitesAreTheForwardAlgorithm() {
    int length = 50;
    double expected = 0;
    int[][] seen = seen(length);
    for (int[] series : seen) {
      expected -= forward(series) / ROWS;
    }
    MaximumLikelihood chain = MaximumLikelihood.of(model(length)).given(observed(length));
    try (Compiled compiled = Compilation.of(chain).precision(Precision.FLOAT64).compile()) {
      double value = compiled.measure(data(seen), DrawKey.of(0)).value();
      assertThat(value).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void graphGrowsByTheSameForEachSite() {
    assertThat(growth(length -> MaximumLikelihood.of(model(length)).given(observed(length))))
        .hasSize(3)
        .allMatch(count -> count < 120)
        .satisfies(counts -> assertThat(counts.stream().distinct().count()).isEqualTo(1));
  }

  @Test
  void chainInTheGuideIsWeighedByItsMarginals() {
    int length = 30;
    int[][] seen = seen(length);
    double expected = 0;
    for (int[] series : seen) {
      expected -= bound(series) / ROWS;
    }
    Elbo elbo = Elbo.of(model(length), guide(length)).given(observed(length));
    try (Compiled compiled = Compilation.of(elbo).precision(Precision.FLOAT64).compile()) {
      double value = compiled.measure(data(seen), DrawKey.of(0)).value();
      assertThat(value).isCloseTo(expected, within(1e-9));
    }
  }

  @Test
  void graphOfChainInTheGuideGrowsByTheSameForEachSite() {
    assertThat(growth(n -> Elbo.of(model(n), guide(n)).given(observed(n))))
        .hasSize(3)
        .allMatch(count -> count < 280)
        .satisfies(counts -> assertThat(counts.stream().distinct().count()).isEqualTo(1));
  }

  private interface Chain {
    SingleObjective of(int length);
  }

  /** Ops for each further site, from 10 to 20, 20 to 30, 30 to 40 sites. */
  private static List<Double> growth(Chain chain) {
    List<Double> ops = new ArrayList<>();
    for (int length = 10; length <= 40; length += 10) {
      try (DrySetting dry = DrySetting.along(Programs.axes(1))) {
        chain.of(length).build(dry);
        Graph graph = (Graph) dry.graph().tf().scope().env();
        int count = 0;
        for (java.util.Iterator<GraphOperation> all = graph.operations(); all.hasNext(); ) {
          all.next();
          count++;
        }
        ops.add((double) count);
      }
    }
    List<Double> growth = new ArrayList<>();
    for (int i = 1; i < ops.size(); i++) {
      growth.add((ops.get(i) - ops.get(i - 1)) / 10);
    }
    return growth;
  }

  private Program model(int length) {
    Expr start = Expr.of(initial);
    Expr next = Expr.of(transition, Shape.of(STATES, STATES));
    Expr shown = Expr.of(emission, Shape.of(STATES, SYMBOLS));
    return p ->
        p.plate(
            "series",
            () -> {
              Expr state = p.sample("s0", Categorical.ofLogits(start));
              for (int t = 0; t < length; t++) {
                if (t > 0) {
                  state = p.sample("s" + t, Categorical.ofLogits(next.at(state)));
                }
                p.sample("x" + t, Categorical.ofLogits(shown.at(state)));
              }
            });
  }

  private Program guide(int length) {
    Expr start = Expr.of(initial);
    Expr next = Expr.of(proposal, Shape.of(STATES, STATES));
    return p ->
        p.plate(
            "series",
            () -> {
              Expr state = p.sample("s0", Categorical.ofLogits(start));
              for (int t = 1; t < length; t++) {
                state = p.sample("s" + t, Categorical.ofLogits(next.at(state)));
              }
            });
  }

  private static String[] observed(int length) {
    String[] names = new String[length];
    Arrays.setAll(names, t -> "x" + t);
    return names;
  }

  private static int[][] seen(int length) {
    SplittableRandom random = new SplittableRandom(5);
    int[][] seen = new int[ROWS][];
    Arrays.setAll(seen, row -> random.ints(length, 0, SYMBOLS).toArray());
    return seen;
  }

  private static Data data(int[][] seen) {
    Column[] columns = new Column[seen[0].length];
    Arrays.setAll(
        columns,
        t ->
            Column.ofDoubles(
                "x" + t, Arrays.stream(seen).mapToDouble(series -> series[t]).toArray()));
    return Data.of(columns);
  }

  private double forward(int[] series) {
    double[] log = new double[STATES];
    Arrays.setAll(log, s -> logProb(initial, 0, s, STATES) + shown(s, series[0]));
    for (int t = 1; t < series.length; t++) {
      double[] before = log.clone();
      int now = series[t];
      Arrays.setAll(log, s -> arrived(before, transition, s) + shown(s, now));
    }
    return logSumExp(log);
  }

  private double bound(int[] series) {
    double[] log = new double[STATES];
    double bound = 0;
    Arrays.setAll(log, s -> logProb(initial, 0, s, STATES));
    for (int t = 0; t < series.length; t++) {
      if (t > 0) {
        double[] before = log.clone();
        for (int i = 0; i < STATES; i++) {
          for (int j = 0; j < STATES; j++) {
            double q = logProb(proposal, i, j, STATES);
            bound += Math.exp(before[i] + q) * (logProb(transition, i, j, STATES) - q);
          }
        }
        Arrays.setAll(log, s -> arrived(before, proposal, s));
      }
      for (int s = 0; s < STATES; s++) {
        bound += Math.exp(log[s]) * shown(s, series[t]);
      }
    }
    return bound;
  }

  private static double arrived(double[] before, double[] table, int state) {
    double[] logs = new double[STATES];
    Arrays.setAll(logs, from -> before[from] + logProb(table, from, state, STATES));
    return logSumExp(logs);
  }

  private double shown(int state, int symbol) {
    return logProb(emission, state, symbol, SYMBOLS);
  }

  private static double logProb(double[] logits, int row, int column, int width) {
    double[] own = Arrays.copyOfRange(logits, row * width, (row + 1) * width);
    return own[column] - logSumExp(own);
  }

  private static double logSumExp(double[] logs) {
    double max = Arrays.stream(logs).max().orElseThrow();
    return max + Math.log(Arrays.stream(logs).map(v -> Math.exp(v - max)).sum());
  }

  private static double[] logits(int rows, int width, int seed) {
    return new SplittableRandom(seed).doubles((long) rows * width, -2, 2).toArray();
  }
}
