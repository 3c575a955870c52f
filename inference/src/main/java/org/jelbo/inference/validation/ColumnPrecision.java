package org.jelbo.inference.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Rounding;
import org.jelbo.inference.diagnosis.Origins;

/**
 * Whether the precision of a graph holds the numbers of the columns that its programs read: what
 * tells rows apart, and of whole numbers by type or by a site's family every one.
 */
public final class ColumnPrecision {

  /** A column's value in a run. */
  private record Read(Trace trace, Site site) {}

  private final Precision precision;
  private final List<Read> reads = new ArrayList<>();

  private ColumnPrecision(Precision precision) {
    this.precision = precision;
  }

  /** Of runs in a graph of a precision. */
  public static ColumnPrecision of(List<Trace> traces, Precision precision) {
    ColumnPrecision columns = new ColumnPrecision(precision);
    for (Trace trace : traces) {
      for (Site site : trace.sites()) {
        if (Origins.takesColumn(site)) {
          columns.reads.add(new Read(trace, site));
        }
      }
    }
    return columns;
  }

  /** What is refused of data, a column once. */
  List<JelboException> lost(Data data) {
    List<JelboException> found = new ArrayList<>();
    for (Read read : reads) {
      data.column(read.site().name())
          .flatMap(column -> lost(read, column))
          .filter(more -> found.stream().noneMatch(one -> one.subject().equals(more.subject())))
          .ifPresent(found::add);
    }
    return found;
  }

  private Optional<JelboException> lost(Read read, Column column) {
    boolean isCount =
        read.site() instanceof Site.Random random && random.distribution().support().isWhole();
    Optional<Rounding> inexact =
        isCount || column.isOfIntegers() ? column.inexactIn(precision) : Optional.empty();
    return inexact
        .map(
            rounding ->
                isCount
                    ? Messages.notCount(column, read.site().line(), precision, rounding)
                    : Messages.notWhole(column, read.site().line(), precision, rounding))
        .or(
            () ->
                column
                    .lostIn(precision)
                    .map(rounding -> Messages.rounded(column, read.site().line(), rounding)))
        .or(() -> atEnd(read.site(), column))
        .map(refusal -> refusal.within(read.trace().place(read.site())));
  }

  private Optional<JelboException> atEnd(Site site, Column column) {
    return site instanceof Site.Random random
            && random.distribution().support().contains(column.support())
        ? OpenEnds.of(random.distribution())
            .heldBy(column, precision)
            .map(held -> Messages.atEnd(random, OpenEnds.of(random.distribution()), held))
        : Optional.empty();
  }
}
