package org.jelbo.dsl.support;

import java.util.Arrays;

/** Vectors and matrices row by row. */
final class Vectors {
  /** How far the sum of float32 numbers may be from 1. */
  private static final double ROUNDING = 1e-5;

  private Vectors() {}

  /** A value, then zeros. */
  static double[] first(long size, double value) {
    double[] vector = new double[Math.toIntExact(size)];
    vector[0] = value;
    return vector;
  }

  /** Equal parts of 1. */
  static double[] equal(long size) {
    double[] vector = new double[Math.toIntExact(size)];
    Arrays.fill(vector, 1.0 / size);
    return vector;
  }

  static double[] identity(long size) {
    int rows = Math.toIntExact(size);
    double[] matrix = new double[rows * rows];
    for (int row = 0; row < rows; row++) {
      matrix[row * rows + row] = 1;
    }
    return matrix;
  }

  static boolean areCounts(double[] numbers, long size, long total) {
    return numbers.length == size
        && Arrays.stream(numbers).allMatch(number -> number == Math.rint(number))
        && least(numbers) >= 0
        && sum(numbers) == (double) total;
  }

  static boolean areOnSimplex(double[] numbers, long size) {
    return numbers.length == size && least(numbers) > 0 && Math.abs(sum(numbers) - 1) <= ROUNDING;
  }

  /** And 0 above the diagonal, positive on it, finite. */
  static boolean areLowerTriangular(double[] numbers, long size) {
    if (numbers.length != size * size) {
      return false;
    }
    for (int at = 0; at < numbers.length; at++) {
      long row = at / size;
      long column = at % size;
      double entry = numbers[at];
      if (column >= row && (row == column ? !(entry > 0) : entry != 0)) {
        return false;
      }
    }
    return Arrays.stream(numbers).allMatch(Double::isFinite);
  }

  private static double least(double[] numbers) {
    return Arrays.stream(numbers).min().orElse(Double.NaN);
  }

  private static double sum(double[] numbers) {
    return Arrays.stream(numbers).sum();
  }
}
