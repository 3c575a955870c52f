package org.jelbo.samples.page;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jelbo.inference.objective.ExplainedLoss;
import org.jspecify.annotations.Nullable;

/** What is below the heading of each kind of section. */
final class SectionHtml {
  private final Markup page;

  SectionHtml(Markup page) {
    this.page = page;
  }

  /**
   * Writes a section.
   *
   * @param id unique in the page
   */
  void write(Section section, String id) {
    if (section instanceof Measures measures) {
      measures(measures);
    } else if (section instanceof Curves || section instanceof Scatter) {
      new ChartHtml(page, id).write(section);
    } else if (section instanceof Pictures pictures) {
      pictures.pictures().forEach(this::picture);
    } else if (section instanceof Plates plates) {
      plates(plates, id);
    } else if (section instanceof Derivation derivation) {
      derivation(derivation);
    } else {
      properties((Properties) section);
    }
  }

  /** A column of numbers. */
  private record Column(String title, Function<Measure, @Nullable Double> number) {
    boolean isIn(List<Measure> rows) {
      return rows.stream().anyMatch(row -> number.apply(row) != null);
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("measured", Measure::measured),
          new Column("standard error", Measure::standardError),
          new Column("published", Measure::published),
          new Column("yardstick", Measure::yardstick));

  private void measures(Measures measures) {
    List<Column> columns = COLUMNS.stream().filter(c -> c.isIn(measures.rows())).toList();
    if (!measures.note().isEmpty()) {
      page.element("p", measures.note(), "class", "note");
    }
    wide(measures.heading()).open("table", "class", "numbers").open("thead").open("tr");
    page.element("th", "quantity", "scope", "col");
    columns.forEach(column -> page.element("th", column.title(), "scope", "col"));
    page.close().close().open("tbody").line();
    for (Measure row : measures.rows()) {
      page.open("tr").open("th", "scope", "row");
      page.text(row.label().isEmpty() ? "" : row.label() + " ");
      page.element(row.label().isEmpty() ? "span" : "code", row.name()).close();
      columns.forEach(column -> number(column.number().apply(row), row.scale()));
      page.close().line();
    }
    page.close().close().close();
  }

  /** Rounded for people, and as it is for programs. */
  private void number(@Nullable Double value, double scale) {
    page.open("td");
    if (value != null) {
      page.element("data", shown(scale * value), "value", String.valueOf(value));
    }
    page.close();
  }

  private static String shown(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "not a number" : value > 0 ? "\u221e" : "\u2212\u221e";
    }
    double size = Math.abs(value);
    String form = size >= 10 ? "%.2f" : size >= 1e-3 || size == 0 ? "%.4f" : "%.2e";
    return String.format(Locale.ROOT, form, value).replace('-', '\u2212');
  }

  /** What may be wider than the page scrolls by itself. */
  private Markup wide(String label) {
    return page.open(
        "div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", label);
  }

  private void picture(Picture picture) {
    page.open("figure");
    page.empty(
        "img",
        "src",
        picture.dataUri(),
        "alt",
        picture.words(),
        "width",
        Integer.toString(picture.width()),
        "height",
        Integer.toString(picture.height()));
    page.open("figcaption").text(picture.words() + " ").element("code", picture.name()).close();
    page.close().line();
  }

  private void plates(Plates plates, String id) {
    page.open("figure");
    wide(plates.heading());
    new DiagramSvg(plates.diagram(), id).write(page);
    page.close();
    page.element(
        "figcaption",
        "Round: random; grey: given; bare words: parameters. Solid arrows: the model; dashed: the"
            + " guide.");
    page.close();
  }

  private void derivation(Derivation derivation) {
    for (ExplainedLoss term : derivation.explanation().terms()) {
      page.element("h3", term.title());
      wide("Formula");
      new FormulaMath(page).write(term);
      page.close();
      page.element("p", "In nats per datum.", "class", "note").line();
    }
    page.element("h3", "How it was derived");
    page.element(
        "pre", derivation.explanation().toString(), "tabindex", "0", "aria-label", "Explanation");
  }

  private void properties(Properties properties) {
    page.open("table", "class", "properties").open("tbody").line();
    properties
        .values()
        .forEach(
            (name, value) -> {
              page.open("tr").element("th", name, "scope", "row");
              page.element("td", value).close().line();
            });
    page.close().close();
  }
}
