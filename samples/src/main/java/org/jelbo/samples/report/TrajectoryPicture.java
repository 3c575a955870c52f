package org.jelbo.samples.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;

/**
 * Paths of optimizers in a plane, 720 x 720 pixels, a dot at each step and a triangle at the end,
 * with a legend; if asked, over contours of what they minimise.
 */
public final class TrajectoryPicture extends Picture {
  private static final Plot.Size SIZE = new Plot.Size(720, 720, Plot.RIGHT);
  private static final int LEVELS = 12;
  private static final int CONTOUR = 0xb4bcc8;

  /** Above this number of steps, dots would be one thick line. */
  private static final int DOTTED = 200;

  private final Plot.Names names;
  private final List<Trajectory> paths;

  /** Of what is minimised. */
  private final @Nullable Contours contours;

  private TrajectoryPicture(Plot.Names names, List<Trajectory> paths, @Nullable Contours contours) {
    this.names = names;
    this.paths = paths;
    this.contours = contours;
  }

  /**
   * A picture of paths, with axes named {@code x0} and {@code x1}.
   *
   * @param title stands above
   * @param paths at least one; from the eleventh on colours repeat
   * @return the picture
   * @throws JelboException if there is no path
   */
  public static TrajectoryPicture of(String title, List<Trajectory> paths) {
    if (paths.isEmpty()) {
      throw Messages.noTrajectories();
    }
    return new TrajectoryPicture(new Plot.Names(title, "x0", "x1"), List.copyOf(paths), null);
  }

  /**
   * The same picture with other names of its axes.
   *
   * @param horizontal of the first coordinate
   * @param vertical of the second
   * @return the picture
   */
  public TrajectoryPicture withAxes(String horizontal, String vertical) {
    return new TrajectoryPicture(
        new Plot.Names(names.title(), horizontal, vertical), paths, contours);
  }

  /**
   * The same paths over contours: 12 lines at least + (k / 13)^2 (greatest - least) for k = 1 to
   * 12, which are evenly spaced for a quadratic. The picture shows the grid's rectangle; what
   * leaves it is cut off.
   *
   * @param grid where the function was evaluated
   * @param values at {@link PlaneGrid#points}, in their order, finite
   * @return the picture
   * @throws JelboException if there are not as many values as points, or one is not finite
   */
  public TrajectoryPicture over(PlaneGrid grid, double[] values) {
    grid.check(values);
    return new TrajectoryPicture(names, paths, Contours.of(grid, values.clone()));
  }

  @Override
  public Optional<ChartNumbers> numbers() {
    List<Curve> groups = new ArrayList<>();
    paths.forEach(path -> groups.add(Curve.of(path.name(), path.x(), path.y())));
    return Optional.of(ChartNumbers.points(names, groups));
  }

  @Override
  Raster draw() {
    Plot plot = Plot.of(names, legend(), axis(0), axis(1), SIZE);
    if (contours != null) {
      for (int k = 1; k <= LEVELS; k++) {
        double share = (double) k / (LEVELS + 1);
        contours.draw(plot, contours.level(share * share), 0.6, CONTOUR);
      }
    }
    for (int i = 0; i < paths.size(); i++) {
      Trajectory path = paths.get(i);
      plot.plane().line(plot.raster(), path.x(), path.y(), 1, Palette.kind(i));
      drawSteps(plot, path.points(), Palette.kind(i));
    }
    return plot.framed();
  }

  private static void drawSteps(Plot plot, Points points, int colour) {
    int last = points.count() - 1;
    for (int i = points.count() > DOTTED ? last : 0; i <= last; i++) {
      double x = plot.plane().x(points.x(i));
      double y = plot.plane().y(points.y(i));
      if (plot.plane().box().contains(x, y)) {
        Mark mark = i == last ? Mark.TRIANGLE : Mark.CIRCLE;
        mark.point(plot.raster(), x, y, i == last ? 6 : 2.5, colour);
      }
    }
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (Trajectory path : paths) {
      entries.add(new Legend.Entry(path.name(), Mark.LINE, Palette.kind(entries.size())));
    }
    entries.add(new Legend.Entry("end", Mark.TRIANGLE, Palette.TEXT));
    if (contours != null) {
      entries.add(new Legend.Entry("contours", Mark.LINE, CONTOUR));
    }
    return entries;
  }

  private Axis axis(int coordinate) {
    if (contours != null) {
      return coordinate == 0 ? contours.grid().horizontal() : contours.grid().vertical();
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Trajectory path : paths) {
      Axis axis = path.points().axis(coordinate);
      low = Math.min(low, axis.low());
      high = Math.max(high, axis.high());
    }
    return new Axis(low, high);
  }
}
