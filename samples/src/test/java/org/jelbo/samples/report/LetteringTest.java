package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LetteringTest {
  private static final Lettering FONT = Lettering.SMALL;

  @Test
  void everyCharacterHasItsOwnShape() {
    String all =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;/()[]+-=<>%_|'\"#"
            + "\u00e4\u03b1\u03b2\u03c3\u2212";
    Set<String> shapes = new HashSet<>();
    all.chars().forEach(letter -> shapes.add(drawn(Character.toString(letter))));
    assertThat(shapes).hasSize(all.length());
  }

  @Test
  void charactersThatTheFontLacksAreFramesAndSpaceIsEmpty() {
    assertThat(drawn("\u4e2d")).isEqualTo(drawn("\ud83d\ude00")).contains("#");
    assertThat(drawn(" ")).doesNotContain("#");
    assertThat(FONT.width(" ")).isGreaterThan(2);
  }

  @Test
  void capitalsFillTheirHeightAndTextItsWidth() {
    Raster raster = Raster.of(80, 40, 0xffffff);
    FONT.write(raster, "HELLO", 10, 20, 0);
    assertThat(FONT.height()).isEqualTo(10);
    // The round letters reach a little over.
    assertThat(inked(raster, false)).isSubsetOf(range(19, 31)).containsAll(range(20, 30));
    int right = 10 + FONT.width("HELLO");
    assertThat(inked(raster, true)).isSubsetOf(range(10, right)).contains(11, right - 2);
  }

  /** Upwards: the first letter is the lowest. */
  @Test
  void textThatRunsUpwardsIsTheSameTurned() {
    Raster across = Raster.of(60, 60, 0xffffff);
    FONT.write(across, "Lj", 10, 20, 0);
    Raster up = Raster.of(60, 60, 0xffffff);
    FONT.writeUpwards(up, "Lj", 20, 50 - FONT.width("Lj") / 2, 0);
    // A point (x, y) across is at (y, 59 - x) upwards.
    for (int x = 0; x < 60; x++) {
      for (int y = 0; y < 60; y++) {
        int difference = (across.colour(x, y) & 0xff) - (up.colour(y, 59 - x) & 0xff);
        assertThat(Math.abs(difference)).isLessThan(40);
      }
    }
    assertThat(inked(up, true)).isNotEmpty();
  }

  private static String drawn(String text) {
    Raster raster = Raster.of(30, 24, 0xffffff);
    FONT.write(raster, text, 4, 6, 0);
    return IntStream.range(0, 30 * 24)
        .mapToObj(i -> raster.colour(i % 30, i / 30) < 0x808080 ? "#" : ".")
        .collect(Collectors.joining());
  }

  /** The columns or rows in which there is anything. */
  private static Set<Integer> inked(Raster raster, boolean isColumns) {
    Set<Integer> inked = new HashSet<>();
    for (int x = 0; x < raster.width(); x++) {
      for (int y = 0; y < raster.height(); y++) {
        if (raster.colour(x, y) != 0xffffff) {
          inked.add(isColumns ? x : y);
        }
      }
    }
    return inked;
  }

  private static Set<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().collect(Collectors.toSet());
  }
}
