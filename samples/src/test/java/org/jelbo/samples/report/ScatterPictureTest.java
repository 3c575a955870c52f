package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jelbo.inference.compilation.Values;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

class ScatterPictureTest {
  private static final double[][] CORNERS = {{-1, -2}, {1, -2}, {-1, 2}, {1, 2}};

  /** The plane begins below one line of legend, right of the ticks. */
  @Test
  void eachPointHasTheColourOfItsClassWhereItIs() {
    Points points = Points.of(CORNERS).labelled(new int[] {0, 1, 1, 0}, List.of("a", "b"));
    Raster raster = ScatterPicture.of("two", points).draw();
    assertThat(raster.width()).isEqualTo(720);
    assertThat(raster.height()).isEqualTo(720);
    Box left = new Box(60, 60, 200, 300);
    assertThat(Pixels.count(raster, left, Palette.kind(1))).isGreaterThan(30);
    assertThat(Pixels.count(raster, left, Palette.kind(0))).isZero();
    Box right = new Box(600, 60, 700, 300);
    assertThat(Pixels.count(raster, right, Palette.kind(0))).isGreaterThan(30);
    assertThat(Pixels.count(raster, right, Palette.kind(1))).isZero();
    Box below = new Box(60, 500, 200, 656);
    assertThat(Pixels.count(raster, below, Palette.kind(0))).isGreaterThan(30);
    assertThat(Pixels.count(raster, below, Palette.kind(1))).isZero();
  }

  @Test
  void theLegendHasTheMarkOfEachClassAndNothingIsCutOff() {
    for (int classes : new int[] {2, 10, 30}) {
      double[][] rows =
          IntStream.range(0, classes).mapToObj(i -> CORNERS[i % 4]).toArray(double[][]::new);
      byte[] labels = new byte[classes];
      IntStream.range(0, classes).forEach(i -> labels[i] = (byte) i);
      Raster raster = ScatterPicture.of("classes", Points.of(rows).labelled(labels)).draw();
      Box legend = new Box(0, 0, 720, 48 + (raster.height() - 720));
      for (int i = 0; i < Math.min(10, classes); i++) {
        assertThat(Pixels.count(raster, legend, Palette.kind(i)))
            .as("class %d", i)
            .isGreaterThan(20);
      }
      assertThat(Pixels.hasWhiteEdge(raster)).isTrue();
    }
  }

  @Test
  void pointsWithoutClassesHaveOneColourAndNoLegend() {
    Raster raster = ScatterPicture.of("", Points.of(CORNERS)).withAxes("x0", "x1").draw();
    assertThat(Pixels.count(raster, Pixels.all(raster), Palette.kind(0))).isGreaterThan(100);
    assertThat(Pixels.count(raster, new Box(0, 0, 720, 44), Palette.WHITE)).isEqualTo(720 * 44);
  }

  @Test
  void valuesOfLatentSitesAreRowsOfPoints() {
    Values means = Values.of(Shape.of(2, 2), new double[] {1, 2, 3, 4});
    Points points = Points.of(means);
    assertThat(points.count()).isEqualTo(2);
    assertThat(points.x(1)).isEqualTo(3);
    assertThat(points.y(0)).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoPlane() {
    Refused.as(
        """
        at points:
          expected at least 1 point, but got none
          try: give the points to show\
        """,
        () -> Points.of(new double[0][]));
    Refused.as(
        """
        at point 1:
          expected 2 numbers, but got 10
          try: choose the two dimensions to show\
        """,
        () -> Points.of(new double[][] {{0, 0}, new double[10]}));
    Refused.as(
        """
        at point 0:
          expected a finite number, but got NaN
          try: leave out what was not measured\
        """,
        () -> Points.of(new double[][] {{0, Double.NaN}}));
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    Points points = Points.of(CORNERS);
    Refused.as(
        """
        at labels of points:
          expected one label for each of 4 points, but got 0
          try: give the label of each point, or leave the points without classes\
        """,
        () -> points.labelled(new byte[0]));
    Refused.as(
        """
        at label of point 2:
          expected 0 to 1, a place in the list of classes, but got -1
          try: name every class, or leave out points that have none\
        """,
        () -> points.labelled(new int[] {0, 1, -1, 0}, List.of("a", "b")));
    Refused.as(
        """
        at classes of points:
          expected 1 to 30 names, but got 32
          try: name each class, or join classes: more cannot be told apart\
        """,
        () -> points.labelled(new byte[] {0, 1, 2, 31}));
    Refused.as(
        """
        at classes of points:
          expected 1 to 30 names, but got 0
          try: name each class, or join classes: more cannot be told apart\
        """,
        () -> points.labelled(new int[4], List.of()));
  }
}
