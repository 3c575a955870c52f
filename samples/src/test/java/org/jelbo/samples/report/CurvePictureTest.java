package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvePictureTest {
  private static final int BLUE = 0x3f90da;
  private static final int ORANGE = 0xffa90e;

  @Test
  void theBeginningAndWildStepsDoNotFlattenTheRest() {
    Curve loss = curve("loss", 1000, i -> i < 40 ? 1e6 : i == 500 ? -1e30 : 100 + i * 0.01);
    Axis values = CurvePicture.of("", List.of(loss)).values();
    assertThat(values.low()).isBetween(99.0, 101.0);
    assertThat(values.high()).isBetween(109.0, 111.0);
  }

  @Test
  void shortCurvesAreShownWhole() {
    Axis values = CurvePicture.of("", List.of(curve("loss", 4, i -> 10.0 * i))).values();
    assertThat(values).isEqualTo(new Axis(-1.5, 31.5));
  }

  @Test
  void drawsCurvesInTheirColoursWhereTheirValuesAre() {
    Raster raster =
        CurvePicture.of("two", List.of(curve("low", 100, i -> 0), curve("high", 100, i -> 1)))
            .draw();
    assertThat(raster.width()).isEqualTo(900);
    assertThat(raster.height()).isEqualTo(540);
    assertThat(rows(raster, 400, ORANGE)).allMatch(y -> y > 48 && y < 100).isNotEmpty();
    assertThat(rows(raster, 400, BLUE)).allMatch(y -> y > 420 && y < 476).isNotEmpty();
  }

  /** Six names do not fit in the line of the title, nor in one line. */
  @Test
  void legendsThatDoNotFitBesideTheTitleStandInLinesBelowIt() {
    List<Curve> curves =
        IntStream.range(0, 6).mapToObj(i -> curve("unlabelled/part" + i, 100, x -> i)).toList();
    Raster raster = CurvePicture.of("ssvae, nats per image", curves).draw();
    assertThat(raster.height()).isEqualTo(540 + 2 * 24);
    assertThat(raster.colour(45, 47)).isEqualTo(BLUE);
    assertThat(IntStream.range(0, raster.height()).filter(y -> raster.colour(2, y) != 0xffffff))
        .isEmpty();
    assertThat(rows(raster, 400, BLUE)).allMatch(y -> y > 440 && y < 524).isNotEmpty();
  }

  @Test
  void publishedValuesAreDashedLinesInsideTheAxis() {
    CurvePicture plain = CurvePicture.of("vae", List.of(curve("elbo", 100, i -> -105)));
    CurvePicture picture = plain.withPublished("published", -101.37).withAxes("epoch", "nats");
    assertThat(picture.values().low()).isCloseTo(-105 - 0.05 * 3.63, within(1e-9));
    assertThat(picture.values().high()).isCloseTo(-101.37 + 0.05 * 3.63, within(1e-9));
    Raster raster = picture.draw();
    int row = rows(raster, 99, ORANGE).get(0);
    assertThat(row).isBetween(48, 80);
    long inked = IntStream.range(100, 876).filter(x -> raster.colour(x, row) == ORANGE).count();
    // Half of the line is gaps, a little less with the round ends.
    assertThat(inked).isBetween(350L, 550L);
    assertThat(rows(plain.draw(), 400, ORANGE)).isEmpty();
  }

  @Test
  void longTitlesMakeTheChartWider() {
    String title = "a title that says very much about very many curves ".repeat(3);
    Raster raster = CurvePicture.of(title, List.of(curve("a", 5, i -> i))).draw();
    assertThat(raster.width()).isGreaterThan(Lettering.LARGE.width(title)).isLessThan(1400);
    assertThat(raster.height()).isEqualTo(540 + 24);
  }

  @Test
  void refusesPublishedValuesThatAreNotFinite() {
    CurvePicture picture = CurvePicture.of("vae", List.of(curve("elbo", 3, i -> i)));
    assertThatThrownBy(() -> picture.withPublished("paper", Double.NaN))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at published value 'paper':
              expected a finite number, but got NaN
              try: leave out what was not measured\
            """);
  }

  @Test
  void valuesThatAreNotFiniteLeaveGaps() {
    Raster raster =
        CurvePicture.of("", List.of(curve("a", 101, i -> i > 40 && i < 60 ? Double.NaN : 1)))
            .draw();
    assertThat(rows(raster, 96 + 779 / 4, BLUE)).isNotEmpty();
    assertThat(rows(raster, 96 + 779 / 2, BLUE)).isEmpty();
  }

  @Test
  void writesFilesThatOtherReadersUnderstand(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("curves.png");
    CurvePicture.of("training", List.of(curve("loss", 50, i -> -i))).write(file);
    BufferedImage image = Objects.requireNonNull(ImageIO.read(file.toFile()));
    assertThat(image.getWidth()).isEqualTo(900);
    assertThat(image.getHeight()).isEqualTo(540);
  }

  @Test
  void refusesCurvesWithoutValues() {
    String message =
        """
        at picture of curves:
          expected at least 1 curve with a finite value, but got none
          try: record at least one step\
        """;
    assertThatThrownBy(() -> CurvePicture.of("", List.of()))
        .isInstanceOf(JelboException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> CurvePicture.of("", List.of(curve("loss", 3, i -> Double.NaN))))
        .isInstanceOf(JelboException.class)
        .hasMessage(message);
  }

  @Test
  void refusesUnequalStepsAndValues() {
    assertThatThrownBy(() -> Curve.of("kl", new double[3], new double[2]))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at curve 'kl':
              expected one value for each of 3 steps, but got 2
              try: give steps and values of one length\
            """);
  }

  private static Curve curve(String name, int n, IntToDoubleFunction value) {
    double[] steps = IntStream.range(0, n).asDoubleStream().toArray();
    return Curve.of(name, steps, IntStream.range(0, n).mapToDouble(value).toArray());
  }

  /** The rows below the title in which a column of pixels has a colour. */
  private static List<Integer> rows(Raster raster, int x, int colour) {
    return IntStream.range(48, 540).filter(y -> raster.colour(x, y) == colour).boxed().toList();
  }
}
