package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.junit.jupiter.api.Test;

/** What data are refused with. */
class DataMessagesTest {
  private static final Column GREY = Column.ofDoubles("x", new double[] {0, 0.5, 1, 2.5}, 2);

  @Test
  void rowsThatAreNotWhole() {
    assertThat(Refusal.of(() -> Column.ofBytes("x", new byte[7], 2, 3)))
        .isEqualTo(
            """
            at column 'x':
              expected whole rows of shape [2, 3], but got 7 numbers
              try: one row or more of 6 numbers each\
            """);
    assertThat(Refusal.of(() -> Column.ofFloats("x", new float[0])))
        .isEqualTo(
            """
            at column 'x':
              expected whole rows of shape [], but got 0 numbers
              try: one row or more of 1 numbers each\
            """);
  }

  @Test
  void rowsWithoutEntries() {
    assertThat(Refusal.of(() -> Column.ofFloats("x", new float[] {1}, 2, 0)))
        .isEqualTo(
            """
            at column 'x':
              expected sizes of 1 or more, but got row shape [2, 0]
              try: the shape of one row, none for a scalar\
            """);
  }

  @Test
  void numbersThatAreNotFinite() {
    float[] values = {1, 2, 3, 4, 5, Float.NaN};
    assertThat(Refusal.of(() -> Column.ofFloats("x", values, 3)))
        .isEqualTo(
            """
            at column 'x':
              expected finite numbers, but row 1, entry 2 is NaN
              try: without the row, or 0 in its place and p.masked(seen, ...) around the site, with a column 'seen' that is 0 there and 1 elsewhere\
            """);
  }

  @Test
  void divisorThatIsNotPositive() {
    assertThat(Refusal.of(() -> GREY.scaled(0)))
        .isEqualTo(
            """
            at column 'x':
              expected a positive, finite divisor, but got 0.0
              try: scaled(255) for bytes to [0, 1]\
            """);
  }

  @Test
  void numbersToBinarizeThatAreNoProbabilities() {
    assertThat(Refusal.of(GREY::binarized))
        .isEqualTo(
            """
            at column 'x':
              expected probabilities to binarize, but it holds real numbers in [0, 2.5]
              try: scaled(255) before binarized() for bytes\
            """);
  }

  @Test
  void numbersThatAreNoCategories() {
    Column labels = Column.ofBytes("y", new byte[] {0, 3, 2});
    assertThat(Refusal.of(() -> labels.oneHot(3)))
        .isEqualTo(
            """
            at column 'y':
              expected whole numbers in [0, 2], but it holds whole numbers in [0, 3]
              try: oneHot(4)\
            """);
  }

  @Test
  void columnsThatDoNotBelongTogether() {
    Column labels = Column.ofBytes("y", new byte[3]);
    assertThat(Refusal.of(Data::of))
        .isEqualTo(
            """
            at data:
              expected at least one column, but got none
              try: Data.of(Column.ofFloats(...))\
            """);
    assertThat(Refusal.of(() -> Data.of(GREY, labels)))
        .isEqualTo(
            """
            at column 'y':
              expected 2 rows as column 'x' has, but got 3
              try: columns that belong to the same rows\
            """);
    assertThat(Refusal.of(() -> Data.of(GREY, GREY)))
        .isEqualTo(
            """
            at column 'x':
              expected columns of different names, but got two of this name
              try: another name for one of the two\
            """);
  }

  @Test
  void rowsThatAreNotThere() {
    assertThat(Refusal.of(() -> Data.of(GREY).rows(0, 2)))
        .isEqualTo(
            """
            at data:
              expected rows from 0 to 1, but got 2
              try: a row that is there\
            """);
    assertThat(Refusal.of(() -> Data.of(GREY).first(0)))
        .isEqualTo(
            """
            at data:
              expected one row or more, but got none
              try: first(2) for all of them\
            """);
    assertThat(Refusal.of(() -> Data.of(GREY).batch(3)))
        .isEqualTo(
            """
            at batch:
              expected a batch of 1 to 2 rows, as many as the data have, but got 3
              try: a smaller batch, or more data\
            """);
    assertThat(Refusal.of(() -> Data.of(GREY).batch(0)))
        .isEqualTo(
            """
            at batch:
              expected a batch of 1 to 2 rows, as many as the data have, but got 0
              try: a smaller batch, or more data\
            """);
  }

  @Test
  void shardsWithoutRows() {
    assertThat(Refusal.of(() -> Data.of(GREY).batch(2).shards(3)))
        .isEqualTo(
            """
            at shards (DataMessagesTest.java: assertThat(Refusal.of(() -> Data.of(GREY).batch(2).shards(3)))):
              expected 1 to 2 shards, as many as a batch has rows, but got 3
              try: data.batch(100).shards(2)\
            """);
    assertThat(Refusal.of(() -> Data.of(GREY).batch(2).shards(0))).contains("but got 0");
  }
}
