package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.gradient.LeafGradients;
import org.jspecify.annotations.Nullable;

/**
 * A loss whose draws are leaves: its direction follows the draws to the guide's parameters by
 * itself.
 *
 * @param loss at the leaves
 * @param leaves the draws
 * @param weights the sum of all log-mean weights, whose gradient at the probes scales the leaves';
 *     null where it is not scaled
 */
record LeafLoss(DerivedLoss loss, List<LeafGradients.Leaf> leaves, @Nullable Expr weights)
    implements Loss {
  static List<LeafGradients.Leaf> leaves(Derivation derivation) {
    List<LeafGradients.Leaf> leaves = new ArrayList<>();
    derivation
        .draws()
        .forEach(
            (name, draw) -> {
              Site.Random site = derivation.guide().random(name).orElseThrow();
              Expr probe = Objects.requireNonNull(derivation.probes().get(name));
              leaves.add(new LeafGradients.Leaf(draw, site.value(), probe, site.mask()));
            });
    return leaves;
  }

  @Override
  public Optional<Formula> derivedAs() {
    return loss.derivedAs();
  }

  @Override
  public Expr value() {
    return loss.value();
  }

  @Override
  public Map<String, Expr> parts() {
    return loss.parts();
  }

  @Override
  public Map<String, Expr> partsPerDatum() {
    return loss.partsPerDatum();
  }

  @Override
  public Map<String, Expr> sites() {
    return loss.sites();
  }

  @Override
  public Map<String, Expr> reached(Map<String, Expr> parameters) {
    return LeafGradients.reached(value(), leaves, parameters);
  }

  @Override
  public List<Expr> gradients(Map<String, Expr> parameters) {
    return LeafGradients.of(value(), leaves, weights, parameters);
  }
}
