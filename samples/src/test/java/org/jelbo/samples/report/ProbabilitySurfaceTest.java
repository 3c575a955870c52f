package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ProbabilitySurfaceTest {
  private static final PlaneGrid GRID = PlaneGrid.of(-1, 1, -1, 1, 21);

  /** p grows from left to right. */
  private static final double[] RAMP =
      Arrays.stream(GRID.points()).mapToDouble(point -> (point[0] + 1) / 2).toArray();

  @Test
  void coloursFollowTheProbabilityAndTheContourIsWhereItIsHalf() {
    Raster raster = ProbabilitySurface.of("ramp", GRID, RAMP).draw();
    List<Integer> row = Pixels.row(raster, 300);
    int left = row.indexOf(Palette.FRAME);
    int right = row.lastIndexOf(Palette.probability(1));
    assertThat(left).isBetween(40, 90);
    assertThat(right).isEqualTo(683);
    int middle = (left + right) / 2;
    for (int y : new int[] {60, 300, 640}) {
      assertThat(raster.colour(middle, y)).isEqualTo(Palette.DARK);
      assertThat(raster.colour(middle - 5, y)).isGreaterThan(0xf00000);
    }
    // A quarter of the way, between the colours of a little less and a little more.
    int quarter = raster.colour(left + (right - left) / 4, 300) >> 16;
    assertThat(quarter).isBetween(Palette.probability(0.23) >> 16, Palette.probability(0.27) >> 16);
  }

  @Test
  void theBarShowsWhichColourIsWhichProbability() {
    Raster raster = ProbabilitySurface.of("ramp", GRID, RAMP).draw();
    assertThat(raster.colour(710, 48)).isEqualTo(Palette.probability(1));
    assertThat(raster.colour(710, 655)).isEqualTo(Palette.probability(0));
    assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
  }

  @Test
  void dataLieOnTop() {
    Points data =
        Points.of(new double[][] {{-0.5, 0}, {0.5, 0}})
            .labelled(new int[] {1, 0}, List.of("a", "b"));
    Raster raster =
        ProbabilitySurface.of("", GRID, RAMP).withPoints(data).withAxes("u", "v").draw();
    Box left = new Box(60, 60, 370, 640);
    assertThat(Pixels.count(raster, left, Palette.kind(1))).isGreaterThan(30);
    assertThat(Pixels.count(raster, left, Palette.kind(0))).isZero();
    assertThat(Pixels.count(raster, new Box(380, 60, 684, 640), Palette.kind(0))).isGreaterThan(30);
  }

  @Test
  void refusesWhatIsNoProbability() {
    double[] wrong = RAMP.clone();
    wrong[22] = 1.5;
    Refused.as(
        """
        at point (-0.9, -0.9) of the grid:
          expected a probability in [0, 1], but got 1.5
          try: give the sigmoid of logits\
        """,
        () -> ProbabilitySurface.of("", GRID, wrong));
    double[] unknown = DoubleStream.of(RAMP).map(p -> p == 1 ? Double.NaN : p).toArray();
    Refused.as(
        """
        at point (1, -1) of the grid:
          expected a finite number, but got NaN
          try: leave out what was not measured\
        """,
        () -> ProbabilitySurface.of("", GRID, unknown));
  }

  @Test
  void refusesDataOutsideOfTheGrid() {
    Refused.as(
        """
        at point 1:
          expected it inside of the grid, but it is at (0, -1.25)
          try: use PlaneGrid.around the points\
        """,
        () ->
            ProbabilitySurface.of("", GRID, RAMP)
                .withPoints(Points.of(new double[][] {{0, 0}, {0, -1.25}})));
  }
}
