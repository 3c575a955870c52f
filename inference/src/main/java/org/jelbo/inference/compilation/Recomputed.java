package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaText;
import org.jelbo.inference.formula.NestedLoops;

/**
 * A loss computed twice.
 *
 * @param compiled by the graph, in nats per datum
 * @param recomputed from the densities of the sites, with nested loops over the printed formula
 * @param formula as it is printed
 */
public record Recomputed(double compiled, double recomputed, String formula) {
  private static final String COMPILED = "compiled";

  /** What a query computes for a formula. */
  static Map<String, Expr> asked(Formula formula) {
    Map<String, Expr> asked = new LinkedHashMap<>();
    asked.put(COMPILED, formula.value());
    List<Expr> leaves = leaves(formula);
    for (int i = 0; i < leaves.size(); i++) {
      asked.put("leaf " + i, leaves.get(i));
    }
    return asked;
  }

  private static List<Expr> leaves(Formula formula) {
    List<Expr> leaves = new ArrayList<>();
    formula.densities().forEach(density -> leaves.add(density.value()));
    leaves.addAll(formula.scales());
    leaves.removeIf(Expr::isConstant);
    return leaves;
  }

  static Recomputed of(Formula formula, Map<String, Values> values) {
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
