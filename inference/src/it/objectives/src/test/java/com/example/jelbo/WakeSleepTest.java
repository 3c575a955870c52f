package com.example.jelbo;

import java.util.Map;
import java.util.stream.Stream;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.contract.ObjectiveContract;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;

/** A coin that is not seen, and one that shows it. */
final class WakeSleepTest implements ObjectiveContract {
  private static final double[] SEEN = {1, 0, 1, 1};

  @Override
  public Stream<Case> cases() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Bernoulli.ofLogits(p.param(Param.of("prior"))));
                  p.sample(
                      "x", Bernoulli.ofLogits(z.times(p.param(Param.of("slope").constant(1)))));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr x = p.input("x");
                  p.sample("z", Bernoulli.ofLogits(x.plus(p.param(Param.of("guide")))));
                });
    return Stream.of(
        Case.of(
                "two particles",
                WakeSleep.of(model, guide, 2, "x"),
                Data.of(Column.ofDoubles("x", SEEN)))
            .value(parts -> -parts.get("bound"))
            .direction(WakeSleepTest::expected));
  }

  /** By a sum over both draws of a row. */
  private static Map<String, double[]> expected(Map<String, double[]> parameters) {
    double prior = parameters.get("prior")[0];
    double slope = parameters.get("slope")[0];
    double guide = parameters.get("guide")[0];
    double[] sums = new double[3];
    for (double x : SEEN) {
      double q = sigmoid(x + guide);
      for (int pair = 0; pair < 4; pair++) {
        double[] z = {pair % 2, pair / 2};
        double probability = (z[0] == 1 ? q : 1 - q) * (z[1] == 1 ? q : 1 - q);
        double[] w = new double[2];
        for (int k = 0; k < 2; k++) {
          double p = z[k] == 1 ? sigmoid(prior) : 1 - sigmoid(prior);
          double seen = sigmoid(z[k] * slope);
          w[k] = p * (x == 1 ? seen : 1 - seen) / (z[k] == 1 ? q : 1 - q);
        }
        for (int k = 0; k < 2; k++) {
          double v = probability * w[k] / (w[0] + w[1]) / SEEN.length;
          sums[0] -= v * (z[k] - sigmoid(prior));
          sums[1] -= v * z[k] * (x - sigmoid(z[k] * slope));
          sums[2] -= v * (z[k] - q);
        }
      }
    }
    return Map.of(
        "prior", new double[] {sums[0]},
        "slope", new double[] {sums[1]},
        "guide", new double[] {sums[2]});
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
