package org.jelbo.dsl.support;

import java.util.Arrays;

/** One element of a support in numbers: an entry, a vector, or a matrix row by row. */
final class Element {
  /** How far the sum of float32 numbers may be from 1. */
  private static final double ROUNDING = 1e-5;

  private final double[] numbers;

  Element(double[] numbers) {
    this.numbers = numbers;
  }

  boolean isIn(Support support) {
    if (support instanceof Support.OneHot oneHot) {
      return isCounts(oneHot.size(), 1);
    }
    if (support instanceof Support.Counts counts) {
      return isCounts(counts.size(), counts.total());
    }
    if (support instanceof Support.Simplex simplex) {
      return has(simplex.size()) && least() > 0 && Math.abs(sum() - 1) <= ROUNDING;
    }
    if (support instanceof Support.LowerTriangular matrices) {
      return has(matrices.size() * matrices.size()) && isLowerTriangular((int) matrices.size());
    }
    return has(1) && isEntry(support, numbers[0]);
  }

  private static boolean isEntry(Support support, double entry) {
    if (support instanceof Support.Integers) {
      return entry == Math.rint(entry)
          && support.contains(new Support.Integers((long) entry, (long) entry));
    }
    return Double.isFinite(entry) && support.contains(new Support.Interval(entry, entry));
  }

  private boolean has(long size) {
    return numbers.length == size;
  }

  private boolean isCounts(long size, long total) {
    return has(size)
        && Arrays.stream(numbers).allMatch(number -> number == Math.rint(number))
        && least() >= 0
        && sum() == (double) total;
  }

  private boolean isLowerTriangular(int size) {
    for (int row = 0; row < size; row++) {
      for (int column = row; column < size; column++) {
        double entry = numbers[row * size + column];
        if (row == column ? !(entry > 0) : entry != 0) {
          return false;
        }
      }
    }
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  private double least() {
    return Arrays.stream(numbers).min().orElse(Double.NaN);
  }

  private double sum() {
    return Arrays.stream(numbers).sum();
  }
}
