package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KlBarsTest {
  private static final int ACTIVE = Palette.kind(0);
  private static final int INACTIVE = 0x717581;
  private static final double[] FOUR = {0.005, 2, 0.5, 1};

  @Test
  void theLargestIsFirst() {
    Raster raster = KlBars.of("four", FOUR).draw();
    assertThat(raster.width()).isEqualTo(900);
    int[] heights =
        IntStream.range(0, 4)
            .map(i -> 80 + 200 * i + 60)
            .map(x -> Pixels.count(raster, new Box(x, 48, x + 1, 480), ACTIVE))
            .toArray();
    assertThat(heights[0]).isBetween(380, 430);
    assertThat(heights[1]).isBetween(heights[0] / 2 - 3, heights[0] / 2 + 3);
    assertThat(heights[2]).isBetween(heights[0] / 4 - 3, heights[0] / 4 + 3);
    assertThat(heights[3]).isZero();
    assertThat(Pixels.count(raster, new Box(700, 470, 860, 480), INACTIVE)).isGreaterThan(100);
    assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
  }

  @Test
  void unitsAboveOneHundredthOfNatAreActive() {
    assertThat(KlBars.active(FOUR)).isEqualTo(3);
    assertThat(KlBars.active(new double[] {0.01, 0.0101, -0.3})).isEqualTo(1);
  }

  @Test
  void oneAndManyDimensionsHaveBars() {
    Raster one = KlBars.of("", new double[] {0}).draw();
    assertThat(Pixels.count(one, Pixels.all(one), INACTIVE)).isGreaterThan(500);
    double[] many = IntStream.range(0, 500).mapToDouble(i -> 1 + i % 7).toArray();
    Raster raster = KlBars.of("", many).draw();
    int covered = Pixels.count(raster, new Box(60, 470, 876, 471), ACTIVE);
    assertThat(covered).isGreaterThan(400);
    assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
  }

  @Test
  void refusesNothingAndWhatIsNotFinite() {
    Refused.as(
        """
        at picture of latent dimensions:
          expected at least 1 dimension, but got none
          try: give the dimensions to show\
        """,
        () -> KlBars.of("", new double[0]));
    Refused.as(
        """
        at KL of latent dimension 1:
          expected a finite number, but got NaN
          try: leave out what was not measured\
        """,
        () -> KlBars.of("", new double[] {1, Double.NaN}));
  }
}
