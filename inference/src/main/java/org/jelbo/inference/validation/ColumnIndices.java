package org.jelbo.inference.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Lookups;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.diagnosis.Origins;

/** The columns at whose numbers programs read tables: the same for all data that are fed. */
public final class ColumnIndices {
  /** A column's value in a run, and what is read at it. */
  private record Read(Trace trace, Site site, Lookups.Lookup lookup) {}

  private final List<Read> reads = new ArrayList<>();

  private ColumnIndices() {}

  /**
   * Of runs.
   *
   * @param traces whose programs are built to their end
   */
  public static ColumnIndices of(List<Trace> traces) {
    ColumnIndices indices = new ColumnIndices();
    for (Trace trace : traces) {
      for (Site site : trace.sites()) {
        if (Origins.takesColumn(site)) {
          Lookups.at(site.value())
              .forEach(lookup -> indices.reads.add(new Read(trace, site, lookup)));
        }
      }
    }
    return indices;
  }

  /** What is refused of data: columns whose numbers are not all places of what is read at them. */
  List<JelboException> outside(Data data) {
    List<JelboException> found = new ArrayList<>();
    for (Read read : reads) {
      Support places = new Support.Integers(0, read.lookup().count() - 1);
      Optional<Column> column = data.column(read.site().name());
      if (column.isPresent()
          && !places.contains(column.get().support())
          && isOfSite(read.site(), column.get())) {
        found.add(
            Messages.indexOutside(column.get(), read.site().line(), read.lookup())
                .within(read.trace().place(read.site())));
      }
    }
    return found;
  }

  /** A given site whose family lacks numbers of its column is refused for that. */
  private static boolean isOfSite(Site site, Column column) {
    return !(site instanceof Site.Random random)
        || random.distribution().support().contains(column.support());
  }
}
