package org.jelbo.inference.formula;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;

/**
 * The probabilities by which a guide weighs the values of the sites that it enumerates.
 *
 * <p>The weight set of a term is the enumerated sites among its axes, closed under the axes of
 * {@code log q(s)} for every s in it: ancestors enter, descendants sum to one. The term's weight is
 * the product of their q, before masks; those of the set that the term lacks are summed first.
 */
public final class GuideWeights {
  private final Map<Axis.Enumeration, Formula.Density> densities;
  private final Elimination elimination = new Elimination();

  /**
   * The weights of a guide.
   *
   * @param densities {@code log q} of each enumerated site, not masked, with its axis
   */
  public GuideWeights(Map<Axis.Enumeration, Formula.Density> densities) {
    this.densities = new LinkedHashMap<>(densities);
  }

  /** The enumerated sites among a term's axes and their ancestors, in program order. */
  public List<Axis.Enumeration> weightSet(Axes axes) {
    Set<Axis> set = new TreeSet<>();
    List<Axis.Enumeration> open = new ArrayList<>(Formula.enumerations(axes));
    while (!open.isEmpty()) {
      Axis.Enumeration next = open.remove(open.size() - 1);
      Formula.Density density = densities.get(next);
      if (density != null && set.add(next)) {
        open.addAll(density.enumerations());
      }
    }
    return set.stream().map(Axis.Enumeration.class::cast).toList();
  }

  /** The term weighed and summed over its enumerated sites; one without such is as it was. */
  public Formula expected(Formula term) {
    return expected(term, new LinkedHashSet<>(weightSet(term.value().axes())));
  }

  /**
   * The term weighed and summed over some of its enumerated sites.
   *
   * @param over a set closed under ancestors that are summed, too
   */
  public Formula expected(Formula term, Set<Axis.Enumeration> over) {
    List<Axis.Enumeration> set =
        weightSet(term.value().axes()).stream().filter(over::contains).toList();
    if (set.isEmpty()) {
      return term;
    }
    Elimination.requireSmall(term.value().axes());
    List<Formula.Density> weights = new ArrayList<>();
    set.forEach(axis -> weights.add(Objects.requireNonNull(densities.get(axis))));
    List<Axis.Enumeration> lacking =
        set.stream().filter(axis -> !term.value().axes().contains(axis)).toList();
    List<Expr> logs = weights.stream().map(Formula.Density::value).toList();
    Expr weight = elimination.logSumExp(logs, lacking).exp();
    // What has no weight counts nothing, even where it is infinite.
    Expr value = weight.times(Branches.kept(term.value(), weight));
    for (Axis.Enumeration axis : set) {
      if (!lacking.contains(axis)) {
        value = Reductions.sumOver(value, axis);
      }
    }
    return new Formula.Expected(set, weights, term, value);
  }

  /** The probability of the values of some sites together, a set closed under ancestors. */
  public Expr probability(Collection<Axis.Enumeration> set) {
    Expr log = Expr.of(0);
    for (Axis.Enumeration axis : set) {
      log = log.plus(Objects.requireNonNull(densities.get(axis)).value());
    }
    return log.exp();
  }
}
