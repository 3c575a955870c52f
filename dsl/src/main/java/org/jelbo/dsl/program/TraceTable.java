package org.jelbo.dsl.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.ndarray.Shape;

/**
 * The sites of a run as a table: one row a site, in program order; {@link #toString} aligns it for
 * people:
 *
 * <pre>
 * site  kind    origin  family     axes      event  support         log-density
 * z     random  drawn   Normal     [images]  [10]   real numbers    [images]
 * x     random  given   Bernoulli  [images]  [784]  zeros and ones  [images]
 * </pre>
 *
 * @param rows in program order
 */
public record TraceTable(List<Row> rows) {
  private static final List<String> HEADINGS =
      List.of("site", "kind", "origin", "family", "axes", "event", "support", "log-density");
  private static final String NONE = "-";

  /** Copies the rows. */
  public TraceTable {
    rows = List.copyOf(rows);
  }

  /**
   * One site. What a site does not have is {@code -}.
   *
   * @param site its name
   * @param kind {@code random}, {@code factor}, {@code input} or {@code deterministic}
   * @param origin where a random site's value came from: {@code drawn}, {@code enumerated}, {@code
   *     given} or {@code replayed}
   * @param family of a random site's distribution, such as {@code Normal}
   * @param axes of its value, in their order
   * @param eventShape of its value
   * @param support where the values of a random site lie
   * @param logDensity the shape of the log-density at the value, {@code [axes...]} by name, as the
   *     distribution answers it
   */
  public record Row(
      String site,
      String kind,
      String origin,
      String family,
      Axes axes,
      Shape eventShape,
      String support,
      String logDensity) {

    private List<String> cells() {
      return List.of(
          site.replaceAll("\\p{Cntrl}", " "),
          kind,
          origin,
          family,
          axes.toString(),
          eventShape.toString(),
          support,
          logDensity);
    }
  }

  /**
   * The sites of a run. Asks each distribution for its log-density, which enters the run's graph.
   */
  public static TraceTable of(Trace trace) {
    return new TraceTable(
        trace.sites().stream().map(TraceTable::row).collect(Collectors.toUnmodifiableList()));
  }

  private static Row row(Site site) {
    if (site instanceof Site.Random random) {
      return new Row(
          site.name(),
          "random",
          random.origin().name().toLowerCase(Locale.ROOT),
          random.distribution().family(),
          site.value().axes(),
          site.value().eventShape(),
          random.distribution().support().toString(),
          shape(random.logProb()));
    }
    Expr value = site.value();
    return new Row(
        site.name(),
        kind(site),
        NONE,
        NONE,
        value.axes(),
        value.eventShape(),
        NONE,
        site instanceof Site.Factor ? shape(value) : NONE);
  }

  private static String kind(Site site) {
    if (site instanceof Site.Factor) {
      return "factor";
    }
    return site instanceof Site.Input ? "input" : "deterministic";
  }

  /** An event shape shows only where a distribution wrongly leaves one. */
  private static String shape(Expr logDensity) {
    return logDensity.eventShape().numDimensions() == 0
        ? logDensity.axes().toString()
        : logDensity.axes() + " " + logDensity.eventShape();
  }

  /** The table in aligned columns under a line of headings; each line ends in a newline. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>(Collections.singleton(HEADINGS));
    rows.forEach(row -> lines.add(row.cells()));
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder cells = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        int width = width(lines, column) + 2;
        cells.append(cell).append(" ".repeat(width - length(cell)));
      }
      text.append(cells.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static int width(List<List<String>> lines, int column) {
    Function<List<String>, Integer> length = line -> length(line.get(column));
    return lines.stream().map(length).reduce(0, Math::max);
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
