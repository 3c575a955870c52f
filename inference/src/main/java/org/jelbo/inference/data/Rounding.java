package org.jelbo.inference.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import org.jelbo.dsl.expr.Precision;

/**
 * What float32 or float64 loses of a column's numbers.
 *
 * <p>Rounding is no loss where it is small against what tells rows apart: at every place of a row,
 * the greatest change of a number may be {@value #LOST} of the numbers' standard deviation, and
 * that of those in the middle half {@value #LOST} of theirs, so that a few numbers far away, such
 * as fillers of missing ones, hide nothing; and it may always be {@value #LOST_OF_GAP} of the
 * smallest difference of two of them. Two different whole numbers may not become one, and no number
 * infinite.
 *
 * @param found what happens to which numbers, without a full stop
 * @param remedy what the column needs
 */
public record Rounding(String found, String remedy) {
  /** How much of the spread rounding may take. */
  static final double LOST = 1e-3;

  /** How much of the smallest difference of two rows it may take, whatever they spread by. */
  private static final double LOST_OF_GAP = 0.02;

  /** A spread that is so small against the numbers is the rounding of float64 itself. */
  private static final double NOISE = 1e-12;

  /** The standard deviation of a normal distribution for each unit between its quartiles. */
  private static final double OF_QUARTILES = 0.7413;

  /** How many rows the quartiles are taken of, at most. */
  private static final int SAMPLE = 1_000;

  /** A prime, so that what repeats in the rows is not sampled at one of its places. */
  private static final long STRIDE = 7_919;

  /** Whole numbers up to here are numbers of float32. */
  private static final double EXACT = 1 << 24;

  /** Of no use to numbers whose squares are infinite in float64 too. */
  private static final String WIDER = ", or Precision.FLOAT64";

  /**
   * What float32 loses of what tells rows apart; empty where nothing is.
   *
   * @param width how many numbers a row has
   * @param divisor of all numbers
   * @param isWhole whether all are whole numbers that are read as they are
   */
  static Optional<Rounding> inSingle(Storage storage, int width, double divisor, boolean isWhole) {
    if (!storage.isWiderThanSingle()) {
      return Optional.empty();
    }
    for (int place = 0; place < width; place++) {
      double[] numbers = new double[storage.length() / width];
      for (int row = 0; row < numbers.length; row++) {
        numbers[row] = storage.at(row * width + place) / divisor;
      }
      Optional<Rounding> found = of(numbers, isWhole, width == 1 ? "" : " in entry " + place);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The first whole number that is not one of the precision. */
  static Optional<Rounding> ofWhole(Storage storage, Precision precision) {
    for (int i = 0; i < storage.length(); i++) {
      if (Math.abs(storage.at(i)) <= EXACT) {
        continue;
      }
      BigDecimal number = storage.exactly(i);
      double rounded =
          precision == Precision.FLOAT64 ? number.doubleValue() : (double) number.floatValue();
      if (Double.isInfinite(rounded) || new BigDecimal(rounded).compareTo(number) != 0) {
        double least = Observed.least(storage);
        return Optional.of(
            shifted(number.toPlainString() + " to " + Observed.number(rounded), least));
      }
    }
    return Optional.empty();
  }

  private static Optional<Rounding> of(double[] numbers, boolean isWhole, String entry) {
    double greatest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    if (Double.isInfinite((float) greatest)) {
      return Optional.of(
          new Rounding(
              "it rounds " + greatest + entry + " to infinity",
              "scaled("
                  + greatest
                  + ") on the column"
                  + (Double.isInfinite(greatest * greatest) ? "" : WIDER)));
    }
    double change = change(numbers);
    if (change == 0) {
      return Optional.empty();
    }
    Optional<String> found = isWhole ? merged(numbers) : Optional.empty();
    return found
        .or(() -> lost(numbers, deviation(numbers, greatest)))
        .or(() -> ofMiddle(numbers))
        .map(text -> shifted(text + entry, Arrays.stream(numbers).min().orElse(0)))
        .map(rounding -> new Rounding(rounding.found(), rounding.remedy() + WIDER));
  }

  private static Rounding shifted(String text, double least) {
    return new Rounding("it rounds " + text, "minus(" + Observed.number(least) + ") on the column");
  }

  private static Optional<String> merged(double[] numbers) {
    double[] large = Arrays.stream(numbers).filter(x -> Math.abs(x) >= EXACT).sorted().toArray();
    for (int i = 1; i < large.length; i++) {
      if (large[i] != large[i - 1] && (float) large[i] == (float) large[i - 1]) {
        return Optional.of(
            Observed.number(large[i - 1])
                + " and "
                + Observed.number(large[i])
                + " both to "
                + Observed.number((float) large[i]));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofMiddle(double[] numbers) {
    double[] sample = numbers.clone();
    if (numbers.length > SAMPLE) {
      sample = new double[SAMPLE];
      Arrays.setAll(sample, i -> numbers[(int) (i * STRIDE % numbers.length)]);
    }
    Arrays.sort(sample);
    int quarter = sample.length / 4;
    double[] middle = Arrays.copyOfRange(sample, quarter, sample.length - quarter);
    return lost(middle, (middle[middle.length - 1] - middle[0]) * OF_QUARTILES);
  }

  private static Optional<String> lost(double[] numbers, double spread) {
    double change = change(numbers);
    double greatest = Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    return change > LOST * spread
            && spread > NOISE * greatest
            && change > LOST_OF_GAP * gap(numbers, NOISE * greatest)
        ? Optional.of(
            "numbers by up to " + threeDigits(change) + ", which spread by " + threeDigits(spread))
        : Optional.empty();
  }

  /** The smallest difference of two of them that is more than the rounding of float64. */
  private static double gap(double[] numbers, double noise) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double gap = Double.POSITIVE_INFINITY;
    for (int i = 1; i < sorted.length; i++) {
      double difference = sorted[i] - sorted[i - 1];
      gap = difference > noise ? Math.min(gap, difference) : gap;
    }
    return gap;
  }

  private static String threeDigits(double number) {
    return new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros().toString();
  }

  private static double change(double[] numbers) {
    return Arrays.stream(numbers).map(x -> Math.abs((float) x - x)).max().orElse(0);
  }

  private static double deviation(double[] numbers, double greatest) {
    double mean = Arrays.stream(numbers).map(x -> x / greatest).average().orElse(0);
    double square =
        Arrays.stream(numbers)
            .map(x -> (x / greatest - mean) * (x / greatest - mean))
            .average()
            .orElse(0);
    return Math.sqrt(square) * greatest;
  }
}
