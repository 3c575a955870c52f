package org.jelbo.dsl.bijector;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException noMapOnto(Support support) {
    return JelboException.of(
        "Bijector.onto",
        "expected a support that real numbers can be mapped onto, but got " + support,
        "real or positive numbers, an interval, or a simplex");
  }

  static JelboException noInterval(double low, double high) {
    return JelboException.of(
        "Sigmoid",
        "expected finite ends, the lower one first, but got " + low + " and " + high,
        "Support.positive() for numbers without an upper end");
  }

  static JelboException notFinite(String parameter, double[] found) {
    return JelboException.here(
        "Affine",
        "expected a finite " + parameter + ", but got " + Arrays.toString(found),
        "Affine.of(0, 1), or values of the program");
  }

  static JelboException mapDoesNotFit(String map, String expected, Shape found) {
    return JelboException.here(
        map, "expected " + expected + ", but got " + found, "a map made for event shape " + found);
  }

  static JelboException tooSmall(String map, long least, long found) {
    return JelboException.here(
        map, "expected a size of " + least + " or more, but got " + found, map + ".of(3)");
  }

  static JelboException noOrder(List<Integer> found) {
    return JelboException.here(
        "Permutation",
        "expected each number from 0 to the last dim's size - 1 once, but got " + found,
        "Permutation.of(2, 0, 1)");
  }

  static JelboException noMaps() {
    return JelboException.here("Chain", "expected one map or more, but got none", "Identity.of()");
  }

  static JelboException outsideDomain(Bijector map, Support found) {
    return JelboException.here(
        "image of " + map.getClass().getSimpleName(),
        "expected "
            + (map.freeRank() == 0 ? "single entries in the map's domain, " : "the map's domain, ")
            + map.domain()
            + ", but got "
            + found,
        "another map before it, such as Bijector.onto(...) of the domain");
  }

  static JelboException noImage(Bijector map, Support of) {
    return JelboException.here(
        "image of " + map.getClass().getSimpleName(),
        "expected a map of which one support says where "
            + of
            + " go, but that depends on the entry, or on values of the graph",
        "constants that are equal for all entries, or a base on all of "
            + map.domain()
            + " and this map after it");
  }
}
