package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaReductions;
import org.jelbo.inference.loss.Setting;

/**
 * Sums over the values of finite sites within the logarithm of a density.
 *
 * <p>Log-factors that summed axes join form a group. In a group the innermost plate comes first:
 * the log-sum-exp over the sites of that plate, for each set of factors that they join; then the
 * sum over the plate, up to the plates of the sites that are left; then outward.
 */
final class ModelSums {
  /**
   * A log-factor.
   *
   * @param sites that it stands for
   * @param plates that it stands in
   * @param log in nats
   */
  record Factor(List<Site> sites, Axes plates, Formula log) {}

  private final Map<Axis.Enumeration, Axes> summed;
  private final Map<Axis.Enumeration, Axes> others;
  private final Setting setting;
  private final Trace run;

  /**
   * Sums over some sites.
   *
   * @param summed the sites' axes, each with the plates that the site stands in
   * @param others the axes of sites that are not summed, in the same way
   * @param run that the sites are of
   */
  ModelSums(
      Map<Axis.Enumeration, Axes> summed,
      Map<Axis.Enumeration, Axes> others,
      Setting setting,
      Trace run) {
    this.summed = new LinkedHashMap<>(summed);
    this.others = new LinkedHashMap<>(others);
    this.setting = setting;
    this.run = run;
  }

  /** The factors without the summed axes: those of a group as one, in the order of their sites. */
  List<Factor> of(List<Factor> factors) {
    List<Factor> done = new ArrayList<>();
    for (List<Factor> group : joined(factors, summed.keySet())) {
      if (open(group).isEmpty()) {
        done.addAll(group);
      } else {
        done.addAll(contracted(group));
      }
    }
    List<Site> order = factors.stream().flatMap(factor -> factor.sites().stream()).toList();
    done.sort(Comparator.comparingInt(factor -> order.indexOf(factor.sites().get(0))));
    return done;
  }

  private List<Factor> contracted(List<Factor> group) {
    List<Factor> left = new ArrayList<>(group);
    List<Factor> done = new ArrayList<>();
    while (!left.isEmpty()) {
      Axes inner = innermost(left);
      List<Factor> here = left.stream().filter(f -> f.plates().equals(inner)).toList();
      left.removeAll(here);
      Set<Axis.Enumeration> own = new LinkedHashSet<>(open(here));
      own.removeIf(axis -> !Objects.equals(inner, summed.get(axis)));
      for (List<Factor> part : joined(here, own)) {
        Factor sum = summedOut(part, own);
        if (open(List.of(sum)).isEmpty()) {
          done.add(sum);
        } else {
          left.add(outward(sum));
        }
      }
    }
    return done;
  }

  private static Axes innermost(List<Factor> factors) {
    return factors.stream()
        .map(Factor::plates)
        .max(Comparator.comparingInt(Axes::size))
        .orElseThrow();
  }

  private static Factor summedOut(List<Factor> part, Set<Axis.Enumeration> own) {
    List<Site> sites = part.stream().flatMap(factor -> factor.sites().stream()).toList();
    List<Formula> logs = part.stream().map(Factor::log).toList();
    Set<Axis> over = new TreeSet<>();
    part.forEach(factor -> over.addAll(factor.log().enumerations()));
    over.retainAll(own);
    List<Axis.Enumeration> axes = over.stream().map(Axis.Enumeration.class::cast).toList();
    Formula log = axes.isEmpty() ? Formula.sum(logs) : FormulaReductions.logSumExp(axes, logs);
    return new Factor(sites, part.get(0).plates(), log);
  }

  /** The factor summed over the plates that the sites it is still to be summed over lack. */
  private Factor outward(Factor factor) {
    Axes kept = Axes.NONE;
    for (Axis.Enumeration axis : open(List.of(factor))) {
      kept = kept.union(Objects.requireNonNull(summed.get(axis)));
    }
    Axes outer = kept;
    Axes over = factor.plates().without(outer);
    Formula log = factor.log();
    for (int i = over.size() - 1; i >= 0; i--) {
      Axis.Plate plate = (Axis.Plate) over.at(i);
      requireNotEnumerated(factor, log, plate);
      log = plate.isOfData() ? overRows(factor, log, plate) : FormulaReductions.sumOver(plate, log);
    }
    return new Factor(factor.sites(), outer, log);
  }

  private void requireNotEnumerated(Factor factor, Formula log, Axis.Plate plate) {
    for (Axis.Enumeration axis : log.enumerations()) {
      boolean isInside = others.getOrDefault(axis, Axes.NONE).contains(plate);
      if (!summed.containsKey(axis) && isInside) {
        throw EnumerationMessages.enumeratedInsideSum(
                factor.sites().get(0), axis, outerSum(factor), plate)
            .within(run.place(factor.sites().get(0)));
      }
    }
  }

  private Axis.Enumeration outerSum(Factor factor) {
    return open(List.of(factor)).iterator().next();
  }

  private Formula overRows(Factor factor, Formula log, Axis.Plate plate) {
    JelboException refusal =
        EnumerationMessages.subsampledInsideSum(factor.sites().get(0), outerSum(factor), plate)
            .within(run.place(factor.sites().get(0)));
    return RowSums.of(log, plate, setting, refusal);
  }

  /** The summed axes that factors have. */
  private Set<Axis.Enumeration> open(List<Factor> factors) {
    Set<Axis.Enumeration> open = new LinkedHashSet<>();
    for (Factor factor : factors) {
      for (Axis.Enumeration axis : factor.log().enumerations()) {
        if (summed.containsKey(axis)) {
          open.add(axis);
        }
      }
    }
    return open;
  }

  /** The factors by groups that share some of the axes. */
  private static List<List<Factor>> joined(List<Factor> factors, Set<Axis.Enumeration> by) {
    return Joined.by(factors, factor -> shared(factor, by)).stream().map(Joined::members).toList();
  }

  private static Set<Axis> shared(Factor factor, Set<Axis.Enumeration> by) {
    Set<Axis> axes = new LinkedHashSet<>(factor.log().enumerations());
    axes.retainAll(by);
    return axes;
  }
}
