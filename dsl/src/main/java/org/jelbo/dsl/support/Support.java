package org.jelbo.dsl.support;

import org.jelbo.dsl.error.JelboException;

/**
 * Where each entry of a value lies; for {@link OneHot}, {@link Counts} and {@link Simplex} each
 * vector along the last dim, for {@link LowerTriangular} each matrix along the last two. The
 * supports are ordered by inclusion, see {@link #contains}.
 */
public sealed interface Support {

  /** Every real number. */
  record Reals() implements Support {
    @Override
    public String toString() {
      return "real numbers";
    }
  }

  /**
   * The real numbers from low to high, both included.
   *
   * @param low the least value
   * @param high the greatest value, at least {@code low}
   */
  record Interval(double low, double high) implements Support {
    /**
     * Checks the components.
     *
     * @throws JelboException for ends out of order, and what is not a number
     */
    public Interval {
      if (!(low <= high)) {
        throw Messages.emptyInterval(low, high);
      }
    }

    @Override
    public String toString() {
      if (Double.isInfinite(high)) {
        return Double.isInfinite(low) ? "real numbers" : "real numbers from " + number(low);
      }
      return Double.isInfinite(low)
          ? "real numbers up to " + number(high)
          : "real numbers in [" + number(low) + ", " + number(high) + "]";
    }
  }

  /**
   * The whole numbers from low to high, both included.
   *
   * @param low the least value
   * @param high the greatest value, at least {@code low}; {@code Long.MAX_VALUE} for no end
   */
  record Integers(long low, long high) implements Support {
    /**
     * Checks the components.
     *
     * @throws JelboException for ends out of order
     */
    public Integers {
      if (low > high) {
        throw Messages.noIntegers(low, high);
      }
    }

    @Override
    public String toString() {
      if (low == 0 && high == 1) {
        return "zeros and ones";
      }
      return high == Long.MAX_VALUE
          ? "whole numbers from " + low
          : "whole numbers in [" + low + ", " + high + "]";
    }
  }

  /**
   * Vectors of one 1 and otherwise 0 along the last dim.
   *
   * @param size the length of a vector, at least 1
   */
  record OneHot(long size) implements Support {
    /**
     * Checks the components.
     *
     * @throws JelboException for a size below 1
     */
    public OneHot {
      requireSize("OneHot", 1, size);
    }

    @Override
    public String toString() {
      return "one-hot vectors of " + size;
    }
  }

  /**
   * Vectors of whole numbers along the last dim that are not negative and have a sum.
   *
   * @param size the length of a vector, at least 1
   * @param total the sum, at least 0
   */
  record Counts(long size, long total) implements Support {
    /**
     * Checks the components.
     *
     * @throws JelboException for a size below 1, and a negative sum
     */
    public Counts {
      requireSize("Counts", 1, size);
      if (total < 0) {
        throw Messages.negativeTotal(total);
      }
    }

    @Override
    public String toString() {
      return "vectors of " + size + " whole numbers from 0 that sum to " + total;
    }
  }

  /** The real numbers above 0. */
  record Positive() implements Support {
    @Override
    public String toString() {
      return "positive numbers";
    }
  }

  /**
   * Vectors of positive numbers along the last dim that sum to 1.
   *
   * @param size the length of a vector, at least 2
   */
  record Simplex(long size) implements Support {
    /**
     * Checks the components.
     *
     * @throws JelboException for a size below 2
     */
    public Simplex {
      requireSize("Simplex", 2, size);
    }

    @Override
    public String toString() {
      return "vectors of " + size + " positive numbers that sum to 1";
    }
  }

  /**
   * Matrices along the last two dims that are 0 above the diagonal and positive on it: the factors
   * of positive definite ones.
   *
   * @param size the number of rows and of columns, at least 1
   */
  record LowerTriangular(long size) implements Support {
    /**
     * Checks the components.
     *
     * @throws JelboException for a size below 1
     */
    public LowerTriangular {
      requireSize("LowerTriangular", 1, size);
    }

    @Override
    public String toString() {
      return "lower triangular matrices of " + size + " rows with a positive diagonal";
    }
  }

  /** Every real number. */
  static Support reals() {
    return new Reals();
  }

  /** Zero and one. */
  static Support booleans() {
    return new Integers(0, 1);
  }

  /** The whole numbers from 0. */
  static Support naturals() {
    return new Integers(0, Long.MAX_VALUE);
  }

  /** The real numbers above 0. */
  static Support positive() {
    return new Positive();
  }

  /** Whether every value of the other support lies in this one. */
  default boolean contains(Support other) {
    if (this.equals(other)) {
      return true;
    }
    if (rank() > 0) {
      return (this instanceof OneHot a && other.equals(new Counts(a.size(), 1)))
          || (this instanceof Counts b && b.total() == 1 && other.equals(new OneHot(b.size())));
    }
    if (this instanceof Integers && !isWhole(other)) {
      return false;
    }
    return low() <= other.low() && other.high() <= high();
  }

  /**
   * Whether an element lies in this set.
   *
   * @param numbers an entry, a vector, or a matrix row by row
   */
  default boolean contains(double... numbers) {
    return numbers.length > 0 && new Element(numbers).isIn(this);
  }

  /** How many trailing dims one element of this set takes: 0 for single entries. */
  default int rank() {
    if (this instanceof LowerTriangular) {
      return 2;
    }
    return this instanceof OneHot || this instanceof Counts || this instanceof Simplex ? 1 : 0;
  }

  /** Whether this is a set of vectors along the last dim, not of single entries or matrices. */
  default boolean isOfVectors() {
    return rank() == 1;
  }

  private static boolean isWhole(Support support) {
    return support instanceof Integers || support instanceof OneHot || support instanceof Counts;
  }

  private static void requireSize(String support, long least, long found) {
    if (found < least) {
      throw Messages.tooSmall("Support." + support, least, found);
    }
  }

  private double low() {
    if (this instanceof Interval interval) {
      return interval.low();
    }
    if (this instanceof Integers integers) {
      return integers.low();
    }
    if (this instanceof Positive || this instanceof Simplex) {
      return Double.MIN_VALUE;
    }
    return this instanceof OneHot || this instanceof Counts ? 0 : Double.NEGATIVE_INFINITY;
  }

  private double high() {
    if (this instanceof Interval interval) {
      return interval.high();
    }
    if (this instanceof Integers integers) {
      return integers.high();
    }
    if (this instanceof Counts counts) {
      return counts.total();
    }
    return this instanceof OneHot || this instanceof Simplex ? 1 : Double.POSITIVE_INFINITY;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
