package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Jumps;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Sources;

/** Densities and draws as functions of parameters that may be draws themselves. */
final class Steps {
  private static final Expr LEAST = Expr.of(-1e30);

  private Steps() {}

  static void areNone(Case given, long seed) {
    try (Bench bench = Bench.in(Precision.FLOAT64)) {
      Map<String, Expr> moving = new LinkedHashMap<>();
      Map<String, Expr> clipped = new LinkedHashMap<>();
      bench
          .fed(given)
          .forEach(
              (name, value) -> {
                if (given.isFixed(name)) {
                  clipped.put(name, value);
                } else {
                  Expr mark = marked(bench, value);
                  moving.put(name, mark);
                  // A clipped value is constant at times, so that an equality of it is a step.
                  clipped.put(name, mark.maximum(LEAST));
                }
              });
      Distribution distribution = given.of(clipped);
      assertNone("logProb by parameters", distribution.logProb(value(bench, given, seed)), moving);
      if (distribution.isReparameterized()) {
        assertNone("a draw", bench.draws(distribution, seed, 2), moving);
      }
      if (!distribution.support().isWhole()) {
        Expr value = marked(bench, value(bench, given, seed));
        assertNone(
            "logProb by its value",
            distribution.logProb(value.maximum(LEAST)),
            Map.of("the value", value));
      }
    }
  }

  private static Expr value(Bench bench, Case given, long seed) {
    double[] draws = given.numbers.draws(given, Precision.FLOAT64, seed, 2);
    return bench.fedParticles(draws, given.of(given.parameters()).eventShape());
  }

  private static Expr marked(Bench bench, Expr value) {
    return Sources.markable(bench.evaluation().graph(), value);
  }

  private static void assertNone(String what, Expr of, Map<String, Expr> moving) {
    List<String> found = new ArrayList<>();
    for (Jumps.Jump<String> jump : Jumps.between(List.of(of), moving, moving.values())) {
      found.add(jump.function() + " of " + jump.of().stream().collect(Collectors.joining(", ")));
    }
    assertThat(found).as("jumps of " + what + ", see Branches").isEmpty();
  }
}
