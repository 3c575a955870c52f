package org.jelbo.inference.data;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** What this package refuses. */
final class Messages {
  private Messages() {}

  static JelboException rowsIncomplete(String name, int length, Shape shape) {
    return JelboException.of(
        "column '" + name + "'",
        "expected whole rows of shape " + shape + ", but got " + length + " numbers",
        "one row or more of " + shape.size() + " numbers each");
  }

  static JelboException noEntries(String name, Shape found) {
    return JelboException.of(
        "column '" + name + "'",
        "expected sizes of 1 or more, but got row shape " + found,
        "the shape of one row, none for a scalar");
  }

  static JelboException notFinite(String name, long row, long entry, double value) {
    return JelboException.of(
        "column '" + name + "'",
        "expected finite numbers, but row " + row + ", entry " + entry + " is " + value,
        "without the row, or 0 in its place and p.masked(seen, ...) around the site, with a column"
            + " 'seen' that is 0 there and 1 elsewhere");
  }

  static JelboException noOffset(Column column, double offset) {
    return JelboException.of(
        "column '" + column.name() + "'",
        Double.isFinite(offset)
            ? "expected numbers as they are stored to subtract from, but got transforms "
                + column.transforms()
            : "expected a finite number to subtract, but got " + offset,
        "minus(1_700_000_000) before any other transform");
  }

  static JelboException divisorNotPositive(String name, double divisor) {
    return JelboException.of(
        "column '" + name + "'",
        "expected a positive, finite divisor, but got " + divisor,
        "scaled(255) for bytes to [0, 1]");
  }

  static JelboException notProbabilities(String name, Support found) {
    return JelboException.of(
        "column '" + name + "'",
        "expected probabilities to binarize, but it holds " + found,
        "scaled(255) before binarized() for bytes");
  }

  static JelboException notCategories(String name, int size, Support found) {
    return JelboException.of(
        "column '" + name + "'",
        "expected whole numbers in [0, " + (size - 1) + "], but it holds " + found,
        categories(size, found));
  }

  private static String categories(int size, Support found) {
    if (!found.isWhole() || found.rank() > 0) {
      return "whole numbers counted from 0";
    }
    long low = (long) found.range().low();
    long high = (long) found.range().high();
    if (low >= 0) {
      return "oneHot(" + (high + 1) + ")";
    }
    long needed = Math.max(size, high - low + 1);
    return "minus("
        + low
        + ").oneHot("
        + needed
        + "), or 0 in place of what is missing, with a mask";
  }

  static JelboException noVectors(Column column) {
    return JelboException.of(
        "column '" + column.name() + "'",
        "expected rows of vectors as they are stored, but got row shape "
            + column.rowShape()
            + " with transforms "
            + column.transforms(),
        "counts() or simplex() first, for rows of shape [n]");
  }

  static JelboException notCounts(String name, Support found) {
    return JelboException.of(
        "column '" + name + "'",
        "expected vectors of counts, but it holds " + found,
        "whole numbers from 0");
  }

  static JelboException notPositive(String name, Support found) {
    return JelboException.of(
        "column '" + name + "'",
        "expected vectors of positive numbers, but it holds " + found,
        "a small number added to each entry before they are divided by their sum");
  }

  static JelboException otherCount(String name, long row, double total, double found) {
    return JelboException.of(
        "column '" + name + "'",
        "expected vectors that sum to " + total + ", but one in row " + row + " sums to " + found,
        "without counts(): Multinomial.ofLogits(p.input(\"totals\"), ...) with a column of the"
            + " totals");
  }

  static JelboException otherSum(String name, long row, double found) {
    return JelboException.of(
        "column '" + name + "'",
        "expected vectors that sum to 1.0, but one in row " + row + " sums to " + found,
        "each vector divided by its own sum");
  }

  static JelboException noColumns() {
    return JelboException.of(
        "data", "expected at least one column, but got none", "Data.of(Column.ofFloats(...))");
  }

  static JelboException rowsDiffer(Column first, Column other) {
    return JelboException.of(
        "column '" + other.name() + "'",
        "expected "
            + first.rows()
            + " rows as column '"
            + first.name()
            + "' has, but got "
            + other.rows(),
        "columns that belong to the same rows");
  }

  static JelboException columnTwice(String name) {
    return JelboException.of(
        "column '" + name + "'",
        "expected columns of different names, but got two of this name",
        "another name for one of the two");
  }

  static JelboException noRows(int rows) {
    return JelboException.of(
        "data", "expected one row or more, but got none", "first(" + rows + ") for all of them");
  }

  static JelboException noSuchRow(int row, int rows) {
    return JelboException.of(
        "data",
        "expected rows from 0 to " + (rows - 1) + ", but got " + row,
        "a row that is there");
  }

  static JelboException splitLeavesNothing(int count, int rows) {
    return JelboException.of(
        "split",
        "expected a first part of 1 to "
            + (rows - 1)
            + " rows, so that both parts have some of the "
            + rows
            + ", but got "
            + count,
        rows > 1 ? "split(" + rows / 2 + ", seed)" : "data of 2 rows or more");
  }

  static JelboException batchDoesNotFit(int batch, int rows) {
    return JelboException.of(
        "batch",
        "expected a batch of 1 to " + rows + " rows, as many as the data have, but got " + batch,
        "a smaller batch, or more data");
  }

  static JelboException shardsDoNotFit(int shards, int batch) {
    return JelboException.here(
        "shards",
        "expected 1 to " + batch + " shards, as many as a batch has rows, but got " + shards,
        "data.batch(100).shards(2)");
  }

  static JelboException dataTwice(String feed) {
    return JelboException.here(
        "data of '" + feed + "'",
        "expected data for each feed once, but got two of this name",
        "another name for one of the two");
  }
}
