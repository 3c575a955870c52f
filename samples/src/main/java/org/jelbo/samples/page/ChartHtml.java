package org.jelbo.samples.page;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** The place of a chart, and its data as JSON, from which the page's script draws it. */
final class ChartHtml {
  /** Escapes what HTML would read as markup within a script. */
  private static final Gson GSON = new Gson();

  private final Markup page;
  private final String id;

  /**
   * A chart.
   *
   * @param id unique in the page
   */
  ChartHtml(Markup page, String id) {
    this.page = page;
    this.id = id;
  }

  void write(Section chart) {
    JsonObject json = json(chart);
    if (json.getAsJsonArray("series").isEmpty()) {
      page.element("p", "There is nothing to draw.", "class", "note");
      return;
    }
    String data = id + "-data";
    page.source("script", GSON.toJson(json), "type", "application/json", "id", data);
    page.open("figure");
    String label = chart.heading() + ", a chart";
    page.open("div", "class", "plot", "data-chart", data, "data-label", label).close();
    page.open("div", "class", "zoom");
    zoom("in", "Zoom in");
    zoom("out", "Zoom out");
    zoom("all", "Show all");
    page.close();
    page.element(
        "figcaption",
        "Drag over a part to enlarge it, double-click to see all again, click a name to hide it.");
    page.element("noscript", "The chart needs JavaScript.").close();
  }

  private void zoom(String action, String words) {
    page.element("button", words, "type", "button", "data-zoom", action);
  }

  private static JsonObject json(Section chart) {
    JsonObject json = new JsonObject();
    if (chart instanceof Curves curves) {
      json.addProperty("kind", "curves");
      json.addProperty("x", curves.x());
      json.addProperty("y", curves.y());
      json.add("series", json(curves.curves(), true));
      JsonArray levels = new JsonArray();
      for (Curves.Level level : curves.levels()) {
        JsonObject object = new JsonObject();
        object.addProperty("name", level.name());
        object.addProperty("value", level.value());
        levels.add(object);
      }
      json.add("levels", levels);
    } else if (chart instanceof Scatter scatter) {
      json.addProperty("kind", "scatter");
      json.addProperty("x", scatter.x());
      json.addProperty("y", scatter.y());
      json.add("series", json(scatter.groups(), false));
    }
    return json;
  }

  /** Without the series that have no point. */
  private static JsonArray json(List<Series> all, boolean hasGaps) {
    JsonArray array = new JsonArray();
    for (Series series : all) {
      JsonArray x = new JsonArray();
      JsonArray y = new JsonArray();
      for (int i = 0; i < series.size(); i++) {
        boolean isPoint = Double.isFinite(series.y(i));
        if (isPoint || hasGaps) {
          x.add(series.x(i));
          y.add(isPoint ? new JsonPrimitive(series.y(i)) : JsonNull.INSTANCE);
        }
      }
      if (!x.isEmpty()) {
        JsonObject object = new JsonObject();
        object.addProperty("name", series.name());
        object.add("x", x);
        object.add("y", y);
        array.add(object);
      }
    }
    return array;
  }
}
