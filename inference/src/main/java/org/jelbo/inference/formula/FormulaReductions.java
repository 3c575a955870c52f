package org.jelbo.inference.formula;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.PowerMeans;
import org.jelbo.dsl.expr.Reductions;

/** Sums and means of formulas over their axes. */
public final class FormulaReductions {
  private FormulaReductions() {}

  /** The sum over a plate of known size. */
  public static Formula sumOver(Axis.Plate plate, Formula f) {
    Expr value =
        f.value().axes().contains(plate)
            ? Reductions.sumOver(f.value(), plate)
            : f.value().times((double) plate.size());
    return new Formula.OverPlate(plate, false, f, value);
  }

  /**
   * The sum over a plate that f has the axis of.
   *
   * @param check of the sum in the graph
   */
  public static Formula sumOverRows(Axis.Plate plate, Formula f, UnaryOperator<Expr> check) {
    return new Formula.OverPlate(
        plate, false, f, check.apply(Reductions.sumOver(f.value(), plate)));
  }

  /** The mean over a plate. */
  public static Formula meanOver(Axis.Plate plate, Formula f) {
    return new Formula.OverPlate(plate, true, f, Reductions.meanOver(f.value(), plate));
  }

  /** The mean over particles; an f without the axis is its own. */
  public static Formula meanOver(Axis particles, Formula f) {
    return f.value().axes().contains(particles)
        ? new Formula.OverParticles(particles, 0, f, Reductions.meanOver(f.value(), particles))
        : f;
  }

  /**
   * {@code 1/a log 1/K sum over k of exp(a f)}; an f without the axis is its own.
   *
   * @param power a; 0 for its limit, the mean of f
   */
  public static Formula logMeanExp(Axis particles, double power, Formula f) {
    Expr value = f.value();
    if (power == 0 || !value.axes().contains(particles)) {
      return meanOver(particles, f);
    }
    Expr mean =
        power == 1
            ? Reductions.logMeanExpOver(value, particles)
            : PowerMeans.logMeanOver(value, particles, power);
    return new Formula.OverParticles(particles, power, f, mean);
  }

  /**
   * {@code log sum over c of exp(f + g + ...)}, eliminated site by site.
   *
   * @param over the sites that are summed out
   * @param factors each has some of their axes
   */
  public static Formula logSumExp(List<Axis.Enumeration> over, List<? extends Formula> factors) {
    List<Expr> values = factors.stream().map(Formula::value).toList();
    return new Formula.LogSumExp(
        List.copyOf(over), List.copyOf(factors), new Elimination().logSumExp(values, over));
  }
}
