package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jelbo.dsl.contract.DistributionContract.Case;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;

/** The moments that a family has, and those that it refuses. */
final class Moments {
  private Moments() {}

  private static Map<String, Supplier<Expr>> all(Distribution distribution) {
    Map<String, Supplier<Expr>> moments = new LinkedHashMap<>();
    moments.put("mean", distribution::mean);
    moments.put("variance", distribution::variance);
    moments.put("entropy", distribution::entropy);
    return moments;
  }

  /** Those that draws can be held to, as messages call them. */
  static Map<String, Expr> of(Case given, Distribution distribution) {
    Map<String, Expr> moments = new LinkedHashMap<>();
    all(distribution)
        .forEach(
            (name, moment) -> {
              if (given.has(name)) {
                moments.put(name + "()", moment.get());
              }
            });
    return moments;
  }

  static void withoutClosedFormAreRefused(Case given) {
    all(given.of(given.parameters()))
        .forEach(
            (name, moment) -> {
              if (given.isRefused(name)) {
                assertThat(catchThrowable(moment::get))
                    .as("refusal by %s(), which has no closed form", name)
                    .isInstanceOf(JelboException.class)
                    .hasMessageContaining("draws");
              }
            });
  }
}
