package org.jelbo.dsl.program;

import org.jelbo.dsl.expr.Lookups;
import org.jelbo.dsl.support.Support;

/** Whether a table that is read at a random site has a row for each of the site's values. */
final class Indices {
  private Indices() {}

  /** Refuses a table that a value of a site is outside of. Given sites have the data's values. */
  static void check(Trace trace) {
    for (Site.Random site : trace.randoms()) {
      Support values = site.distribution().support();
      if (site.origin() != Site.Origin.GIVEN && values.isWhole()) {
        for (Lookups.Lookup lookup : Lookups.at(site.value())) {
          if (values.range().low() < 0 || isAbove(values, lookup)) {
            throw Messages.indexOutside(site, values, lookup).within(trace.place(site));
          }
        }
      }
    }
  }

  /** Whole numbers without end are checked as they are drawn. */
  private static boolean isAbove(Support values, Lookups.Lookup lookup) {
    return values.elements().isPresent() && values.range().high() >= lookup.count();
  }
}
