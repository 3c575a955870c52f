package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageGridTest {
  private static final int GAP = 0x30405c;
  private static final float[] RAMP = {0f, 0.5f, 1f, -3f, 7f, Float.NaN};
  private static final float[] WHITE = {1f, 1f, 1f, 1f, 1f, 1f};

  @Test
  void laysImagesOutInReadingOrderWithGaps() {
    Raster raster = ImageGrid.of(2, 3, List.of(RAMP, WHITE, RAMP), 2).draw();
    assertThat(raster.width()).isEqualTo(9);
    assertThat(raster.height()).isEqualTo(7);
    assertThat(row(raster, 0)).containsOnly(GAP);
    assertThat(row(raster, 1))
        .containsExactly(GAP, 0, 0x808080, 0xffffff, GAP, 0xffffff, 0xffffff, 0xffffff, GAP);
    assertThat(row(raster, 2)).startsWith(GAP, 0, 0xffffff, 0xff00ff, GAP);
    assertThat(row(raster, 4)).containsExactly(GAP, 0, 0x808080, 0xffffff, GAP, GAP, GAP, GAP, GAP);
  }

  @Test
  void scaleEnlargesPixelsButNotGaps() {
    Raster raster = ImageGrid.of(2, 3, List.of(RAMP), 5).withScale(2).draw();
    assertThat(raster.width()).isEqualTo(8);
    assertThat(raster.height()).isEqualTo(6);
    assertThat(row(raster, 2))
        .containsExactly(GAP, 0, 0, 0x808080, 0x808080, 0xffffff, 0xffffff, GAP);
  }

  @Test
  void coloursAreRedGreenAndBlueOfEachPixel() {
    float[] image = {1f, 0.5f, 0f, -1f, 2f, 0.2f, 0f, Float.NaN, 1f};
    Raster raster = ImageGrid.ofColour(1, 3, List.of(image), 1).draw();
    assertThat(row(raster, 1)).containsExactly(GAP, 0xff8000, 0x00ff33, 0xff00ff, GAP);
  }

  @Test
  void reconstructionsStandBelowTheirOriginals() {
    List<float[]> originals = List.of(new float[] {0f}, new float[] {0.2f}, new float[] {0.4f});
    List<float[]> copies = List.of(new float[] {0.6f}, new float[] {0.8f}, new float[] {1f});
    Raster raster = ImageGrid.reconstructions(1, 1, originals, copies, 2).draw();
    assertThat(row(raster, 1)).containsExactly(GAP, 0, GAP, 0x333333, GAP);
    assertThat(row(raster, 3)).containsExactly(GAP, 0x999999, GAP, 0xcccccc, GAP);
    assertThat(row(raster, 5)).containsExactly(GAP, 0x666666, GAP, 0, GAP);
    assertThat(row(raster, 7)).containsExactly(GAP, 0xffffff, GAP, 0, GAP);
    assertThat(ImageGrid.reconstructions(1, 1, originals, copies, 8).draw().width()).isEqualTo(7);
  }

  /** Above: white, the title, the columns' names; left: the rows' names. */
  @Test
  void namesStandAroundTheImages() {
    List<float[]> images = Collections.nCopies(6, new float[28 * 28]);
    ImageGrid grid = ImageGrid.of(28, 28, images, 3);
    Raster bare = grid.draw();
    assertThat(bare.colour(0, 0)).isEqualTo(GAP);
    Raster rows = grid.withRows(List.of("0", "1")).draw();
    int left = rows.width() - 12 - bare.width();
    assertThat(rows.height()).isEqualTo(bare.height() + 24);
    assertThat(left).isEqualTo(12 + Lettering.SMALL.width("0") + 8);
    for (int row = 0; row < 2; row++) {
      int middle = 12 + 29 * row + 14;
      // Text is dark, and only beside the middle of its row.
      assertThat(darkest(rows, new Box(0, middle - 5, left, middle + 6))).isLessThan(0x80);
      assertThat(darkest(rows, new Box(0, middle + 7, left, middle + 22))).isEqualTo(0xff);
    }
    Raster all =
        grid.withRows(List.of("0", "1")).withColumns(List.of("a", "b", "c")).withTitle("t").draw();
    assertThat(all.width()).isEqualTo(rows.width());
    assertThat(all.height()).isGreaterThan(rows.height() + 30);
    assertThat(Pixels.count(all, Pixels.all(all), 0)).isEqualTo(6 * 784);
    assertThat(grid.draw().width()).isEqualTo(bare.width());
  }

  @Test
  void namesWithoutRoomAreLeftOutAndLongTitlesMakeRoom() {
    List<float[]> images = Collections.nCopies(12, new float[16]);
    ImageGrid grid = ImageGrid.of(4, 4, images, 12);
    List<String> names = Collections.nCopies(12, "123");
    Raster raster = grid.withColumns(names).draw();
    // 24 pixels of a name do not fit above 5 of an image: every sixth is written.
    assertThat(Lettering.SMALL.width("123")).isEqualTo(24);
    assertThat(darkest(raster, new Box(28, 12, 32, 22))).isEqualTo(0xff);
    assertThat(darkest(raster, new Box(32, 12, 56, 22))).isLessThan(0x80);
    Raster wide = grid.withTitle("a title that is longer than the images are wide").draw();
    assertThat(wide.width()).isGreaterThan(300);
    assertThat(Pixels.hasWhiteEdge(wide)).isTrue();
  }

  private static int darkest(Raster raster, Box box) {
    int darkest = 0xff;
    for (int y = box.top(); y < box.bottom(); y++) {
      for (int x = box.left(); x < box.right(); x++) {
        darkest = Math.min(darkest, raster.colour(x, y) >> 16);
      }
    }
    return darkest;
  }

  @Test
  void keepsItsOwnPixelsAndWritesFile(@TempDir Path folder) {
    float[] image = {0f};
    ImageGrid grid = ImageGrid.of(1, 1, List.of(image), 1);
    image[0] = 1f;
    assertThat(grid.draw().colour(1, 1)).isZero();
    grid.write(folder.resolve("grid.png"));
    assertThat(Files.exists(folder.resolve("grid.png"))).isTrue();
  }

  @Test
  void refusesImagesOfTheWrongSize() {
    refuses(
        () -> ImageGrid.of(28, 28, List.of(new float[784], new float[783]), 2),
        """
        at image 1 of the picture:
          expected 28 x 28 = 784 values, but got 783
          try: give every image as height * width values, row by row\
        """);
    refuses(
        () -> ImageGrid.ofColour(32, 32, List.of(new float[1024]), 2),
        """
        at image 0 of the picture:
          expected 32 x 32 x 3 = 3,072 values, but got 1,024
          try: give every image as red, green and blue of each pixel, row by row\
        """);
  }

  @Test
  void refusesNothingToShow() {
    String message =
        """
        at picture:
          expected at least 1 image, but got none
          try: give the images to show\
        """;
    refuses(() -> ImageGrid.of(28, 28, List.of(), 2), message);
    refuses(() -> ImageGrid.reconstructions(28, 28, List.of(), List.of(), 2), message);
  }

  @Test
  void refusesUnequalPairs() {
    refuses(
        () -> ImageGrid.reconstructions(2, 3, List.of(RAMP, RAMP), List.of(RAMP), 2),
        """
        at picture of reconstructions:
          expected as many reconstructions as originals, 2, but got 1
          try: reconstruct each original once\
        """);
  }

  @Test
  void refusesSizesThatAreNotPositive() {
    String message =
        """
        at picture:
          expected %s of at least 1, but got %d
          try: use %s 1\
        """;
    List<float[]> images = List.of(RAMP);
    refuses(() -> ImageGrid.of(0, 3, images, 1), message.formatted("height", 0, "height"));
    refuses(() -> ImageGrid.of(2, -3, images, 1), message.formatted("width", -3, "width"));
    refuses(() -> ImageGrid.of(2, 3, images, 0), message.formatted("columns", 0, "columns"));
    refuses(
        () -> ImageGrid.reconstructions(2, 3, images, images, 0),
        message.formatted("columns", 0, "columns"));
    refuses(
        () -> ImageGrid.of(2, 3, images, 1).withScale(0), message.formatted("scale", 0, "scale"));
  }

  private static int[] row(Raster raster, int y) {
    int[] row = new int[raster.width()];
    for (int x = 0; x < row.length; x++) {
      row[x] = raster.colour(x, y);
    }
    return row;
  }

  private static void refuses(Runnable action, String message) {
    assertThatThrownBy(action::run).isInstanceOf(JelboException.class).hasMessage(message);
  }
}
