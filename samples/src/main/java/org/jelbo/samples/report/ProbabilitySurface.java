package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;

/**
 * The probability that a classifier gives class 1 in each point of a plane, 780 x 720 pixels: the
 * colour of class 0 where it is 0, white where it is 0.5, the colour of class 1 where it is 1, and
 * a dark line where it is 0.5. Data can lie on top.
 */
public final class ProbabilitySurface extends Picture {
  private static final int BAR = 18;
  private static final int BAR_SPACE = 20;
  private static final Plot.Size SIZE = new Plot.Size(780, 720, 96);
  private static final Lettering FONT = Lettering.SMALL;

  private final Plot.Names names;
  private final PlaneGrid grid;
  private final double[] probabilities;
  private final @Nullable Points points;

  private ProbabilitySurface(
      Plot.Names names, PlaneGrid grid, double[] probabilities, @Nullable Points points) {
    this.names = names;
    this.grid = grid;
    this.probabilities = probabilities;
    this.points = points;
  }

  /**
   * A surface without data, with axes named {@code x0} and {@code x1}.
   *
   * @param title stands above
   * @param grid where the probabilities were evaluated
   * @param probabilities of class 1 at {@link PlaneGrid#points}, in their order, in [0, 1]
   * @return the picture
   * @throws JelboException if there are not as many probabilities as points, or one is outside of
   *     [0, 1]
   */
  public static ProbabilitySurface of(String title, PlaneGrid grid, double[] probabilities) {
    grid.check(probabilities);
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] < 0 || probabilities[i] > 1) {
        throw Messages.notProbability(
            grid.x(i % grid.side()), grid.y(i / grid.side()), probabilities[i]);
      }
    }
    return new ProbabilitySurface(
        new Plot.Names(title, "x0", "x1"), grid, probabilities.clone(), null);
  }

  /**
   * The same surface with other names of its axes.
   *
   * @param horizontal of the first coordinate
   * @param vertical of the second
   * @return the picture
   */
  public ProbabilitySurface withAxes(String horizontal, String vertical) {
    return new ProbabilitySurface(
        new Plot.Names(names.title(), horizontal, vertical), grid, probabilities, points);
  }

  /**
   * The same surface with data on top.
   *
   * @param data all inside of the grid, of the classes 0 and 1 if labelled
   * @return the picture
   * @throws JelboException if a point is outside of the grid
   */
  public ProbabilitySurface withPoints(Points data) {
    for (int i = 0; i < data.count(); i++) {
      if (!grid.contains(data.x(i), data.y(i))) {
        throw Messages.outsideGrid(i, data.x(i), data.y(i));
      }
    }
    return new ProbabilitySurface(names, grid, probabilities, data);
  }

  @Override
  Raster draw() {
    List<Legend.Entry> entries = new ArrayList<>(points == null ? List.of() : points.legend());
    entries.add(new Legend.Entry("p = 0.5", Mark.LINE, Palette.DARK));
    Plot plot = Plot.of(names, entries, grid.horizontal(), grid.vertical(), SIZE);
    drawSurface(plot);
    Contours.of(grid, probabilities).draw(plot, 0.5, 1, Palette.DARK);
    if (points != null) {
      points.draw(plot);
    }
    drawBar(plot);
    return plot.framed();
  }

  private void drawSurface(Plot plot) {
    Plane plane = plot.plane();
    Box box = plane.box();
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        double p = grid.between(probabilities, plane.valueAtColumn(x), plane.valueAtRow(y));
        plot.raster().set(x, y, Palette.probability(p));
      }
    }
  }

  /** Which colour is which probability: 1 at the top. */
  private static void drawBar(Plot plot) {
    Raster raster = plot.raster();
    Box box = plot.plane().box();
    int left = box.right() + BAR_SPACE;
    for (int y = box.top(); y < box.bottom(); y++) {
      double p = (double) (box.bottom() - 1 - y) / (box.height() - 1);
      raster.fill(new Box(left, y, left + BAR, y + 1), Palette.probability(p));
    }
    int text = left + BAR + 7;
    int half = FONT.height() / 2;
    FONT.write(raster, "p = 1", text, box.top(), Palette.TEXT);
    FONT.write(raster, "0.5", text, (box.top() + box.bottom()) / 2 - half, Palette.TEXT);
    FONT.write(raster, "0", text, box.bottom() - FONT.height(), Palette.TEXT);
  }
}
