package org.jelbo.samples.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How the ten digits are written: two or three styles for each. A style is strokes separated by
 * {@code |}; a stroke is points {@code x,y} that a smooth curve goes through, on a square of 100 by
 * 100 with y pointing down. A stroke of two points is straight, and strokes that share a point make
 * a corner.
 */
final class Glyphs {
  /** One style of a digit: strokes of points, each {@code [points][2]}. */
  private record Glyph(List<double[][]> strokes) {}

  private static final List<List<Glyph>> DIGITS =
      List.of(
          glyphs(
              "58,2 34,5 18,25 14,54 24,88 50,100 76,90 86,56 78,20 58,2 44,3",
              "54,0 34,12 24,50 34,88 52,100 68,88 77,50 68,12 50,1"),
          glyphs(
              "52,0 51,50 49,100",
              "28,24 42,14 54,0 | 54,0 53,50 53,100",
              "30,22 54,0 | 54,0 53,100 | 28,99 54,100 80,98"),
          glyphs(
              "20,27 29,8 52,0 75,10 78,32 62,60 18,98 | 18,98 50,95 86,98",
              "20,22 35,3 60,2 76,20 70,46 50,73 30,95 15,93 17,81 32,79 58,95 86,91",
              "22,12 50,2 76,14 70,44 46,74 22,98 | 22,98 46,90 64,99 86,90"),
          glyphs(
              "20,13 45,0 72,11 72,33 42,46 | 42,46 75,55 80,78 60,97 36,98 15,85",
              "20,4 50,4 78,3 | 78,3 62,24 44,42 | 44,42 72,50 80,72 65,95 38,100 15,88",
              "22,10 50,0 74,14 66,36 46,46 56,46 77,60 76,84 52,100 16,92"),
          glyphs(
              "30,3 23,35 17,61 | 17,61 50,62 88,57 | 72,6 70,50 66,100",
              "66,0 40,32 12,68 | 12,68 50,68 90,65 | 66,0 65,50 63,100",
              "25,5 19,35 30,53 54,51 76,38 | 79,3 75,48 66,100"),
          glyphs(
              "75,3 52,4 30,4 | 30,4 27,24 24,43 | 24,43 50,36 75,50 78,75 58,97 32,98 15,88",
              "80,5 50,5 30,16 32,38 60,50 76,70 62,95 36,100 15,90",
              "28,6 26,26 24,44 | 24,44 52,38 74,54 74,80 50,100 18,94 | 29,6 54,6 82,1"),
          glyphs(
              "68,2 40,20 22,50 20,78 38,99 62,96 75,76 62,56 40,57 22,76",
              "46,0 32,32 23,68 34,96 57,99 70,82 60,63 40,64 25,80",
              "74,6 52,4 32,26 22,58 26,88 50,100 74,88 74,64 52,54 24,66"),
          glyphs(
              "15,6 50,4 85,5 | 85,5 62,44 42,100",
              "15,6 50,6 85,4 | 85,4 64,44 44,100 | 34,54 56,51 80,50",
              "17,24 19,8 | 19,8 50,8 82,5 | 82,5 68,40 56,100"),
          glyphs(
              "72,15 50,1 28,14 34,36 60,55 75,78 51,100 25,81 38,57 62,36 72,13",
              "50,46 28,32 33,8 52,0 70,9 72,32 50,46 | 50,46 25,62 22,88 50,100 78,88 75,62 50,46",
              "74,8 48,0 28,18 42,40 66,60 70,86 46,100 26,86 34,62 62,40 78,12"),
          glyphs(
              "74,22 55,1 31,9 24,34 42,50 64,42 74,20 | 74,20 73,60 67,100",
              "75,24 58,3 33,8 24,32 40,49 65,42 75,24 77,56 62,88 36,99 20,90",
              "70,10 46,2 27,18 32,40 54,44 70,28 72,8 | 72,8 64,54 50,100"));

  private Glyphs() {}

  /** The strokes of a digit from 0 to 9 in one of its styles. */
  static List<Line> lines(int digit, KeyedRandom random) {
    List<Glyph> styles = DIGITS.get(digit);
    List<Line> lines = new ArrayList<>();
    for (double[][] stroke : styles.get(random.below(styles.size())).strokes()) {
      lines.add(Line.through(stroke));
    }
    return lines;
  }

  private static List<Glyph> glyphs(String... styles) {
    return Stream.of(styles).map(Glyphs::glyph).toList();
  }

  private static Glyph glyph(String style) {
    return new Glyph(Stream.of(style.split(" \\| ", -1)).map(Glyphs::stroke).toList());
  }

  private static double[][] stroke(String points) {
    return Stream.of(points.split(" ", -1)).map(Glyphs::point).toArray(double[][]::new);
  }

  private static double[] point(String xy) {
    int comma = xy.indexOf(',');
    return new double[] {
      Double.parseDouble(xy.substring(0, comma)), Double.parseDouble(xy.substring(comma + 1))
    };
  }
}
