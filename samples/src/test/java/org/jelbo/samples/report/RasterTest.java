package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RasterTest {
  @Test
  void fillsAndIgnoresWhatIsOutside() {
    Raster raster = Raster.of(3, 2, 0x010203);
    raster.fill(new Box(1, 1, 9, 9), 0xffffff);
    raster.set(-1, 0, 0);
    raster.set(0, 2, 0);
    raster.blend(3, 0, 0, 1);
    assertThat(colours(raster))
        .containsExactly(0x010203, 0x010203, 0x010203, 0x010203, 0xffffff, 0xffffff);
  }

  @Test
  void blendsEachColour() {
    Raster raster = Raster.of(1, 1, 0x00ff80);
    raster.blend(0, 0, 0xff0080, 0.2);
    assertThat(raster.colour(0, 0)).isEqualTo(0x33cc80);
    raster.blend(0, 0, 0x123456, 1);
    assertThat(raster.colour(0, 0)).isEqualTo(0x123456);
  }

  @Test
  void penInksEachPixelOnceAndOnlyInItsBox() {
    Raster raster = Raster.of(9, 5, 0xffffff);
    Pen pen = Pen.of(new Box(1, 1, 8, 4), 0.5);
    for (int i = 0; i < 3; i++) {
      pen.line(-50, 2.75, 50, 2.75);
    }
    pen.ink(raster, 0x000000);
    // 2.75 is 0.25 below the centre of row 2 and 0.75 above that of row 3.
    assertThat(raster.colour(4, 2)).isEqualTo(0x404040);
    assertThat(raster.colour(4, 3)).isEqualTo(0xbfbfbf);
    assertThat(raster.colour(4, 1)).isEqualTo(0xffffff);
    assertThat(raster.colour(0, 2)).isEqualTo(0xffffff);
    assertThat(raster.colour(8, 2)).isEqualTo(0xffffff);
  }

  private static int[] colours(Raster raster) {
    int[] colours = new int[raster.width() * raster.height()];
    for (int i = 0; i < colours.length; i++) {
      colours[i] = raster.colour(i % raster.width(), i / raster.width());
    }
    return colours;
  }
}
