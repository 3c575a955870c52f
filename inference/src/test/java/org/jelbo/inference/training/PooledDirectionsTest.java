package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.List;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.CompiledTerm;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.jelbo.usage.Entry;
import org.junit.jupiter.api.Test;

/** What a term of a pooled sum descends is the slope of what it measures. */
class PooledDirectionsTest {
  /** A site that another term counts is counted there in directions, too. */
  @Test
  void directionsAreSlopes() {
    Param mean = Param.of("mean").constant(0.3);
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.of(0, 1));
          p.plate("rows", () -> p.sample("x", Normal.of(w, Expr.of(1))));
        };
    Program guide = p -> p.sample("w", Normal.of(p.param(mean), Expr.of(0.5)));
    Elbo elbo = Elbo.of(model, guide).given("x");
    Objective pooled = Objective.pooled(elbo.from("a"), elbo.from("b"));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, -2, 4}));
    try (Compiled compiled = Compilation.of(pooled).precision(Precision.FLOAT64).compile()) {
      for (String name : List.of("a", "b")) {
        CompiledTerm term = compiled.term(name);
        QueryRun run = QueryRun.of(data, DrawKey.of(1));
        compiled.set("mean", new double[] {0.3});
        double slope = Entry.of(term.gradients(run), "mean").scalar();
        compiled.set("mean", new double[] {0.3 + 1e-5});
        double above = term.measure(run).value();
        compiled.set("mean", new double[] {0.3 - 1e-5});
        double below = term.measure(run).value();
        assertThat(slope).as(name).isCloseTo((above - below) / 2e-5, within(1e-6));
      }
    }
  }
}
