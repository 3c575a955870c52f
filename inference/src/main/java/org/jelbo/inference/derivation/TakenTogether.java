package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reduced;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;

/**
 * What a program computes of several rows of the data together, such as their sum: a run that sees
 * some of the rows would take the batch for the data. What it computes of several particles or of
 * several values of a finite site is no function of one run at all.
 */
public final class TakenTogether {
  private final Trace run;
  private final Setting setting;
  private final List<Expr> ofRows = new ArrayList<>();
  private final Reduced ways;

  private TakenTogether(Trace run, Setting setting) {
    this.run = run;
    this.setting = setting;
    List<Expr> values = new ArrayList<>();
    for (Site site : run.sites()) {
      if (site instanceof Site.Random || site instanceof Site.Input) {
        values.add(site.value());
        if (site.value().axes().hasRows()) {
          ofRows.add(site.value());
        }
      }
    }
    ways = Reduced.upTo(values);
  }

  /** Refuses a run whose densities are computed from what is taken together. */
  public static void check(Trace run, Setting setting) {
    TakenTogether together = new TakenTogether(run, setting);
    for (Site site : run.sites()) {
      if (site instanceof Site.Random random) {
        together.check(site, random.conditionedOn());
      } else if (site instanceof Site.Factor) {
        together.check(site, List.of(site.value()));
      }
    }
  }

  /** The same of its values without density. */
  public static void checkValues(Trace run, Setting setting) {
    TakenTogether together = new TakenTogether(run, setting);
    for (Site site : run.sites()) {
      if (site instanceof Site.Deterministic) {
        together.check(site, List.of(site.value()));
      }
    }
  }

  private void check(Site site, Collection<Expr> given) {
    Set<Reduced.Along> found = EnumSet.noneOf(Reduced.Along.class);
    found.addAll(ways.on(given));
    for (Expr value : given) {
      if (!value.axes().hasRows() && !value.isConstant() && ways.isFrom(value, ofRows)) {
        found.add(Reduced.Along.ROWS);
      }
    }
    if (found.contains(Reduced.Along.DRAWS)) {
      throw Messages.drawsTogether(site, run);
    }
    if (found.contains(Reduced.Along.ROWS)) {
      JelboException refusal = Messages.rowsTogether(site, run);
      setting.takesAllRows(refusal);
    }
  }
}
