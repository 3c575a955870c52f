package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaText;
import org.jelbo.inference.formula.NestedLoops;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SingleObjective;
import org.jelbo.inference.objective.SumTerm;

/**
 * A loss computed twice.
 *
 * @param compiled by the graph, in nats per datum
 * @param recomputed from the densities of the sites, with nested loops over the printed formula
 * @param formula as it is printed
 */
public record Recomputed(double compiled, double recomputed, String formula) {
  /**
   * The query for it; the formula is that of the graph that answers.
   *
   * @param term whose loss it is
   */
  record Asked(SumTerm term) implements Query<Recomputed> {
    @Override
    public String name() {
      return Measurement.Asked.NAME;
    }

    @Override
    public Axes particles() {
      return Programs.PARTICLES;
    }

    @Override
    public Outputs<Recomputed> build(Setting setting) {
      SingleObjective objective = term.objective();
      Formula formula =
          objective
              .build(setting)
              .derivedAs()
              .orElseThrow(() -> QueryMessages.noFormula(objective));
      List<Expr> leaves = leaves(formula);
      List<Expr> values = new ArrayList<>(List.of(formula.value()));
      values.addAll(leaves);
      return Outputs.of(
          values,
          found ->
              new Recomputed(
                  found.of(formula.value()).scalar(),
                  new NestedLoops(tables(leaves, found)).of(formula),
                  FormulaText.of(formula)));
    }
  }

  private static List<Expr> leaves(Formula formula) {
    List<Expr> leaves = new ArrayList<>();
    formula.densities().forEach(density -> leaves.add(density.value()));
    leaves.addAll(formula.scales());
    leaves.removeIf(Expr::isConstant);
    return leaves;
  }

  private static Map<Expr, NestedLoops.Table> tables(List<Expr> leaves, Found found) {
    Map<Expr, NestedLoops.Table> tables = new HashMap<>();
    for (Expr leaf : leaves) {
      Values numbers = found.of(leaf);
      tables.put(
          leaf,
          new NestedLoops.Table(
              leaf.axes(),
              Arrays.stream(numbers.shape().asArray()).boxed().toList(),
              Arrays.stream(numbers.toArray()).boxed().toList()));
    }
    return tables;
  }
}
