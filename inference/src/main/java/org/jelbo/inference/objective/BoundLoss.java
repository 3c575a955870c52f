package org.jelbo.inference.objective;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.derivation.Term;
import org.jspecify.annotations.Nullable;

/**
 * The terms of a bound, summed: {@code (1/N) globals + mean over rows (local)}, particles averaged,
 * plates of known size summed. A term that lacks the axis of a plate it stands in counts once for
 * each index of the plate.
 */
final class BoundLoss {
  private BoundLoss() {}

  static Loss of(Derivation derivation, Setting setting, Expr klWeight, Term.Part... always) {
    Map<String, Expr> totals = new LinkedHashMap<>();
    Map<String, Expr> rows = new LinkedHashMap<>();
    Expr value = Expr.of(0);
    for (Term.Part part : always) {
      totals.put(part.label(), Expr.of(0));
    }
    for (Term term : derivation.terms()) {
      Expr event = withinRow(term, setting);
      Axis plate = dataPlate(term);
      Expr total =
          plate == null ? event.dividedBy(setting.population()) : Reductions.meanOver(event, plate);
      totals.merge(term.part().label(), total, Expr::plus);
      if (plate != null) {
        rows.merge(term.part().label(), event, Expr::plus);
      }
      value = value.plus(term.part() == Term.Part.KL ? total.times(klWeight) : total);
    }
    return new DerivedLoss(value, totals, rows, derivation.termsBySite());
  }

  /** The term averaged over particles and summed over plates of known size. */
  private static Expr withinRow(Term term, Setting setting) {
    Expr value = summedInnerPlates(term);
    for (Axis axis : setting.particles()) {
      value = Reductions.meanOver(value, axis);
    }
    return value;
  }

  /**
   * The term summed over plates of known size; one that lacks such an axis counts for each index.
   */
  static Expr summedInnerPlates(Term term) {
    Expr value = term.value();
    for (Axis axis : term.site().plates()) {
      Axis.Plate plate = (Axis.Plate) axis;
      if (!plate.isOfData()) {
        value =
            value.axes().contains(plate)
                ? Reductions.sumOver(value, plate)
                : value.times((double) plate.size());
      }
    }
    return value;
  }

  private static @Nullable Axis dataPlate(Term term) {
    for (Axis axis : term.site().plates()) {
      if (((Axis.Plate) axis).isOfData()) {
        return axis;
      }
    }
    return null;
  }
}
