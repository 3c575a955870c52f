package org.jelbo.samples.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;

/**
 * A chart of training curves over steps, 900 x 540 pixels, with axes, ticks and a legend; higher by
 * the lines of a legend that does not fit beside the title.
 *
 * <p>All curves share one vertical axis. It spans, for every curve after the first 5 % of the
 * steps, the values between its quantiles of 0.5 % and 99.5 %: neither the steep beginning nor a
 * few wild steps flatten the rest. A curve of fewer than 20 values is shown whole. What is outside
 * is cut off. A value that is not finite leaves a gap.
 */
public final class CurvePicture {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 540;
  private static final int LEFT = 96;
  private static final int RIGHT = WIDTH - 24;
  private static final int TITLE = 16;
  private static final int LINE = 24;

  /** Between entries of the legend. */
  private static final int GAP = 18;

  /** Of a line of a curve's colour, and the space after it. */
  private static final int SWATCH = 30;

  private static final int X_TICKS = 5;
  private static final int Y_TICKS = 7;
  private static final double SETTLED_AFTER = 0.05;

  /** Below this number of values a curve is shown whole. */
  private static final int MANY = 20;

  private static final double TAIL = 0.005;
  private static final int WHITE = 0xffffff;
  private static final int GRID = 0xe4e8ee;
  private static final int FRAME = 0x8a94a3;
  private static final int TEXT = 0x3a4350;

  /** Told apart by people with any colour vision: M. Okabe, K. Ito, "Color universal design". */
  private static final List<Integer> COLOURS =
      List.of(0x0072b2, 0xd55e00, 0x009e73, 0xcc79a7, 0xe69f00, 0x56b4e9, 0x333333);

  private static final PixelFont FONT = PixelFont.of(2);

  private final String title;
  private final List<Curve> curves;
  private final Axis steps;
  private final Axis values;
  private final List<Entry> legend;
  private final int height;
  private final Box plot;

  /**
   * A curve's name in the legend, a line of its colour before it.
   *
   * @param text where the name begins
   */
  private record Entry(int curve, int text, int top) {}

  private CurvePicture(String title, List<Curve> curves, Axis steps, Axis values) {
    this.title = title;
    this.curves = curves;
    this.steps = steps;
    this.values = values;
    this.legend = legend(title, curves);
    int lines = legend.get(legend.size() - 1).top() - TITLE;
    this.height = HEIGHT + lines;
    this.plot = new Box(LEFT, 48 + lines, RIGHT, height - 64);
  }

