package org.jelbo.samples.report;

import java.util.List;
import java.util.Locale;

/**
 * Letters of 5 x 9 dots, since a runtime may have no fonts: a to z, 0 to 9 and {@code . - , : / ( )
 * + = % _} and space. Capitals are drawn as small letters, any other character as a frame.
 */
final class PixelFont {
  private static final int DOTS_ACROSS = 5;
  private static final int DOTS_DOWN = 9;
  private static final int ADVANCE = DOTS_ACROSS + 1;

  /** Dots from the top of a letter to the line it stands on. */
  private static final int ASCENT = 7;

  private static final List<String> BANDS =
      List.of(
          """
          abcdefghijkl
          ..... #.... ..... ....# ..... ..##. ..... #.... ..#.. ...#. #.... .##..
          ..... #.... ..... ....# ..... .#..# ..... #.... ..... ..... #.... ..#..
          .###. #.##. .###. .##.# .###. .#... .#### #.##. .##.. ..##. #..#. ..#..
          ....# ##..# #...# #..## #...# ###.. #...# ##..# ..#.. ...#. #.#.. ..#..
          .#### #...# #.... #...# ##### .#... #...# #...# ..#.. ...#. ##... ..#..
          #...# #...# #...# #...# #.... .#... #...# #...# ..#.. ...#. #.#.. ..#..
          .#### ####. .###. .#### .###. .#... .#### #...# .###. ...#. #..#. .###.
          ..... ..... ..... ..... ..... ..... ....# ..... ..... #..#. ..... .....
          ..... ..... ..... ..... ..... ..... .###. ..... ..... .##.. ..... .....
          """,
          """
          mnopqrstuvwx
          ..... ..... ..... ..... ..... ..... ..... .#... ..... ..... ..... .....
          ..... ..... ..... ..... ..... ..... ..... .#... ..... ..... ..... .....
          ##.#. #.##. .###. ####. .#### #.##. .#### ###.. #...# #...# #...# #...#
          #.#.# ##..# #...# #...# #...# ##..# #.... .#... #...# #...# #...# .#.#.
          #.#.# #...# #...# #...# #...# #.... .###. .#... #...# #...# #.#.# ..#..
          #.#.# #...# #...# #...# #...# #.... ....# .#..# #..## .#.#. #.#.# .#.#.
          #.#.# #...# .###. ####. .#### #.... ####. ..##. .##.# ..#.. .#.#. #...#
          ..... ..... ..... #.... ....# ..... ..... ..... ..... ..... ..... .....
          ..... ..... ..... #.... ....# ..... ..... ..... ..... ..... ..... .....
          """,
          """
          yz0123456789
          ..... ..... .###. ..#.. .###. ##### ...#. ##### ..##. ##### .###. .###.
          ..... ..... #...# .##.. #...# ...#. ..##. #.... .#... ....# #...# #...#
          #...# ##### #..## ..#.. ....# ..#.. .#.#. ####. #.... ...#. #...# #...#
          #...# ...#. #.#.# ..#.. ...#. ...#. #..#. ....# ####. ..#.. .###. .####
          #...# ..#.. ##..# ..#.. ..#.. ....# ##### ....# #...# .#... #...# ....#
          #...# .#... #...# ..#.. .#... #...# ...#. #...# #...# .#... #...# ...#.
          .#### ##### .###. .###. ##### .###. ...#. .###. .###. .#... .###. .##..
          ....# ..... ..... ..... ..... ..... ..... ..... ..... ..... ..... .....
          .###. ..... ..... ..... ..... ..... ..... ..... ..... ..... ..... .....
          """,
          """
          .-,:/()+=%_?
          ..... ..... ..... ..... ..... ...#. .#... ..... ..... ##... ..... #####
          ..... ..... ..... .##.. ....# ..#.. ..#.. ..#.. ..... ##..# ..... #...#
          ..... ..... ..... .##.. ...#. .#... ...#. ..#.. ##### ...#. ..... #...#
          ..... ##### ..... ..... ..#.. .#... ...#. ##### ..... ..#.. ..... #...#
          ..... ..... ..... ..... .#... .#... ...#. ..#.. ##### .#... ..... #...#
          .##.. ..... .##.. .##.. #.... ..#.. ..#.. ..#.. ..... #..## ..... #...#
          .##.. ..... .##.. .##.. ..... ...#. .#... ..... ..... ...## ##### #####
          ..... ..... ..#.. ..... ..... ..... ..... ..... ..... ..... ..... .....
          ..... ..... .#... ..... ..... ..... ..... ..... ..... ..... ..... .....
          """);

  private static final char UNKNOWN = '?';

  private final int dot;

  private PixelFont(int dot) {
    this.dot = dot;
  }

  /** Letters whose dots are squares of {@code dot} pixels. */
  static PixelFont of(int dot) {
    return new PixelFont(dot);
  }

  /** The width of a text in pixels. */
  int width(String text) {
    return Math.max(0, text.length() * ADVANCE - 1) * dot;
  }

  /** The height of letters above their line in pixels. */
  int ascent() {
    return ASCENT * dot;
  }

  /** Writes a text; the top left of its first letter is at the given pixel. */
  void write(Raster raster, String text, int left, int top, int colour) {
    String small = text.toLowerCase(Locale.ROOT);
    for (int i = 0; i < small.length(); i++) {
      if (small.charAt(i) != ' ') {
        letter(raster, small.charAt(i), left + i * ADVANCE * dot, top, colour);
      }
    }
  }

  private void letter(Raster raster, char letter, int left, int top, int colour) {
    for (int row = 0; row < DOTS_DOWN; row++) {
      String dots = dots(letter, row);
      for (int column = 0; column < DOTS_ACROSS; column++) {
        if (dots.charAt(column) == '#') {
          int x = left + column * dot;
          int y = top + row * dot;
          raster.fill(new Box(x, y, x + dot, y + dot), colour);
        }
      }
    }
  }

  /** One line of a letter: five characters, {@code #} for a dot. */
  static String dots(char letter, int row) {
    for (String band : BANDS) {
      List<String> lines = band.lines().toList();
      int place = lines.get(0).indexOf(letter);
      if (place >= 0) {
        int start = place * (DOTS_ACROSS + 1);
        return lines.get(row + 1).substring(start, start + DOTS_ACROSS);
      }
    }
    return dots(UNKNOWN, row);
  }
}
