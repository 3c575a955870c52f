package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.PowerMeans;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.RowSums;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaReductions;
import org.jelbo.inference.loss.Setting;

/**
 * The negated importance-weighted bound: for each group of latents the log of the mean weight, in
 * the plates that the group's sites have in common; plates inside are summed before the logarithm,
 * plates outside after it.
 */
final class WeightedLoss {
  private final Derivation derivation;
  private final Setting setting;
  private final double power;
  private final List<WeightGroups.Group> groups;
  private final List<LogWeight> logWeights = new ArrayList<>();
  private final List<Formula> loss = new ArrayList<>();
  private final Map<String, Expr> parts = new LinkedHashMap<>();
  private final Map<String, Expr> rows = new LinkedHashMap<>();
  private final List<ScoreFunctions.Cost> costs = new ArrayList<>();

  /** The sum of all log-mean weights, for whose gradient probes ask. */
  private Expr undivided = Expr.of(0);

  /**
   * The loss of a derivation.
   *
   * @param power the weights are raised to it before they are averaged: 1 for IWAE
   * @param isOneWeight whether the whole program is one group
   */
  WeightedLoss(Derivation derivation, Setting setting, double power, boolean isOneWeight) {
    this.derivation = derivation;
    this.setting = setting;
    this.power = power;
    groups = isOneWeight ? WeightGroups.ofAll(derivation) : WeightGroups.of(derivation);
    if (groups.stream().noneMatch(WeightGroups.Group::isWeighted)) {
      throw WeightMessages.noLatents();
    }
    List<Expr> sizes = new ArrayList<>();
    for (WeightGroups.Group group : groups) {
      add(group, sizes);
    }
    Expr ess = Expr.of(0);
    for (Expr size : sizes) {
      ess = ess.plus(size.dividedBy((double) sizes.size()));
    }
    parts.put("ess", ess.stopGradient());
  }

  DerivedLoss loss() {
    return DerivedLoss.of(derivation, Formula.sum(loss), Optional.empty(), parts, rows)
        .scoring(setting, costs);
  }

  Expr undivided() {
    return undivided;
  }

  /**
   * A group's log weight.
   *
   * @param value {@code [particles, plates of the group...]}
   */
  record LogWeight(WeightGroups.Group group, Expr value) {}

  /** Of each group. */
  List<LogWeight> logWeights() {
    return logWeights;
  }

  private void add(WeightGroups.Group group, List<Expr> sizes) {
    Formula logWeight = WeightGroups.logWeight(group, this::overRows);
    logWeights.add(new LogWeight(group, logWeight.value()));
    Set<Axis.Enumeration> inner = new LinkedHashSet<>();
    for (Axis.Enumeration axis : derivation.weights().weightSet(logWeight.value().axes())) {
      Axes plates = derivation.guide().random(axis.site()).orElseThrow().plates();
      if (!group.plates().containsAll(plates)) {
        inner.add(axis);
      }
    }
    if (!inner.isEmpty()) {
      throw WeightMessages.enumeratedInsideWeight(inner, group, derivation.guide());
    }
    Formula bound = logWeight;
    for (Axis axis : setting.particles()) {
      bound = FormulaReductions.logMeanExp(axis, power, bound);
    }
    if (group.isWeighted()) {
      count(group, logWeight.value(), bound.value(), sizes);
    }
    costs.add(
        new ScoreFunctions.Cost(
            Formula.negated(bound),
            group.plates(),
            Expr.of(1),
            ScoreFunctions.withoutEach(logWeight, setting.particles(), power)));
    bound = BoundLoss.summedInner(derivation.weights().expected(bound), group.plates());
    Axis.Plate plate = PlateSums.dataPlate(group.plates());
    loss.add(BoundLoss.total(Formula.negated(bound), plate, setting));
    if (plate != null) {
      rows.merge("bound", PerDatum.of(bound.value(), plate, derivation), Expr::plus);
    }
  }

  private void count(WeightGroups.Group group, Expr logWeight, Expr bound, List<Expr> sizes) {
    Expr ess = Expr.of(1);
    for (Axis axis : setting.particles()) {
      if (logWeight.axes().contains(axis)) {
        ess = PowerMeans.effectiveSampleSize(power == 0 ? logWeight : logWeight.times(power), axis);
      }
    }
    Expr sum = bound;
    for (Axis axis : sum.axes()) {
      sum = Reductions.sumOver(sum, axis);
    }
    undivided = undivided.plus(sum);
    sizes.add(mean(ess, Term.counts(group.terms(), group.plates())));
    boolean isAlone = groups.stream().filter(WeightGroups.Group::isWeighted).count() == 1;
    boolean isOfRows = group.plates().size() == 1 && group.plates().hasRows();
    if (isAlone && isOfRows && Formula.enumerations(logWeight.axes()).isEmpty()) {
      Axis.Plate plate = (Axis.Plate) group.plates().at(0);
      rows.put("ess", PerDatum.of(ess, plate, derivation));
      rows.put("logWeights", PerDatum.of(logWeight, plate, derivation));
    }
  }

  /** Where all of a group is masked its weights are one: they tell nothing. */
  private static Expr mean(Expr ess, Expr counts) {
    boolean isPlain = counts.isConstant();
    Expr mean = isPlain ? ess : ess.times(counts);
    Expr all = isPlain ? Expr.of(1) : counts.plus(Masks.zerosLike(ess));
    for (Axis axis : mean.axes()) {
      mean = Reductions.meanOver(mean, axis);
      all = Reductions.meanOver(all, axis);
    }
    return isPlain ? mean : mean.dividedBy(all.plus(Masks.isZero(all)));
  }

  private Formula overRows(Term term, Axis.Plate plate, Formula log) {
    return RowSums.of(
        log,
        plate,
        setting,
        WeightMessages.subsampledInsideWeight(term.site(), plate)
            .within(derivation.model().place(term.site())));
  }
}
