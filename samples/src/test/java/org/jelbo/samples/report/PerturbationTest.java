package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PerturbationTest {
  private static final Perturbation TWO = Perturbation.of(new int[] {2, 0}, 3, 5);

  @Test
  void eachRowMovesOneDimension() {
    double[][] points = TWO.points(new double[] {10, 20, 30});
    assertThat(points)
        .isDeepEqualTo(
            new double[][] {
              {10, 20, 27}, {10, 20, 28.5}, {10, 20, 30}, {10, 20, 31.5}, {10, 20, 33},
              {7, 20, 30}, {8.5, 20, 30}, {10, 20, 30}, {11.5, 20, 30}, {13, 20, 30}
            });
  }

  @Test
  void rowsHaveTheirDimensionAndColumnsTheirShift() {
    ImageGrid decoded = ImageGrid.of(28, 28, Collections.nCopies(10, new float[784]), 5);
    Raster raster = TWO.picture(decoded).draw();
    Raster same =
        decoded
            .withColumns(List.of("-3", "-1.5", "0", "1.5", "3"))
            .withRows(List.of("z2", "z0"))
            .withTitle("shift of one latent dimension")
            .draw();
    for (int y = 0; y < raster.height(); y++) {
      assertThat(Pixels.row(raster, y)).isEqualTo(Pixels.row(same, y));
    }
    assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
  }

  @Test
  void refusesWhatIsNoPerturbation() {
    Refused.as(
        """
        at picture of latent dimensions:
          expected at least 1 dimension, but got none
          try: give the dimensions to show\
        """,
        () -> Perturbation.of(new int[0], 3, 5));
    Refused.as(
        """
        at perturbation:
          expected a largest shift above 0, but got NaN
          try: use 3, three standard deviations of a standard normal prior\
        """,
        () -> Perturbation.of(new int[] {0}, Double.NaN, 5));
    Refused.as(
        """
        at perturbation:
          expected an odd number of columns of at least 3, but got 10
          try: use 11: the one in the middle shows the point itself\
        """,
        () -> Perturbation.of(new int[] {0}, 1, 10));
    Refused.as(
        """
        at perturbation:
          expected dimensions from 0 to 1, but got 2
          try: choose among the 2 dimensions of the latent\
        """,
        () -> TWO.points(new double[2]));
  }
}