  /** Beside the title, or in lines below it. */
  private static List<Entry> legend(String title, List<Curve> curves) {
    int total = curves.stream().mapToInt(curve -> width(curve)).sum();
    boolean isBeside = FONT.width(title) + total <= RIGHT - LEFT;
    int first = isBeside ? RIGHT - total : LEFT - GAP;
    int left = first;
    int top = isBeside ? TITLE : TITLE + LINE;
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      if (left > first && left + width(curves.get(i)) > RIGHT) {
        left = first;
        top += LINE;
      }
      entries.add(new Entry(i, left + GAP + SWATCH, top));
      left += width(curves.get(i));
    }
    return entries;
  }

  private static int width(Curve curve) {
    return GAP + SWATCH + FONT.width(curve.name());
  }

  /**
   * A chart of some curves.
   *
   * @param title stands above; letters, digits and {@code . - , : / ( ) + = % _}
   * @param curves drawn in this order; from the eighth on colours repeat
   * @return the chart
   * @throws JelboException if no curve has a finite value
   */
  public static CurvePicture of(String title, List<Curve> curves) {
    double firstStep = Double.POSITIVE_INFINITY;
    double lastStep = Double.NEGATIVE_INFINITY;
    for (Curve curve : curves) {
      for (int i = 0; i < curve.size(); i++) {
        if (curve.finite(i)) {
          firstStep = Math.min(firstStep, curve.step(i));
          lastStep = Math.max(lastStep, curve.step(i));
        }
      }
    }
    if (firstStep > lastStep) {
      throw Messages.noCurves();
    }
    Axis values = valueAxis(curves, firstStep + SETTLED_AFTER * (lastStep - firstStep));
    return new CurvePicture(title, List.copyOf(curves), Axis.over(firstStep, lastStep), values);
  }

  private static Axis valueAxis(List<Curve> curves, double settled) {
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
    return Axis.over(low, high).padded(0.05);
  }

  /**
   * Writes the chart as PNG: the file appears whole or not at all, and replaces an older one.
   * Missing folders are made.
   *
   * @param file where to
   * @throws JelboException if it cannot be written
   */
  public void write(Path file) {
    PngFile.write(file, draw());
  }

  Axis values() {
    return values;
  }

  Raster draw() {
    Raster raster = Raster.of(WIDTH, height, WHITE);
    FONT.write(raster, title, LEFT, TITLE, TEXT);
    drawStepTicks(raster);
    drawValueTicks(raster);
    for (int i = 0; i < curves.size(); i++) {
      draw(raster, curves.get(i), colour(i));
    }
    drawFrame(raster);
    drawLegend(raster);
    return raster;
  }

  private void drawStepTicks(Raster raster) {
    for (double tick : steps.ticks(X_TICKS)) {
      int x = (int) x(tick);
      raster.fill(new Box(x, plot.top(), x + 1, plot.bottom()), GRID);
      String label = steps.label(tick, X_TICKS);
      int left = Math.min(x - FONT.width(label) / 2, WIDTH - 6 - FONT.width(label));
      FONT.write(raster, label, left, plot.bottom() + 10, TEXT);
    }
    int middle = (plot.left() + plot.right() - FONT.width("step")) / 2;
    FONT.write(raster, "step", middle, height - 26, TEXT);
  }

  private void drawValueTicks(Raster raster) {
    for (double tick : values.ticks(Y_TICKS)) {
      int y = (int) y(tick);
      raster.fill(new Box(plot.left(), y, plot.right(), y + 1), GRID);
      String label = values.label(tick, Y_TICKS);
      int left = Math.max(2, plot.left() - 10 - FONT.width(label));
      FONT.write(raster, label, left, y - FONT.ascent() / 2, TEXT);
    }
  }

  private void draw(Raster raster, Curve curve, int colour) {
    Pen pen = Pen.of(plot, 0.9);
    int last = -1;
    for (int i = 0; i < curve.size(); i++) {
      if (!curve.finite(i)) {
        last = -1;
        continue;
      }
      int from = last < 0 ? i : last;
      pen.line(x(curve.step(from)), y(curve.value(from)), x(curve.step(i)), y(curve.value(i)));
      last = i;
    }
    pen.ink(raster, colour);
  }

  private void drawFrame(Raster raster) {
    raster.fill(new Box(plot.left(), plot.top(), plot.left() + 1, plot.bottom()), FRAME);
    raster.fill(new Box(plot.left(), plot.bottom(), plot.right(), plot.bottom() + 1), FRAME);
  }

  private void drawLegend(Raster raster) {
    for (Entry entry : legend) {
      FONT.write(raster, curves.get(entry.curve()).name(), entry.text(), entry.top(), TEXT);
      int left = entry.text() - SWATCH;
      raster.fill(
          new Box(left, entry.top() + 6, left + SWATCH - 8, entry.top() + 9),
          colour(entry.curve()));
    }
  }

  private static int colour(int i) {
    return COLOURS.get(i % COLOURS.size());
  }

  private double x(double step) {
    return plot.left() + steps.share(step) * (plot.width() - 1);
  }

  private double y(double value) {
    // Far outside of the plot, so that the numbers stay sane for the pen.
    double share = Math.max(-10, Math.min(11, values.share(value)));
    return plot.top() + (1 - share) * (plot.height() - 1);
  }
}
