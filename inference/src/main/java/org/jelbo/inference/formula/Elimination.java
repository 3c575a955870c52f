package org.jelbo.inference.formula;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;

/**
 * Sums over finite sites, one after the other (Zhang and Poole 1994, variable elimination): next is
 * the site whose factors together have the smallest table, of equal ones the first in program
 * order. A chain is summed from its start, which is the forward recursion. Tables that were made
 * once are found again, so that the sums of many terms share their steps.
 */
final class Elimination {
  /** The most values that are added one after the other. */
  private static final int MANY = 8;

  /** The most values that one table may have for each row. */
  static final double LARGEST_TABLE = 1 << 20;

  private final Map<List<Object>, Expr> made = new HashMap<>();

  /**
   * {@code log sum over the axes of exp(sum of factors)}.
   *
   * @param factors in nats
   * @param over each is an axis of some factor
   */
  Expr logSumExp(List<Expr> factors, Collection<Axis.Enumeration> over) {
    List<Expr> left = new ArrayList<>(factors);
    Set<Axis.Enumeration> open = new LinkedHashSet<>(over);
    while (!open.isEmpty()) {
      Axis.Enumeration next = cheapest(left, open);
      open.remove(next);
      List<Expr> joined = having(left, next);
      left.removeAll(joined);
      left.add(eliminated(joined, next));
    }
    return sum(left);
  }

  private static Axis.Enumeration cheapest(List<Expr> factors, Set<Axis.Enumeration> open) {
    Axis.Enumeration best = null;
    double least = Double.POSITIVE_INFINITY;
    for (Axis.Enumeration axis : open) {
      double table = entries(axes(having(factors, axis)));
      if (best == null || table < least) {
        best = axis;
        least = table;
      }
    }
    return Objects.requireNonNull(best);
  }

  private Expr eliminated(List<Expr> joined, Axis.Enumeration axis) {
    requireSmall(axes(joined));
    List<Object> key = new ArrayList<>(joined);
    key.add(axis);
    return made.computeIfAbsent(key, k -> Reductions.logSumExpOver(sum(joined), axis));
  }

  private static List<Expr> having(List<Expr> factors, Axis axis) {
    return factors.stream().filter(factor -> factor.axes().contains(axis)).toList();
  }

  private static Axes axes(List<Expr> factors) {
    Axes axes = Axes.NONE;
    for (Expr factor : factors) {
      axes = axes.union(factor.axes());
    }
    return axes;
  }

  /** How many values a table with these axes has for each row, particle and index of a plate. */
  static double entries(Axes axes) {
    double entries = 1;
    for (Axis.Enumeration axis : Formula.enumerations(axes)) {
      entries *= axis.size();
    }
    return entries;
  }

  static void requireSmall(Axes axes) {
    if (entries(axes) > LARGEST_TABLE) {
      throw Messages.tableTooLarge(Formula.enumerations(axes), entries(axes));
    }
  }

  /**
   * The sum, in order; of many by halves: TensorFlow's optimizer ties what it knows of a gradient
   * to all of the sums that the gradient went through, which are few then.
   */
  static Expr sum(List<Expr> values) {
    if (values.size() > MANY) {
      int half = values.size() / 2;
      return sum(values.subList(0, half)).plus(sum(values.subList(half, values.size())));
    }
    Expr sum = values.get(0);
    for (Expr value : values.subList(1, values.size())) {
      sum = sum.plus(value);
    }
    return sum;
  }
}
