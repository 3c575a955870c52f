package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;

/**
 * A chart of training curves over steps, 900 x 540 pixels, with axes, ticks and a legend; higher by
 * the lines of a legend that does not fit beside the title. Published values can stand beside them
 * as dashed horizontal lines.
 *
 * <p>All curves share one vertical axis. It spans, for every curve after the first 5 % of the
 * steps, the values between its quantiles of 0.5 % and 99.5 %: neither the steep beginning nor a
 * few wild steps flatten the rest. A curve of fewer than 20 values is shown whole. What is outside
 * is cut off. A value that is not finite leaves a gap. Published values are always inside.
 */
public final class CurvePicture extends Picture {
  private static final Plot.Size SIZE = new Plot.Size(900, 540, Plot.RIGHT);
  private static final double SETTLED_AFTER = 0.05;

  /** Below this number of values a curve is shown whole. */
  private static final int MANY = 20;

  private static final double TAIL = 0.005;
  private static final double RADIUS = 0.9;

  /** Pixels of a dash, and of the gap after it. */
  private static final int DASH = 8;

  private final Plot.Names names;
  private final List<Curve> curves;
  private final List<Published> published;

  private CurvePicture(Plot.Names names, List<Curve> curves, List<Published> published) {
    this.names = names;
    this.curves = curves;
    this.published = published;
  }

  /** A value from elsewhere. */
  private record Published(String name, double value) {}

  /**
   * A chart of some curves.
   *
   * @param title stands above
   * @param curves drawn in this order; from the eleventh on colours repeat
   * @return the chart
   * @throws JelboException if no curve has a finite value
   */
  public static CurvePicture of(String title, List<Curve> curves) {
    if (curves.stream().noneMatch(Curve::isSeen)) {
      throw Messages.noCurves();
    }
    return new CurvePicture(new Plot.Names(title, "step", ""), List.copyOf(curves), List.of());
  }

  /**
   * The same chart with other names of its axes.
   *
   * @param horizontal what curves run over, such as {@code epoch}; {@code step} without this
   * @param vertical what they show and in which unit, such as {@code nats per image}; may be empty
   * @return the chart
   */
  public CurvePicture withAxes(String horizontal, String vertical) {
    return new CurvePicture(new Plot.Names(names.title(), horizontal, vertical), curves, published);
  }

  /**
   * The same chart with one more published value, a dashed line in a colour of its own.
   *
   * @param name what the legend says, the value after it
   * @param value finite
   * @return the chart
   * @throws JelboException if the value is not finite
   */
  public CurvePicture withPublished(String name, double value) {
    if (!Double.isFinite(value)) {
      throw Messages.notFinite("published value '" + name + "'", value);
    }
    List<Published> more = new ArrayList<>(published);
    more.add(new Published(name, value));
    return new CurvePicture(names, curves, List.copyOf(more));
  }

  @Override
  public Optional<ChartNumbers> numbers() {
    Map<String, Double> levels = new LinkedHashMap<>();
    published.forEach(level -> levels.put(level.name(), level.value()));
    return Optional.of(
        new ChartNumbers(
            names.title(), names.horizontal(), names.vertical(), true, curves, levels));
  }

  Axis steps() {
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      for (int i = 0; i < curve.size(); i++) {
        if (curve.finite(i)) {
          first = Math.min(first, curve.step(i));
          last = Math.max(last, curve.step(i));
        }
      }
    }
    return Axis.over(first, last);
  }

  Axis values() {
    Axis steps = steps();
    double settled = steps.low() + SETTLED_AFTER * (steps.high() - steps.low());
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      double[] all = curve.sortedFrom(Double.NEGATIVE_INFINITY);
      double[] late = curve.sortedFrom(settled);
      double[] shown = all.length < MANY || late.length == 0 ? all : late;
      if (shown.length > 0) {
        int tail = (int) (TAIL * shown.length);
        low = Math.min(low, shown[tail]);
        high = Math.max(high, shown[shown.length - 1 - tail]);
      }
    }
    for (Published each : published) {
      low = Math.min(low, each.value());
      high = Math.max(high, each.value());
    }
    return Axis.over(low, high).padded(0.05);
  }

  @Override
  Raster draw() {
    Plot plot = Plot.of(names, legend(), steps(), values(), SIZE);
    for (int i = 0; i < curves.size(); i++) {
      Curve curve = curves.get(i);
      plot.plane().line(plot.raster(), curve.steps(), curve.values(), RADIUS, Palette.kind(i));
    }
    for (int i = 0; i < published.size(); i++) {
      dashes(plot, published.get(i).value(), Palette.kind(curves.size() + i));
    }
    return plot.framed();
  }

  private static void dashes(Plot plot, double value, int colour) {
    Plane plane = plot.plane();
    Pen pen = Pen.of(plane.box(), RADIUS);
    double y = plane.y(value);
    for (int x = plane.box().left(); x < plane.box().right(); x += 2 * DASH) {
      pen.line(x, y, x + DASH, y);
    }
    pen.ink(plot.raster(), colour);
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (Curve curve : curves) {
      entries.add(new Legend.Entry(curve.name(), Mark.LINE, Palette.kind(entries.size())));
    }
    for (Published each : published) {
      String name = each.name() + " " + NumberText.number(each.value());
      entries.add(new Legend.Entry(name, Mark.DASHES, Palette.kind(entries.size())));
    }
    return entries;
  }
}
