package org.jelbo.inference.data;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The smallest support that holds the numbers of a column. */
final class Observed {
  /** The most numbers that are shown of one vector. */
  private static final int SHOWN = 10;

  private Observed() {}

  /** Of the numbers divided. */
  static Support support(String name, Storage storage, Shape rowShape, double divisor) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    boolean whole = true;
    for (int i = 0; i < storage.length(); i++) {
      double value = storage.at(i) / divisor;
      if (!Double.isFinite(value)) {
        throw Messages.notFinite(name, i / rowShape.size(), i % rowShape.size(), value);
      }
      low = Math.min(low, value);
      high = Math.max(high, value);
      whole &= value == Math.rint(value);
    }
    return whole ? new Support.Integers((long) low, (long) high) : new Support.Interval(low, high);
  }

  /** See {@link Column#firstOutside}. */
  static Optional<String> firstOutside(Column column, Storage storage, Support set) {
    double divisor = 1;
    for (Transform transform : column.transforms()) {
      if (transform.scale().isEmpty()) {
        return Optional.empty();
      }
      divisor *= transform.scale().getAsDouble();
    }
    Shape row = column.rowShape();
    if (row.numDimensions() < set.rank()) {
      return Optional.empty();
    }
    double[] element = new double[Math.toIntExact(row.takeLast(set.rank()).size())];
    for (int from = 0; from < storage.length(); from += element.length) {
      for (int i = 0; i < element.length; i++) {
        element[i] = storage.at(from + i) / divisor;
      }
      if (!set.contains(element)) {
        long entry = from % row.size() / element.length;
        return Optional.of(
            described(element)
                + " in row "
                + from / row.size()
                + (element.length == row.size() ? "" : ", entry " + entry));
      }
    }
    return Optional.empty();
  }

  /** The least number as it is stored. */
  static double least(Storage storage) {
    double least = storage.at(0);
    for (int i = 1; i < storage.length(); i++) {
      least = Math.min(least, storage.at(i));
    }
    return least;
  }

  /** A whole number without a point. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String described(double[] element) {
    String numbers =
        Arrays.stream(element).mapToObj(Observed::number).collect(Collectors.joining(", "));
    if (element.length == 1) {
      return numbers;
    }
    return element.length <= SHOWN ? "[" + numbers + "]" : element.length + " numbers";
  }
}
