package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrajectoryPictureTest {
  private static final int CONTOUR = 0xb4bcc8;
  private static final PlaneGrid GRID = PlaneGrid.of(-2, 2, -2, 2, 41);
  private static final double[] BOWL =
      Arrays.stream(GRID.points()).mapToDouble(p -> p[0] * p[0] + p[1] * p[1]).toArray();
  private static final Trajectory DOWN =
      Trajectory.of("down", new double[][] {{-1.5, 1.5}, {-1, 1}, {0, 0}});
  private static final Trajectory ACROSS =
      Trajectory.of("across", new double[][] {{1.5, 1.5}, {1.5, -1.5}});

  @Test
  void pathsHaveTheirColoursWhereTheyAre() {
    Raster raster = TrajectoryPicture.of("paths", List.of(DOWN, ACROSS)).over(GRID, BOWL).draw();
    assertThat(raster.width()).isEqualTo(720);
    Box left = new Box(60, 60, 340, 330);
    Box right = new Box(560, 60, 700, 660);
    assertThat(Pixels.count(raster, left, Palette.kind(0))).isGreaterThan(100);
    assertThat(Pixels.count(raster, left, Palette.kind(1))).isZero();
    assertThat(Pixels.count(raster, right, Palette.kind(1))).isGreaterThan(300);
    assertThat(Pixels.count(raster, right, Palette.kind(0))).isZero();
    assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
  }

  /** Of the bowl they are circles of radius k sqrt(8) / 13: three fit between 0.5 and 1.2. */
  @Test
  void contoursAreEvenlySpacedForQuadratics() {
    TrajectoryPicture plain = TrajectoryPicture.of("", List.of(ACROSS));
    Raster raster = plain.over(GRID, BOWL).draw();
    Plane plane = empty(GRID).plane();
    int row = (int) plane.y(0.05);
    int[] crossings =
        IntStream.range((int) plane.x(0.5), (int) plane.x(1.2))
            .filter(x -> isContour(raster.colour(x, row)))
            .map(x -> (int) Math.round(plane.valueAtColumn(x) / Math.sqrt(8) * 13))
            .distinct()
            .toArray();
    assertThat(crossings).containsExactly(3, 4, 5);
    Raster bare = plain.draw();
    assertThat(Pixels.count(bare, Pixels.all(bare), CONTOUR)).isZero();
  }

  @Test
  void pathsThatLeaveTheGridAreCutOff() {
    Trajectory wild =
        Trajectory.of("wild", new double[][] {{0, 0}, {1, 1}, {-40, 30}, {900, -1e12}});
    Raster raster = TrajectoryPicture.of("", List.of(wild)).over(GRID, BOWL).draw();
    assertThat(Pixels.count(raster, new Box(0, 0, 40, 720), Palette.kind(0))).isZero();
    assertThat(Pixels.count(raster, new Box(0, 657, 720, 720), Palette.kind(0))).isZero();
  }

  /** Corners 1, 0, 1, 0: above the level in the middle, the low ones are cut off, and else. */
  @Test
  void contoursOfSaddlesFollowTheMiddle() {
    PlaneGrid cell = PlaneGrid.of(0, 1, 0, 1, 2);
    Plot plot = empty(cell);
    Contours.of(cell, new double[] {1, 0, 0, 1}).draw(plot, 0.4, 1, 0xff0000);
    Contours.of(cell, new double[] {1, 0, 0, 1}).draw(plot, 0.6, 1, 0x0000ff);
    assertThat(colour(plot, 0.8, 0.2)).isEqualTo(0xff0000);
    assertThat(colour(plot, 0.2, 0.8)).isEqualTo(0xff0000);
    assertThat(colour(plot, 0.2, 0.2)).isEqualTo(0x0000ff);
    assertThat(colour(plot, 0.8, 0.8)).isEqualTo(0x0000ff);
    assertThat(colour(plot, 0.5, 0.5)).isNotIn(0xff0000, 0x0000ff);
  }

  @Test
  void refusesNoPathsAndWrongValues() {
    Refused.as(
        """
        at picture of trajectories:
          expected at least 1 trajectory, but got none
          try: record the parameters at each step\
        """,
        () -> TrajectoryPicture.of("", List.of()));
    Refused.as(
        """
        at point 1:
          expected a finite number, but got Infinity
          try: leave out what was not measured\
        """,
        () -> Trajectory.of("sgd", new double[][] {{0, 0}, {Double.POSITIVE_INFINITY, 0}}));
    Refused.as(
        """
        at grid of a plane:
          expected 41 x 41 = 1,681 values, one at each point, but got 2
          try: evaluate at the grid's points(), in their order\
        """,
        () -> TrajectoryPicture.of("", List.of(DOWN)).over(GRID, new double[2]));
  }

  private static Plot empty(PlaneGrid grid) {
    return Plot.of(
        new Plot.Names("", "x0", "x1"),
        List.of(),
        grid.horizontal(),
        grid.vertical(),
        new Plot.Size(720, 720, Plot.RIGHT));
  }

  private static int colour(Plot plot, double x, double y) {
    return plot.raster().colour((int) plot.plane().x(x), (int) plot.plane().y(y));
  }

  /** Darker than the lines of ticks. */
  private static boolean isContour(int colour) {
    return colour >> 16 < 0xdc;
  }
}
