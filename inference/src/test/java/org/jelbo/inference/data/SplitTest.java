package org.jelbo.inference.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.jelbo.usage.Refusal;
import org.junit.jupiter.api.Test;
import org.tensorflow.Tensor;
import org.tensorflow.types.TInt32;

class SplitTest {
  private static final int ROWS = 100;
  private static final Data DATA =
      Data.of(
          Column.ofInts("i", IntStream.range(0, ROWS).toArray()),
          Column.ofInts("minus", IntStream.range(0, ROWS).map(i -> -i).toArray()));

  private static int[] numbers(Data data, String column) {
    try (Tensor tensor = data.column(column).orElseThrow().stored().tensor(0, data.rows())) {
      return IntStream.range(0, data.rows()).map(i -> ((TInt32) tensor).getInt(i)).toArray();
    }
  }

  @Test
  void everyRowIsInOnePartInItsOrder() {
    Data.Split parts = DATA.split(30, 7);
    int[] first = numbers(parts.first(), "i");
    int[] rest = numbers(parts.rest(), "i");
    assertThat(first).hasSize(30).isSorted();
    assertThat(rest).hasSize(70).isSorted();
    assertThat(IntStream.concat(IntStream.of(first), IntStream.of(rest)).sorted().toArray())
        .isEqualTo(numbers(DATA, "i"));
    assertThat(IntStream.of(numbers(parts.first(), "minus")).map(i -> -i).toArray())
        .isEqualTo(first);
  }

  @Test
  void theSeedDecides() {
    assertThat(DATA.split(30, 7).first().digest()).isEqualTo(DATA.split(30, 7).first().digest());
    assertThat(DATA.split(30, 8).first().digest()).isNotEqualTo(DATA.split(30, 7).first().digest());
    assertThat(numbers(DATA.split(30, 7).first(), "i"))
        .isNotEqualTo(IntStream.range(0, 30).toArray());
  }

  @Test
  void partsWithoutRowsAreRefused() {
    assertThat(Refusal.of(() -> DATA.split(100, 0)))
        .isEqualTo(
            """
            at split:
              expected a first part of 1 to 99 rows, so that both parts have some of the 100, but got 100
              try: split(50, seed)""");
    assertThat(Refusal.of(() -> DATA.first(1).split(1, 0)))
        .endsWith("but got 1\n  try: data of 2 rows or more");
  }
}
