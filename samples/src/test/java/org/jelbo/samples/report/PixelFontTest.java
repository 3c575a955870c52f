package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PixelFontTest {
  private static final String ALL = "abcdefghijklmnopqrstuvwxyz0123456789.-,:/()+=%_";

  @Test
  void everyLetterIsDifferentAndNotTheFrame() {
    Set<String> pictures = new HashSet<>();
    for (char letter : (ALL + "?").toCharArray()) {
      String picture = picture(letter);
      assertThat(picture).matches("([#.]{5}\n){8}[#.]{5}").contains("#");
      pictures.add(picture);
    }
    assertThat(pictures).hasSize(ALL.length() + 1);
  }

  @Test
  void capitalsAreSmallAndUnknownCharactersAreFrames() {
    assertThat(drawn("Loss")).isEqualTo(drawn("loss"));
    assertThat(drawn("\u00e4")).isEqualTo(drawn("?"));
    assertThat(drawn(" ")).doesNotContain("#");
  }

  @Test
  void widthIsThatOfTheDots() {
    PixelFont font = PixelFont.of(2);
    assertThat(font.width("")).isZero();
    assertThat(font.width("a")).isEqualTo(10);
    assertThat(font.width("ab")).isEqualTo(22);
    assertThat(font.ascent()).isEqualTo(14);
  }

  private static String picture(char letter) {
    return IntStream.range(0, 9)
        .mapToObj(row -> PixelFont.dots(letter, row))
        .collect(Collectors.joining("\n"));
  }

  private static String drawn(String text) {
    Raster raster = Raster.of(30, 9, 0);
    PixelFont.of(1).write(raster, text, 0, 0, 1);
    return IntStream.range(0, 30 * 9)
        .mapToObj(i -> raster.colour(i % 30, i / 30) == 1 ? "#" : ".")
        .collect(Collectors.joining());
  }
}
