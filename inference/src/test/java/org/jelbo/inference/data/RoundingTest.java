package org.jelbo.inference.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which columns float32 holds, and which it does not. */
class RoundingTest {
  private static final int ROWS = 5_000;

  private static double[] numbers(IntToDoubleFunction number) {
    double[] numbers = new double[ROWS];
    Arrays.setAll(numbers, number);
    return numbers;
  }

  private static double normal(int row) {
    return new SplittableRandom(row).nextGaussian();
  }

  private static String lost(double... numbers) {
    return Column.ofDoubles("t", numbers).lostIn(Precision.FLOAT32).map(Rounding::found).orElse("");
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        Arguments.of("decimals", numbers(i -> 0.1 * (i % 7))),
        Arguments.of("two equal rows", new double[] {0.1, 0.1}),
        Arguments.of("one row", new double[] {1_700_000_013.25}),
        Arguments.of("pi", new double[] {3.14159, 3.14159, 3.1416}),
        Arguments.of("one third computed in two ways", new double[] {1 - 2 / 3.0, 1 / 3.0}),
        Arguments.of("normal draws", numbers(RoundingTest::normal)),
        Arguments.of("degrees in kelvin", numbers(i -> 293.15 + 0.5 * normal(i))),
        Arguments.of("years", numbers(i -> 1950 + i % 75)),
        Arguments.of("years as fractions", numbers(i -> 1950 + i / 365.25)),
        Arguments.of("latitudes of a city", numbers(i -> 52.52 + 0.05 * normal(i))),
        Arguments.of("incomes", numbers(i -> Math.exp(10.5 + normal(i)))),
        Arguments.of("heavy tails", numbers(i -> normal(i) / normal(i + ROWS))),
        Arguments.of("whole numbers of float32", numbers(i -> i * 1024.0 * 1024)),
        Arguments.of("zeros with a few numbers", numbers(i -> i % 50 == 0 ? 0.1 * i : 0)),
        Arguments.of("small numbers", numbers(i -> 1e-30 * normal(i))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kept")
  void ordinaryNumbersAreKept(String name, double[] numbers) {
    assertThat(lost(numbers)).as(name).isEmpty();
    assertThat(Column.ofDoubles("t", numbers).scaled(7).lostIn(Precision.FLOAT32)).isEmpty();
  }

  @Test
  void timesOfOneDayAreLost() {
    double[] times = numbers(i -> 1.7e9 + 10.5 * i);
    assertThat(lost(times)).isEqualTo("it rounds numbers by up to 64, which spread by 1.52E+4");
    assertThat(lost(numbers(i -> i % 10 == 0 ? 0 : times[i])))
        .as("with fillers far away")
        .isEqualTo("it rounds numbers by up to 64, which spread by 2.15E+4");
    Column column = Column.ofDoubles("t", times);
    assertThat(column.scaled(1e6).lostIn(Precision.FLOAT32)).isPresent();
    assertThat(column.lostIn(Precision.FLOAT64)).isEmpty();
    assertThat(column.minus(1.7e9).lostIn(Precision.FLOAT32)).isEmpty();
  }

  @Test
  void everyPlaceOfRowsIsLookedAt() {
    double[] pairs = new double[2 * ROWS];
    Arrays.setAll(pairs, i -> i % 2 == 0 ? 0.5 * i : 1e6 + 1e-3 * normal(i));
    assertThat(Column.ofDoubles("t", pairs, 2).lostIn(Precision.FLOAT32).orElseThrow().found())
        .startsWith("it rounds numbers by up to 0.0")
        .endsWith(" in entry 1");
  }

  @Test
  void wholeNumbersThatBecomeOneAreLost() {
    assertThat(lost(16_777_216, 5, 16_777_217))
        .isEqualTo("it rounds 16777216 and 16777217 both to 16777216");
    assertThat(lost(16_777_216, 5, 16_777_218)).isEmpty();
    assertThat(Column.ofDoubles("t", new double[] {16_777_216, 16_777_217, 5}).scaled(2))
        .satisfies(halves -> assertThat(halves.lostIn(Precision.FLOAT32)).isEmpty());
  }

  @Test
  void numbersBeyondFloatsAreLost() {
    Column column = Column.ofDoubles("t", new double[] {1, 1e300});
    assertThat(column.lostIn(Precision.FLOAT32).orElseThrow())
        .isEqualTo(new Rounding("it rounds 1.0E300 to infinity", "scaled(1.0E300) on the column"));
    assertThat(column.scaled(1e300).lostIn(Precision.FLOAT32)).isEmpty();
  }

  @Test
  void wholeNumbersByTypeAreHeldOneByOne() {
    Column ints = Column.ofInts("k", new int[] {5, -16_777_217, 16_777_216});
    assertThat(ints.inexactIn(Precision.FLOAT32).orElseThrow())
        .isEqualTo(
            new Rounding("it rounds -16777217 to -16777216", "minus(-16777217) on the column"));
    assertThat(ints.inexactIn(Precision.FLOAT64)).isEmpty();
    long[] values = {9_007_199_254_740_993L, 9_007_199_254_740_995L};
    Column longs = Column.ofLongs("k", values);
    assertThat(longs.inexactIn(Precision.FLOAT64).orElseThrow().found())
        .isEqualTo("it rounds 9007199254740993 to 9007199254740992");
    assertThat(longs.minus(9_007_199_254_740_992.0).inexactIn(Precision.FLOAT32)).isEmpty();
    assertThat(Column.ofLongs("k", new long[] {Long.MAX_VALUE}).inexactIn(Precision.FLOAT64))
        .isPresent();
    assertThat(Column.ofLongs("k", new long[] {Long.MIN_VALUE}).inexactIn(Precision.FLOAT32))
        .isEmpty();
  }

  @Test
  void offsetsAreSubtractedFirst() {
    Column column = Column.ofDoubles("t", new double[] {4, 6});
    assertThat(column.minus(4).support().contains(0.0, 2.0)).isFalse();
    assertThat(column.minus(4).firstOutside(new org.jelbo.dsl.support.Support.Integers(0, 1)))
        .contains("2 in row 1");
    assertThatThrownBy(() -> column.scaled(2).minus(4))
        .hasMessage(
            """
            at column 't':
              expected numbers as they are stored to subtract from, but got transforms [Scaled[divisor=2.0]]
              try: minus(1_700_000_000) before any other transform""");
    assertThatThrownBy(() -> column.minus(Double.NaN))
        .hasMessageContaining("expected a finite number to subtract, but got NaN\n");
  }
}
