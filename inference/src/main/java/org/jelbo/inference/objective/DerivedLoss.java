package org.jelbo.inference.objective;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.formula.Formula;

/** A loss whose value is a formula, and whose direction is its gradient. */
record DerivedLoss(
    Formula formula,
    Map<String, List<Formula>> formulas,
    Map<String, Expr> parts,
    Map<String, Expr> partsPerDatum,
    Map<String, Expr> sites)
    implements Loss {
  DerivedLoss {
    formulas = Collections.unmodifiableMap(new LinkedHashMap<>(formulas));
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    sites = Collections.unmodifiableMap(new LinkedHashMap<>(sites));
    partsPerDatum = Collections.unmodifiableMap(new LinkedHashMap<>(partsPerDatum));
  }

  /**
   * A loss of parts that are sums.
   *
   * @param formulas the summands of each part
   */
  DerivedLoss(
      Formula formula,
      Map<String, List<Formula>> formulas,
      Map<String, Expr> partsPerDatum,
      Map<String, Expr> sites) {
    this(formula, formulas, sums(formulas), partsPerDatum, sites);
  }

  private static Map<String, Expr> sums(Map<String, List<Formula>> formulas) {
    Map<String, Expr> sums = new LinkedHashMap<>();
    formulas.forEach(
        (part, summands) ->
            sums.put(part, summands.isEmpty() ? Expr.of(0) : Formula.sum(summands).value()));
    return sums;
  }

  @Override
  public Optional<Formula> derivedAs() {
    return Optional.of(formula);
  }

  @Override
  public Expr value() {
    return formula.value();
  }
}
