package org.jelbo.samples.drawing;

/** Where lines are on one axis: their least, greatest and mean coordinate, by length. */
final class Extent {
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private double mass;
  private double sum;

  /** Adds the coordinates of a line; each of its pieces counts for the mean by its length. */
  void add(double[] coordinates, Line line) {
    min = Math.min(min, coordinates[0]);
    max = Math.max(max, coordinates[0]);
    for (int i = 1; i < coordinates.length; i++) {
      min = Math.min(min, coordinates[i]);
      max = Math.max(max, coordinates[i]);
      double length = line.length(i - 1);
      mass += length;
      sum += length * (coordinates[i] + coordinates[i - 1]) / 2;
    }
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  double length() {
    return max - min;
  }

  double centre() {
    return sum / mass;
  }
}
