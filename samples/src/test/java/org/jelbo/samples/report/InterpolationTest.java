package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterpolationTest {
  @Test
  void waysGoInTenthsFromOneEndToTheOther() {
    double[][] points =
        Interpolation.points(new double[][] {{0, 10}, {5, 5}}, new double[][] {{1, 20}, {5, -5}});
    assertThat(points).hasDimensions(22, 2);
    assertThat(points[0]).containsExactly(0, 10);
    assertThat(points[3]).containsExactly(new double[] {0.3, 13}, within(1e-12));
    assertThat(points[10]).containsExactly(1, 20);
    assertThat(points[11]).containsExactly(5, 5);
    assertThat(points[16]).containsExactly(new double[] {5, 0}, within(1e-12));
    assertThat(points[21]).containsExactly(5, -5);
  }

  @Test
  void blendsAreMixedPixels() {
    List<float[]> blends =
        Interpolation.blends(List.of(new float[] {0f, 1f}), List.of(new float[] {1f, 1f}));
    assertThat(blends).hasSize(11);
    assertThat(blends.get(0)).containsExactly(0f, 1f);
    assertThat(blends.get(7)).containsExactly(0.7f, 1f);
    assertThat(blends.get(10)).containsExactly(1f, 1f);
  }

  @Test
  void latentSpaceIsLeftAndPixelSpaceRight() {
    Raster raster = Interpolation.picture(grid(0.25f, 2), grid(0.75f, 2)).draw();
    int middle = raster.width() / 2;
    Box left = new Box(0, 0, middle, raster.height());
    Box right = new Box(middle, 0, raster.width(), raster.height());
    assertThat(Pixels.count(raster, left, 0x404040)).isEqualTo(22 * 784);
    assertThat(Pixels.count(raster, left, 0xbfbfbf)).isZero();
    assertThat(Pixels.count(raster, right, 0xbfbfbf)).isEqualTo(22 * 784);
    assertThat(Pixels.count(raster, right, 0x404040)).isZero();
    assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
  }

  @Test
  void refusesUnequalEnds() {
    Refused.as(
        """
        at interpolations:
          expected at least 1 way with both ends, but got 2 and 1
          try: give as many of one kind as of the other\
        """,
        () -> Interpolation.points(new double[2][3], new double[1][3]));
    Refused.as(
        """
        at interpolations:
          expected at least 1 way with both ends, but got 0 and 0
          try: give as many of one kind as of the other\
        """,
        () -> Interpolation.blends(List.of(), List.of()));
    Refused.as(
        """
        at interpolations:
          expected ends of one size, but got 3 and 2 numbers
          try: give two latents of one site, or two images of one size\
        """,
        () -> Interpolation.points(new double[1][3], new double[1][2]));
  }

  @Test
  void refusesGridsOfOtherShapes() {
    Refused.as(
        """
        at interpolations:
          expected at least 1 way with both ends, but got 2 and 3
          try: give as many of one kind as of the other\
        """,
        () -> Interpolation.picture(grid(0, 2), grid(0, 3)));
    ImageGrid ten = ImageGrid.of(1, 1, Collections.nCopies(20, new float[1]), 10);
    Refused.as(
        """
        at picture:
          expected a name for each of 10 columns, but got 11
          try: one name for each column, or images for 11 columns\
        """,
        () -> Interpolation.picture(ten, ten));
  }

  private static ImageGrid grid(float grey, int rows) {
    float[] image = new float[784];
    Arrays.fill(image, grey);
    return ImageGrid.of(28, 28, Collections.nCopies(11 * rows, image), 11);
  }
}
