package org.jelbo.inference.data;

import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The vectors along the last dim of a column's rows as they are stored. */
final class Vectors {
  /** What the sum of a vector on the simplex may be off. */
  static final double ROUNDING = 1e-5;

  private final Column column;
  private final Support entries;
  private final Storage storage;

  private Vectors(Column column, Support entries, Storage storage) {
    this.column = column;
    this.entries = entries;
    this.storage = storage;
  }

  static Vectors of(Column column, Support entries, Storage storage) {
    if (!column.transforms().isEmpty() || column.rowShape().numDimensions() == 0) {
      throw Messages.noVectors(column);
    }
    return new Vectors(column, entries, storage);
  }

  Support counts() {
    if (!Support.naturals().contains(entries)) {
      throw Messages.notCounts(column.name(), entries);
    }
    double total = sum(0);
    for (int vector = 1; vector < count(); vector++) {
      if (sum(vector) != total) {
        throw Messages.otherCount(column.name(), row(vector), total, sum(vector));
      }
    }
    return new Support.Counts(size(), (long) total);
  }

  Support simplex() {
    if (!Support.positive().contains(entries)) {
      throw Messages.notPositive(column.name(), entries);
    }
    for (int vector = 0; vector < count(); vector++) {
      if (Math.abs(sum(vector) - 1) > ROUNDING) {
        throw Messages.otherSum(column.name(), row(vector), sum(vector));
      }
    }
    return new Support.Simplex(size());
  }

  private int size() {
    Shape shape = column.rowShape();
    return Math.toIntExact(shape.get(shape.numDimensions() - 1));
  }

  private int count() {
    return storage.length() / size();
  }

  private long row(int vector) {
    return vector * (long) size() / column.rowShape().size();
  }

  private double sum(int vector) {
    double sum = 0;
    for (int i = 0; i < size(); i++) {
      sum += storage.at(vector * size() + i);
    }
    return sum;
  }
}
