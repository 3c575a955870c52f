package org.jelbo.dsl.support;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The elements of a finite support.
 *
 * @param count how many there are, perhaps rounded where they are more than 2^53
 * @param list all of them, each an entry or a vector; not to be asked for where they are many
 */
public record Elements(double count, Supplier<List<double[]>> list) {

  static Elements numbers(long low, long high) {
    return new Elements(
        (double) high - low + 1,
        () -> {
          List<double[]> numbers = new ArrayList<>();
          for (long number = low; number <= high; number++) {
            numbers.add(new double[] {number});
          }
          return numbers;
        });
  }

  static Elements oneHot(long size) {
    return new Elements(
        (double) size,
        () -> {
          List<double[]> vectors = new ArrayList<>();
          for (int one = 0; one < size; one++) {
            double[] vector = new double[Math.toIntExact(size)];
            vector[one] = 1;
            vectors.add(vector);
          }
          return vectors;
        });
  }

  static Elements counts(long size, long total) {
    return new Elements(
        binomial(size, total),
        () -> {
          List<double[]> vectors = new ArrayList<>();
          addCounts(vectors, new double[Math.toIntExact(size)], 0, total);
          return vectors;
        });
  }

  /** {@code binomial(total + size - 1, total)}. */
  private static double binomial(long size, long total) {
    double count = 1;
    for (long i = 1; i < size && count < (double) Long.MAX_VALUE; i++) {
      count = count * (total + i) / i;
    }
    return Math.rint(count);
  }

  private static void addCounts(List<double[]> vectors, double[] vector, int at, long left) {
    if (at == vector.length - 1) {
      vector[at] = left;
      vectors.add(vector.clone());
      return;
    }
    for (long here = 0; here <= left; here++) {
      vector[at] = here;
      addCounts(vectors, vector, at + 1, left - here);
    }
  }
}
