package org.jelbo.dsl.support;

import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.tensorflow.ndarray.Shape;

/**
 * Where each entry of a value lies; for {@link OneHot}, {@link Counts} and {@link Simplex} each
 * vector along the last dim, for {@link LowerTriangular} each matrix along the last two. The
 * supports are ordered by inclusion, see {@link #contains(Support)}. What is asked of a support is
 * its own to say; what a package above does for each kind is a {@link Visitor}.
 */
public sealed interface Support
    permits Entries, WholeVectors, Support.Simplex, Support.LowerTriangular {

  /**
   * What is done for each kind of support.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    /** Of all real numbers. */
    R reals(Reals support);

    /** Of an interval. */
    R interval(Interval support);

    /** Of whole numbers, or vectors of them. */
    R whole(Support support);

    /** Of positive numbers. */
    R positive(Positive support);

    /** Of vectors that sum to 1. */
    R simplex(Simplex support);

    /** Of triangular matrices. */
    R lowerTriangular(LowerTriangular support);
  }

  /**
   * What the visitor does for this kind.
   *
   * @param <R> the result
   */
  <R> R accept(Visitor<R> visitor);

  /** The trailing dims of one element: none of an entry, {@code [n]} of a vector. */
  Shape shape();

  /** The smallest one with all entries of all elements. */
  Range range();

  /** An element away from the ends, row by row. */
  double[] middle();

  /**
   * Whether an element lies in this set.
   *
   * @param numbers an entry, a vector, or a matrix row by row
   */
  boolean contains(double... numbers);

  /** Whether every value of the other support lies in this one. */
  default boolean contains(Support other) {
    return equals(other);
  }

  /** All elements where they are finitely many. */
  default Optional<Elements> elements() {
    return Optional.empty();
  }

  /**
   * The ends that rounding may carry an entry of a mapped value to, or beyond; empty where there
   * are none.
   */
  default Optional<Range> edges() {
    return isWhole() || range().isUnbounded() ? Optional.empty() : Optional.of(range());
  }

  /** Whether all entries are whole numbers: elements have probabilities, not densities. */
  default boolean isWhole() {
    return range().isWhole();
  }

  /** How many trailing dims one element of this set takes: 0 for single entries. */
  default int rank() {
    return shape().numDimensions();
  }

  /** Whether this is a set of vectors along the last dim, not of single entries or matrices. */
  default boolean isOfVectors() {
    return rank() == 1;
  }

  /** Every real number. */
  record Reals() implements Entries {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reals(this);
    }

    @Override
    public Range range() {
      return Range.REALS;
    }

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
  record Interval(double low, double high) implements Entries {
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
    public <R> R accept(Visitor<R> visitor) {
      return visitor.interval(this);
    }

    @Override
    public Range range() {
      return Range.reals(low, high);
    }

    @Override
    public String toString() {
      return range().toString();
    }
  }

  /**
   * The whole numbers from low to high, both included.
   *
   * @param low the least value
   * @param high the greatest value, at least {@code low}; {@code Long.MAX_VALUE} for no end
   */
  record Integers(long low, long high) implements Entries {
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
    public <R> R accept(Visitor<R> visitor) {
      return visitor.whole(this);
    }

    @Override
    public Range range() {
      return Range.whole((double) low, (double) high);
    }

    @Override
    public double[] middle() {
      return new double[] {low};
    }

    @Override
    public Optional<Elements> elements() {
      return high == Long.MAX_VALUE ? Optional.empty() : Optional.of(Elements.numbers(low, high));
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
  record OneHot(long size) implements WholeVectors {
    /**
     * Checks the components.
     *
     * @throws JelboException for a size below 1
     */
    public OneHot {
      Messages.requireSize("OneHot", 1, size);
    }

    @Override
    public long total() {
      return 1;
    }

    @Override
    public Optional<Elements> elements() {
      return Optional.of(Elements.oneHot(size));
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
  record Counts(long size, long total) implements WholeVectors {
    /**
     * Checks the components.
     *
     * @throws JelboException for a size below 1, and a negative sum
     */
    public Counts {
      Messages.requireSize("Counts", 1, size);
      if (total < 0) {
        throw Messages.negativeTotal(total);
      }
    }

    @Override
    public Optional<Elements> elements() {
      return Optional.of(Elements.counts(size, total));
    }

    @Override
    public String toString() {
      return "vectors of " + size + " whole numbers from 0 that sum to " + total;
    }
  }

  /** The real numbers above 0. */
  record Positive() implements Entries {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.positive(this);
    }

    @Override
    public Range range() {
      return Range.above(0, Double.POSITIVE_INFINITY);
    }

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
      Messages.requireSize("Simplex", 2, size);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.simplex(this);
    }

    @Override
    public Shape shape() {
      return Shape.of(size);
    }

    @Override
    public Range range() {
      return Range.above(0, 1);
    }

    /** Below 1 entries are kept by their sum. */
    @Override
    public Optional<Range> edges() {
      return positive().edges();
    }

    @Override
    public double[] middle() {
      return Vectors.equal(size);
    }

    @Override
    public boolean contains(double... numbers) {
      return Vectors.areOnSimplex(numbers, size);
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
      Messages.requireSize("LowerTriangular", 1, size);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lowerTriangular(this);
    }

    @Override
    public Shape shape() {
      return Shape.of(size, size);
    }

    @Override
    public Range range() {
      return Range.REALS;
    }

    @Override
    public double[] middle() {
      return Vectors.identity(size);
    }

    @Override
    public boolean contains(double... numbers) {
      return Vectors.areLowerTriangular(numbers, size);
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
}
