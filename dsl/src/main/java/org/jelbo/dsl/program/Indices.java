package org.jelbo.dsl.program;

import org.jelbo.dsl.expr.Lookups;
import org.jelbo.dsl.support.Support;

/** Whether a table that is read at a random site has a row for each of the site's values. */
final class Indices {
  private Indices() {}

  /** Refuses a table that a value of a site is outside of. Given sites have the data's values. */
  static void check(Trace trace) {
    for (Site.Random site : trace.randoms()) {
      if (site.origin() != Site.Origin.GIVEN
          && site.distribution().support() instanceof Support.Integers values) {
        for (Lookups.Lookup lookup : Lookups.at(site.value())) {
          boolean isAbove = values.high() != Long.MAX_VALUE && values.high() >= lookup.count();
          if (values.low() < 0 || isAbove) {
            throw Messages.indexOutside(site, values, lookup).within(trace.place(site));
          }
        }
      }
    }
  }
}
