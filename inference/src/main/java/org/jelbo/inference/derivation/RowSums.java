package org.jelbo.inference.derivation;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.RunChecks;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaReductions;
import org.jelbo.inference.loss.Setting;

/** Sums over all rows of the data, which a part of the rows cannot stand for. */
public final class RowSums {
  private RowSums() {}

  /**
   * The sum over the plate that the data fill.
   *
   * @param log a log-density; one that lacks the plate's axis counts once for each row
   * @param refusal thrown where the setting sees some of the rows only; where that is known when it
   *     runs, the run is refused
   */
  public static Formula of(Formula log, Axis.Plate rows, Setting setting, JelboException refusal) {
    setting.takesAllRows();
    if (setting.rows() == Setting.Rows.SOME) {
      throw refusal;
    }
    Expr value = log.value();
    if (!value.axes().contains(rows)) {
      return Formula.scaled("N", setting.population(), log);
    }
    if (setting.rows() == Setting.Rows.ALL) {
      return FormulaReductions.sumOverRows(rows, log, sum -> sum);
    }
    Expr ones = Masks.zerosLike(value).plus(1);
    for (Axis axis : ones.axes().without(Axes.of(rows))) {
      ones = Reductions.meanOver(ones, axis);
    }
    Expr unseen = setting.population().minus(Reductions.sumOver(ones, rows));
    return FormulaReductions.sumOverRows(
        rows, log, sum -> RunChecks.atMost(sum, unseen, 0, refusal));
  }
}
