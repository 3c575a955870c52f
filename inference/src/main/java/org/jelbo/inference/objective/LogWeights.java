package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.DrySetting;
import org.jelbo.inference.derivation.Rules;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.loss.Setting;

/**
 * The logarithms of importance weights, {@code log p(x, z) - log q(z | x)} in nats, one weight for
 * all latents of a row: {@code log sum over y of p(x, y, z) / q(z | x, y)} where the guide
 * enumerates y.
 *
 * @param value {@code [particles, rows]}; {@code [rows]} where nothing is drawn
 * @param particles the axes of the particles
 * @param rows the plate that the data fill
 * @param counts how much anything of a row counts, from 0 to 1: 1, or {@code [rows]} where all is
 *     masked
 */
public record LogWeights(Expr value, Axes particles, Axis rows, Expr counts) {
  /**
   * Derives the weights.
   *
   * @param setting where the programs run
   * @throws JelboException where a site stands outside the plate that the data fill
   */
  public static LogWeights of(Programs programs, Setting setting) {
    Rules rules = Rules.weighted(Rules.Weights.IN_PLATES).inside(enumerated(programs));
    Derivation derivation = programs.derive(setting, rules);
    Axis rows = requireOnePlate(derivation);
    List<Formula> logs = new ArrayList<>();
    for (Term term : derivation.terms()) {
      logs.add(BoundLoss.summedInner(Formula.negated(term.cost()), term.plates()));
    }
    Expr counts = Term.counts(derivation.terms(), Axes.of(rows));
    return new LogWeights(Formula.sum(logs).value(), setting.particles(), rows, counts);
  }

  /** The sites that the guide enumerates. */
  static Set<String> enumerated(Programs programs) {
    try (DrySetting dry = programs.dry(1)) {
      Rules rules = Rules.weighted(Rules.Weights.IN_PLATES);
      Set<String> sites = new LinkedHashSet<>();
      for (Site.Random site : programs.derive(dry, rules).guide().randoms()) {
        if (site.origin() == Site.Origin.ENUMERATED) {
          sites.add(site.name());
        }
      }
      return sites;
    }
  }

  private static Axis requireOnePlate(Derivation derivation) {
    Axis rows = null;
    for (Term term : derivation.terms()) {
      if (!term.plates().hasRows()) {
        throw term.part() == Term.Part.FACTOR
            ? WeightMessages.factorOutsidePlate(term.site(), derivation.model())
            : WeightMessages.latentOutsidePlate(term.site(), derivation.model());
      }
      rows = term.plates().at(0);
    }
    if (rows == null) {
      throw WeightMessages.noLatents();
    }
    return rows;
  }
}
