package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.contract.BijectorContract.Case;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * Log-determinants by finite differences. Where x lies in a domain of its own, both x and y are
 * functions of unconstrained numbers u: {@code det dy/dx = det dy/du / det dx/du}.
 */
final class Jacobians {
  private static final double STEP = 1e-5;
  private static final Agreement AGREEMENT = Agreement.within(1e-6);

  /** Where a number stands in memory may change its last digit from run to run. */
  private static final double ROUNDING = 1e-9;

  private Jacobians() {}

  static void haveTheLogDet(Case given, long seed) {
    try (MapBench bench = MapBench.in(Precision.FLOAT64, given)) {
      Bijector map = bench.map();
      double[] u = MapBench.numbers(given, seed, 1);
      Expr x = MapBench.domain(given).forward(bench.fed(moved(u), MapBench.shape(given)));
      double[][] dx = differences(bench, x, map.domain(), u.length);
      double[][] dy = differences(bench, map.forward(x), map.support(), u.length);
      int maps =
          Math.toIntExact(given.free().take(given.free().numDimensions() - map.freeRank()).size());
      double[] expected = new double[maps];
      Arrays.setAll(expected, i -> logDet(dy, i, maps) - logDet(dx, i, maps));
      Expr at = Expr.of(MapBench.xs(given, seed, 1), given.free());
      AGREEMENT.assertValues(
          "logDet, against finite differences of forward", bench.values(map.logDet(at)), expected);
    }
  }

  static void haveTheDirection(Case given, long seed) {
    try (MapBench bench = MapBench.in(Precision.FLOAT64, given)) {
      Bijector map = bench.map();
      if (map.freeRank() > 0 || map.eventRank() > 0) {
        return;
      }
      double[] u = MapBench.numbers(given, seed, 1);
      Expr x = MapBench.domain(given).forward(bench.fed(moved(u), MapBench.shape(given)));
      double[][] dx = differences(bench, x, map.domain(), u.length);
      double[][] dy = differences(bench, map.forward(x), map.support(), u.length);
      double[] signs = new double[u.length];
      Arrays.setAll(signs, i -> Math.signum(dy[i][i] / dx[i][i]));
      Expr direction = map.direction().times(Expr.filled(1, given.free()));
      assertThat(bench.values(direction)).as("direction()").containsExactly(signs);
    }
  }

  /** Each number moved down, then each moved up, one at a time. */
  private static double[] moved(double[] u) {
    int n = u.length;
    double[] moved = new double[2 * n * n];
    for (int i = 0; i < 2 * n; i++) {
      System.arraycopy(u, 0, moved, i * n, n);
      moved[i * n + i % n] += i < n ? -STEP : STEP;
    }
    return moved;
  }

  /** The change of each free entry (column) with each number (row). */
  private static double[][] differences(MapBench bench, Expr moved, Support support, int numbers) {
    double[] values = bench.values(moved);
    int width = values.length / (2 * numbers);
    int[] places = places(support, moved.eventShape());
    assertThat(places).as("free entries of %s", support).hasSize(numbers);
    double[][] differences = new double[numbers][numbers];
    for (int i = 0; i < numbers; i++) {
      for (int j = 0; j < numbers; j++) {
        double up = values[(i + numbers) * width + places[j]];
        differences[i][j] = (up - values[i * width + places[j]]) / (2 * STEP);
      }
    }
    return differences;
  }

  /** Those entries of an event that a density is over. */
  private static int[] places(Support support, Shape event) {
    IntStream all = IntStream.range(0, Math.toIntExact(event.size()));
    if (support instanceof Support.Simplex simplex) {
      return all.filter(i -> i % simplex.size() < simplex.size() - 1).toArray();
    }
    if (support instanceof Support.LowerTriangular matrices) {
      long n = matrices.size();
      return all.filter(i -> i % n <= i / n % n).toArray();
    }
    return all.toArray();
  }

  /** Of one of the blocks along the diagonal; outside of them nothing changes. */
  private static double logDet(double[][] differences, int block, int blocks) {
    int size = differences.length / blocks;
    double[][] rows = new double[size][];
    for (int i = 0; i < size; i++) {
      double[] row = differences[block * size + i];
      rows[i] = Arrays.copyOfRange(row, block * size, (block + 1) * size);
      double all = Arrays.stream(row).map(Math::abs).sum();
      assertThat(Arrays.stream(rows[i]).map(Math::abs).sum())
          .as("changes within map %s alone", block)
          .isCloseTo(all, within(ROUNDING * Math.max(1, all)));
    }
    return logDet(rows);
  }

  /** By elimination with the greatest pivot. */
  private static double logDet(double[][] rows) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      int greatest = i;
      for (int j = i + 1; j < rows.length; j++) {
        greatest = Math.abs(rows[j][i]) > Math.abs(rows[greatest][i]) ? j : greatest;
      }
      double[] pivot = rows[greatest];
      rows[greatest] = rows[i];
      rows[i] = pivot;
      sum += Math.log(Math.abs(pivot[i]));
      for (int j = i + 1; j < rows.length; j++) {
        double factor = rows[j][i] / pivot[i];
        for (int k = i; k < rows.length; k++) {
          rows[j][k] -= factor * pivot[k];
        }
      }
    }
    return sum;
  }
}
