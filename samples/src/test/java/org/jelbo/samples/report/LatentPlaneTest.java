package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatentPlaneTest {
  /** Of 20: the quantiles of 0.025, 0.475 and 0.975, from tables of the normal distribution. */
  @Test
  void coordinatesAreQuantilesOfTheStandardNormalPrior() {
    double[][] points = LatentPlane.of(20).points();
    assertThat(points).hasDimensions(400, 2);
    assertThat(points[0])
        .containsExactly(new double[] {-1.959963984540054, 1.959963984540054}, within(1e-12));
    assertThat(points[399])
        .containsExactly(new double[] {1.959963984540054, -1.959963984540054}, within(1e-12));
    assertThat(points[9][0]).isCloseTo(-0.06270677794321385, within(1e-12));
    assertThat(points[20][1]).isCloseTo(1.4395314709384563, within(1e-12));
    assertThat(LatentPlane.of(1).points()).isDeepEqualTo(new double[][] {{0, 0}});
  }

  @Test
  void theFirstDimensionAscendsToTheRightAndTheSecondUpwards() {
    double[][] points = LatentPlane.of(3).points();
    double q = 0.967421566101701;
    double[][] expected = {
      {-q, q}, {0, q}, {q, q}, {-q, 0}, {0, 0}, {q, 0}, {-q, -q}, {0, -q}, {q, -q}
    };
    for (int i = 0; i < 9; i++) {
      assertThat(points[i]).containsExactly(expected[i], within(1e-12));
    }
  }

  @Test
  void imagesStandAtTheirPoints() {
    List<float[]> images = Collections.nCopies(9, new float[784]);
    Raster bare = ImageGrid.of(28, 28, images, 3).draw();
    Raster raster = LatentPlane.of(3).picture(ImageGrid.of(28, 28, images, 3)).draw();
    assertThat(raster.width()).isGreaterThan(bare.width() + 30);
    assertThat(raster.height()).isGreaterThan(bare.height() + 30);
    assertThat(Pixels.count(raster, Pixels.all(raster), 0)).isEqualTo(9 * 784);
    assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
  }

  @Test
  void refusesOtherSizes() {
    Refused.as(
        """
        at picture:
          expected side of at least 1, but got 0
          try: use side 1\
        """,
        () -> LatentPlane.of(0));
    ImageGrid five = ImageGrid.of(1, 1, Collections.nCopies(6, new float[1]), 3);
    Refused.as(
        """
        at picture:
          expected a name for each of 2 rows, but got 3
          try: one name for each row, or images for 3 rows\
        """,
        () -> LatentPlane.of(3).picture(five));
    Refused.as(
        """
        at picture:
          expected a name for each of 3 columns, but got 4
          try: one name for each column, or images for 4 columns\
        """,
        () -> LatentPlane.of(4).picture(five));
  }
}
