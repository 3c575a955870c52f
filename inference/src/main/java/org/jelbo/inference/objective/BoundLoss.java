package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaReductions;
import org.jelbo.inference.loss.Setting;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a bound, summed: {@code (1/N) globals + mean over rows (local)}, enumerated sites
 * weighed by the guide, particles averaged, plates of known size summed. A term that lacks the axis
 * of a plate it stands in counts once for each index of the plate.
 */
final class BoundLoss {
  /** In the order in which a bound is written. */
  private static final List<Term.Part> PRINTED =
      List.of(Term.Part.REC, Term.Part.KL, Term.Part.FACTOR, Term.Part.JOINT);

  private BoundLoss() {}

  /**
   * The loss.
   *
   * @param kl what is done to divergences
   * @param always parts that are reported even where no term has them
   */
  static DerivedLoss of(
      Derivation derivation, Setting setting, KlChange kl, List<Term.Part> always) {
    Map<String, List<Formula>> totals = new LinkedHashMap<>();
    Map<String, Expr> rows = new LinkedHashMap<>();
    List<Formula> loss = new ArrayList<>();
    always.forEach(part -> totals.put(part.label(), new ArrayList<>()));
    List<ScoreFunctions.Cost> costs = new ArrayList<>();
    for (Term term : derivation.terms()) {
      String part = term.part().label();
      boolean isKl = term.part() == Term.Part.KL;
      Formula cost = isKl ? kl.changed(derivation, term, setting) : term.cost();
      Expr weight = isKl ? kl.weight() : Expr.of(1);
      costs.add(new ScoreFunctions.Cost(cost, term.plates(), weight, Optional.empty()));
      Formula event = withinRow(derivation, term, cost, setting);
      Axis.Plate plate = PlateSums.dataPlate(term.plates());
      Formula total = total(event, plate, setting);
      totals.computeIfAbsent(part, name -> new ArrayList<>()).add(total);
      if (plate != null) {
        rows.merge(part, PerDatum.of(event.value(), plate, derivation), Expr::plus);
      }
      loss.add(isKl && !kl.isUnweighted() ? Formula.scaled("b", kl.weight(), total) : total);
    }
    Map<String, Expr> parts = new LinkedHashMap<>();
    totals.forEach(
        (part, summands) ->
            parts.put(part, summands.isEmpty() ? Expr.of(0) : Formula.sum(summands).value()));
    Optional<DerivedLoss.Equation> equation = Optional.of(equation(totals, kl));
    return DerivedLoss.of(derivation, Formula.sum(loss), equation, parts, rows)
        .scoring(setting, costs);
  }

  /** Parts that a sum in the model joins have no summands of their own. */
  private static DerivedLoss.Equation equation(Map<String, List<Formula>> totals, KlChange kl) {
    boolean isJoint = totals.containsKey(Term.Part.JOINT.label());
    Map<String, List<Formula>> summands = new LinkedHashMap<>();
    List<String> text = new ArrayList<>();
    for (Term.Part part : PRINTED) {
      List<Formula> found = totals.get(part.label());
      if (found != null && !(isJoint && found.isEmpty())) {
        boolean isWeighted = part == Term.Part.KL && !kl.isUnweighted();
        summands.put(part.label(), found);
        text.add((isWeighted ? "b " : "") + part.label());
      }
    }
    return new DerivedLoss.Equation(String.join(" + ", text), summands);
  }

  /** The mean over the rows; what stands outside their plate counts once for all of them. */
  static Formula total(Formula event, Axis.@Nullable Plate plate, Setting setting) {
    return plate == null
        ? Formula.scaled("1/N", Expr.of(1).dividedBy(setting.population()), event)
        : FormulaReductions.meanOver(plate, event);
  }

  /** The term weighed, averaged over particles and summed over plates of known size. */
  private static Formula withinRow(
      Derivation derivation, Term term, Formula cost, Setting setting) {
    return KlChange.overParticles(
        summedInner(derivation.weights().expected(cost), term.plates()), setting);
  }

  /** The sum over the plates of known size, the innermost first. */
  static Formula summedInner(Formula formula, Axes plates) {
    Formula value = formula;
    for (int i = plates.size() - 1; i >= 0; i--) {
      Axis.Plate plate = (Axis.Plate) plates.at(i);
      if (!plate.isOfData()) {
        value = FormulaReductions.sumOver(plate, value);
      }
    }
    return value;
  }
}
