package org.jelbo.inference.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TUint8;

class ColumnTest {
  private static final Column BYTES = Column.ofBytes("x", new byte[] {0, 51, (byte) 255, 102}, 2);

  @Test
  void shapesAndTypesAreThoseOfStorage() {
    assertThat(BYTES.rows()).isEqualTo(2);
    assertThat(BYTES.rowShape()).isEqualTo(Shape.of(2));
    assertThat(BYTES.stored().type()).isEqualTo(TUint8.class);
    assertThat(Column.ofFloats("f", new float[6], 1, 3).rows()).isEqualTo(2);
    assertThat(Column.ofFloats("f", new float[6]).stored().type()).isEqualTo(TFloat32.class);
    assertThat(Column.ofDoubles("d", new double[6]).stored().type()).isEqualTo(TFloat64.class);
    assertThat(Column.ofDoubles("d", new double[6]).eventShape()).isEqualTo(Shape.scalar());
    assertThat(Column.ofBytes("y", new byte[] {2, 0}).oneHot(3).eventShape())
        .isEqualTo(Shape.of(3));
  }

  @Test
  void supportIsTheSmallestThatHoldsTheNumbers() {
    assertThat(BYTES.support()).isEqualTo(new Support.Integers(0, 255));
    assertThat(BYTES.scaled(255).support()).isEqualTo(new Support.Interval(0, 1));
    assertThat(BYTES.scaled(255).binarized().support()).isEqualTo(Support.booleans());
    assertThat(Column.ofDoubles("d", new double[] {-1, 0.5}).support())
        .isEqualTo(new Support.Interval(-1, 0.5));
    Column label = Column.ofBytes("y", new byte[] {2, 0}).oneHot(3);
    assertThat(label.support()).isEqualTo(new Support.OneHot(3));
    assertThat(label.scaled(2).support()).isEqualTo(new Support.Interval(0, 0.5));
  }

  @Test
  void vectorsOfOneTotalAreCounts() {
    Column counts = Column.ofBytes("n", new byte[] {1, 2, 0, 3, 3, 0}, 2).counts();
    assertThat(counts.support()).isEqualTo(new Support.Counts(2, 3));
    assertThat(Support.naturals().contains(counts.support())).isTrue();
    assertThatThrownBy(() -> Column.ofBytes("n", new byte[] {1, 2, 1, 3}, 2).counts())
        .hasMessage(
            """
            at column 'n':
              expected vectors that sum to 3.0, but one in row 1 sums to 4.0
              try: without counts(): Multinomial.ofLogits(p.input("totals"), ...) with a column of the totals""");
    assertThatThrownBy(() -> Column.ofDoubles("n", new double[] {0.5, 2}, 2).counts())
        .hasMessage(
            """
            at column 'n':
              expected vectors of counts, but it holds real numbers in [0.5, 2]
              try: whole numbers from 0""");
    assertThatThrownBy(() -> Column.ofBytes("n", new byte[] {1, 2}).counts())
        .hasMessage(
            """
            at column 'n':
              expected rows of vectors as they are stored, but got row shape [] with transforms []
              try: counts() or simplex() first, for rows of shape [n]""");
  }

  @Test
  void positiveVectorsThatSumToOneLieOnTheSimplex() {
    Column parts = Column.ofFloats("p", new float[] {0.1f, 0.9f, 0.25f, 0.75f}, 2).simplex();
    assertThat(parts.support()).isEqualTo(new Support.Simplex(2));
    assertThatThrownBy(() -> Column.ofDoubles("p", new double[] {0.5, 0.6}, 2).simplex())
        .hasMessage(
            """
            at column 'p':
              expected vectors that sum to 1.0, but one in row 0 sums to 1.1
              try: each vector divided by its own sum""");
    assertThatThrownBy(() -> Column.ofDoubles("p", new double[] {0, 1}, 2).simplex())
        .hasMessage(
            """
            at column 'p':
              expected vectors of positive numbers, but it holds zeros and ones
              try: a small number added to each entry before they are divided by their sum""");
  }

  @Test
  void tensorsHoldTheRowsAskedFor() {
    try (Tensor second = BYTES.stored().tensor(1, 2)) {
      assertThat(second.shape()).isEqualTo(Shape.of(1, 2));
      assertThat(((TUint8) second).getByte(0, 0)).isEqualTo((byte) 255);
      assertThat(((TUint8) second).getByte(0, 1)).isEqualTo((byte) 102);
    }
    try (Tensor floats = Column.ofFloats("f", new float[] {1, 2, 3}).stored().tensor(1, 3)) {
      assertThat(((TFloat32) floats).getFloat(0)).isEqualTo(2);
    }
    try (Tensor doubles = Column.ofDoubles("d", new double[] {1, 2, 3}).stored().tensor(2, 3)) {
      assertThat(((TFloat64) doubles).getDouble(0)).isEqualTo(3);
    }
  }

  @Test
  void buffersAreCopiedFromTheirPosition() {
    ByteBuffer bytes = ByteBuffer.wrap(new byte[] {9, 1, 2});
    bytes.get();
    assertThat(digest(Column.ofBytes("x", bytes)))
        .isEqualTo(digest(Column.ofBytes("x", new byte[] {1, 2})));
    assertThat(bytes.remaining()).isEqualTo(2);
    assertThat(digest(Column.ofFloats("x", FloatBuffer.wrap(new float[] {1, 2}))))
        .isEqualTo(digest(Column.ofFloats("x", new float[] {1, 2})));
  }

  @Test
  void rowsAreChosenInTheOrderGiven() {
    Data data = Data.of(BYTES, Column.ofFloats("f", new float[] {5, 6}));
    Data chosen = data.rows(1, 0, 1);
    assertThat(chosen.rows()).isEqualTo(3);
    assertThat(chosen.digest())
        .isEqualTo(
            Data.of(
                    Column.ofBytes("x", new byte[] {(byte) 255, 102, 0, 51, (byte) 255, 102}, 2),
                    Column.ofFloats("f", new float[] {6, 5, 6}))
                .digest());
    assertThat(data.first(1).digest()).isEqualTo(data.rows(0).digest());
    assertThat(data.names()).containsExactly("x", "f");
    assertThat(data.column("g")).isEmpty();
  }

  @Test
  void digestTellsNamesTypesShapesTransformsAndNumbersApart() {
    byte[] bytes = {0, 1, 1, 0};
    List<Column> columns =
        List.of(
            Column.ofBytes("x", bytes, 2),
            Column.ofBytes("y", bytes, 2),
            Column.ofBytes("x", bytes, 1, 2),
            Column.ofBytes("x", bytes),
            Column.ofBytes("x", bytes, 2).scaled(2),
            Column.ofBytes("x", bytes, 2).binarized(),
            Column.ofBytes("x", new byte[] {0, 1, 1, 1}, 2),
            Column.ofFloats("x", new float[] {0, 1, 1, 0}, 2),
            Column.ofDoubles("x", new double[] {0, 1, 1, 0}, 2));
    Set<String> digests = new LinkedHashSet<>();
    columns.forEach(column -> digests.add(digest(column)));
    assertThat(digests).hasSize(columns.size()).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    assertThat(digest(Column.ofBytes("x", bytes.clone(), 2))).isEqualTo(digest(columns.get(0)));
  }

  @Test
  void schemaHasNoRows() {
    assertThat(Data.of(BYTES.scaled(255).binarized()).schema())
        .containsExactly("x [2] TUint8 [Scaled[divisor=255.0], Binarized[]]");
  }

  private static String digest(Column column) {
    return Data.of(column).digest();
  }
}
