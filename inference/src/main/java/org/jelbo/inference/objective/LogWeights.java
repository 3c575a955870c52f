package org.jelbo.inference.objective;

import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.derivation.Term;

/**
 * The logarithms of importance weights, {@code log p(x, z) - log q(z | x)} in nats.
 *
 * @param value {@code [particles, rows]}; without particles in a setting that has none
 * @param particles the axes of the particles
 * @param rows the plate that the data fill
 * @param sites what each site adds, see {@link Loss#sites}
 */
public record LogWeights(Expr value, Axes particles, Axis rows, Map<String, Expr> sites) {
  /**
   * Derives the weights; refused where the latents do not all stand in the plate that the data
   * fill.
   *
   * @param setting where the programs run
   */
  public static LogWeights of(Programs programs, Setting setting) {
    Derivation derivation = programs.derive(setting, Divergences.empty(), true);
    Axis rows = requireOnePlate(derivation);
    Expr sum = Expr.of(0);
    for (Term term : derivation.terms()) {
      sum = sum.plus(BoundLoss.summedInnerPlates(term));
    }
    return new LogWeights(sum.negate(), setting.particles(), rows, derivation.termsBySite());
  }

  static Axis requireOnePlate(Derivation derivation) {
    Axis rows = null;
    for (Term term : derivation.terms()) {
      Axes plates = term.site().plates();
      boolean isLatent = term.part() == Term.Part.KL;
      if (plates.size() == 0
          || !((Axis.Plate) plates.at(0)).isOfData()
          || (isLatent && plates.size() > 1)) {
        throw term.part() == Term.Part.FACTOR
            ? Messages.factorOutsidePlate(term.site(), derivation.model())
            : Messages.latentOutsidePlate(term.site(), derivation.model());
      }
      rows = plates.at(0);
    }
    if (rows == null || derivation.terms().stream().noneMatch(t -> t.part() == Term.Part.KL)) {
      throw Messages.noLatents();
    }
    return rows;
  }
}
