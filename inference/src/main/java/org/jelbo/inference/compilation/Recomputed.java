package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaText;
import org.jelbo.inference.formula.NestedLoops;
import org.jelbo.inference.objective.Summand;
import org.jspecify.annotations.Nullable;

/**
 * A loss computed twice.
 *
 * @param compiled by the graph, in nats per datum
 * @param recomputed from the densities of the sites, with nested loops over the printed formula
 * @param formula as it is printed
 */
public record Recomputed(double compiled, double recomputed, String formula) {
  private static final String COMPILED = "compiled";

  /** What a query computes for a term, whose formula is that of the graph that answers. */
  static final class Asked implements Function<Setting, Map<String, Expr>> {
    private final Summand term;
    private @Nullable Formula formula;

    Asked(Summand term) {
      this.term = term;
    }

    @Override
    public Map<String, Expr> apply(Setting setting) {
      Formula derived = term.objective().build(setting).derivedAs().orElseThrow();
      formula = derived;
      Map<String, Expr> asked = new LinkedHashMap<>();
      asked.put(COMPILED, derived.value());
      List<Expr> leaves = leaves(derived);
      for (int i = 0; i < leaves.size(); i++) {
        asked.put("leaf " + i, leaves.get(i));
      }
      return asked;
    }

    /** The answer to that query. */
    Recomputed of(Map<String, Values> values) {
      return Recomputed.of(Objects.requireNonNull(formula), values);
    }
  }

  private static List<Expr> leaves(Formula formula) {
    List<Expr> leaves = new ArrayList<>();
    formula.densities().forEach(density -> leaves.add(density.value()));
    leaves.addAll(formula.scales());
    leaves.removeIf(Expr::isConstant);
    return leaves;
  }

  private static Recomputed of(Formula formula, Map<String, Values> values) {
    Map<Expr, NestedLoops.Table> tables = new HashMap<>();
    List<Expr> leaves = leaves(formula);
    for (int i = 0; i < leaves.size(); i++) {
      Values found = Objects.requireNonNull(values.get("leaf " + i));
      Axes axes = leaves.get(i).axes();
      tables.put(
          leaves.get(i),
          new NestedLoops.Table(
              axes,
              Arrays.stream(found.shape().asArray()).boxed().toList(),
              Arrays.stream(found.toArray()).boxed().toList()));
    }
    return new Recomputed(
        Objects.requireNonNull(values.get(COMPILED)).scalar(),
        new NestedLoops(tables).of(formula),
        FormulaText.of(formula));
  }
}
