package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.junit.jupiter.api.Test;

class PlaneGridTest {
  private static final PlaneGrid GRID = PlaneGrid.of(-1, 1, 10, 30, 3);

  @Test
  void pointsGoFromTheBottomUpAndFromLeftToRight() {
    assertThat(GRID.points())
        .isDeepEqualTo(
            new double[][] {
              {-1, 10}, {0, 10}, {1, 10}, {-1, 20}, {0, 20}, {1, 20}, {-1, 30}, {0, 30}, {1, 30}
            });
  }

  /** A bilinear function is met everywhere. */
  @Test
  void valuesBetweenPointsAreBilinear() {
    double[] values = new double[9];
    double[][] points = GRID.points();
    for (int i = 0; i < 9; i++) {
      values[i] = 2 + points[i][0] - 0.3 * points[i][1] + 0.1 * points[i][0] * points[i][1];
    }
    assertThat(GRID.between(values, 0.25, 14)).isCloseTo(2 + 0.25 - 4.2 + 0.35, within(1e-9));
    assertThat(GRID.between(values, 1, 30)).isCloseTo(2 + 1 - 9 + 3, within(1e-9));
  }

  @Test
  void aroundPointsThereIsSpace() {
    PlaneGrid grid = PlaneGrid.around(Points.of(new double[][] {{0, 5}, {10, 5}}), 2);
    assertThat(grid.points()[0]).containsExactly(new double[] {-0.5, 2.25}, within(1e-9));
    assertThat(grid.points()[3]).containsExactly(new double[] {10.5, 7.75}, within(1e-9));
  }

  @Test
  void refusesEmptyRangesAndWrongValues() {
    Refused.as(
        """
        at grid of a plane:
          expected at least 2 points along each side, but got 1
          try: use 100\
        """,
        () -> PlaneGrid.of(0, 1, 0, 1, 1));
    Refused.as(
        """
        at grid of a plane:
          expected a finite range from low to high, but got 3.0 to 3.0
          try: give the lower end first, or use PlaneGrid.around the data\
        """,
        () -> PlaneGrid.of(0, 1, 3, 3, 5));
    Refused.as(
        """
        at grid of a plane:
          expected a finite range from low to high, but got 0.0 to Infinity
          try: give the lower end first, or use PlaneGrid.around the data\
        """,
        () -> PlaneGrid.of(0, Double.POSITIVE_INFINITY, 3, 4, 5));
    Refused.as(
        """
        at grid of a plane:
          expected 3 x 3 = 9 values, one at each point, but got 8
          try: evaluate at the grid's points(), in their order\
        """,
        () -> ProbabilitySurface.of("", GRID, new double[8]));
  }
}
