package org.jelbo.dsl.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The name that was probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name that the fewest insertions, deletions, replacements and swaps of neighbours make
   * of a name; empty when there is none that changes at most half of it.
   */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(
            nearest -> 2 * distance(name, nearest) <= Math.max(name.length(), nearest.length()));
  }

  private static int distance(String a, String b) {
    int[][] distances = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        distances[i][j] = distance(a, b, i, j, distances);
      }
    }
    return distances[a.length()][b.length()];
  }

  /** Of the first i characters of a and the first j of b. */
  private static int distance(String a, String b, int i, int j, int[][] distances) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    boolean equal = a.charAt(i - 1) == b.charAt(j - 1);
    int least =
        Math.min(
            distances[i - 1][j - 1] + (equal ? 0 : 1),
            1 + Math.min(distances[i - 1][j], distances[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, 1 + distances[i - 2][j - 2]) : least;
  }
}
