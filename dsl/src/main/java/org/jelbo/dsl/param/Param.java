package org.jelbo.dsl.param;

import java.util.Objects;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.support.Support;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A value that training changes: its name is a path, such as {@code decoder/0/kernel}, and
 * identifies it among all programs of an objective.
 *
 * @param name unique among the objective's parameters, and one that files can hold: of 1 to {@value
 *     #LONGEST_NAME} characters without control characters and halves of surrogate pairs, and none
 *     of those that files use themselves, which begin with {@value #RESERVED} or have {@value
 *     #FREE} in them
 * @param shape all sizes known and positive
 * @param initializer how it starts, in the support
 * @param support where its entries lie; training moves free numbers that are mapped onto it
 * @param isTrained whether an optimizer moves it; where not, it keeps its start, or what a layer
 *     {@link Build#keep keeps} in it
 */
public record Param(
    String name, Shape shape, Initializer initializer, Support support, boolean isTrained) {
  /** How the names begin that a checkpoint uses for what is not a parameter. */
  public static final String RESERVED = "optimizer/";

  /**
   * What stands in a file between a parameter's name and the support that its numbers are free of.
   */
  public static final String FREE = ".free of ";

  /** How many characters a name has at most. */
  public static final int LONGEST_NAME = 1_000;

  /**
   * Checks the components.
   *
   * @throws JelboException for a name that files cannot hold, what is null, and sizes that are not
   *     positive
   */
  public Param {
    Required.name(name, "Param.of", "a path such as decoder/0/kernel");
    requireStorable(name);
    Required.of(shape, "parameter '" + name + "'", "a shape", "Param.of(\"" + name + "\", 3)");
    Required.of(initializer, "parameter '" + name + "'", "a start", "constant(0)");
    Required.of(support, "parameter '" + name + "'", "a support", "Support.reals()");
    long numbers = 1;
    for (long size : shape.asArray()) {
      if (size < 1) {
        throw Messages.sizesNotPositive(name, shape);
      }
      if (size > Integer.MAX_VALUE / numbers) {
        throw Messages.tooManyNumbers(name, shape);
      }
      numbers *= size;
    }
  }

  private static void requireStorable(String name) {
    if (name.length() > LONGEST_NAME) {
      throw Messages.nameTooLong(name);
    }
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int character = name.codePointAt(i);
      boolean isHalf = Character.getType(character) == Character.SURROGATE;
      if (isHalf || Character.isISOControl(character)) {
        throw Messages.nameNotText(name, i, isHalf);
      }
    }
    if (name.startsWith(RESERVED) || name.contains(FREE)) {
      throw Messages.nameReserved(name, name.startsWith(RESERVED));
    }
  }

  /** How it starts, in the support: as it was told, or else as {@link #onto} says. */
  @Override
  public Initializer initializer() {
    return initializer instanceof Usual usual ? usual.start() : initializer;
  }

  /**
   * Whether name, shape, start, support and training are equal; a start at 0 may be told or not.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Param param
        && name.equals(param.name)
        && shape.equals(param.shape)
        && initializer().equals(param.initializer())
        && support.equals(param.support)
        && isTrained == param.isTrained;
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, shape, initializer(), support, isTrained);
  }

  /** What stands before the name's last slash, such as the path of a layer; empty without one. */
  public String path() {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  /**
   * The same parameter with a path and a slash before its name.
   *
   * @throws JelboException for a name that files cannot hold
   */
  public Param under(String path) {
    return new Param(path + "/" + name, shape, initializer, support, isTrained);
  }

  /**
   * A parameter of real numbers that starts at zero.
   *
   * @throws JelboException for a name that files cannot hold, and sizes that are not positive
   */
  public static Param of(String name, long... sizes) {
    Required.of(sizes, "parameter '" + name + "'", "sizes", "Param.of(\"" + name + "\", 3)");
    Initializer start = new Usual(new Initializer.Constant(0));
    return new Param(name, Shape.of(sizes), start, Support.reals(), true);
  }

  /**
   * The same parameter, which no optimizer moves and no gradient is taken of: it is saved and
   * restored with the others.
   */
  public Param untrained() {
    return new Param(name, shape, initializer, support, false);
  }

  /**
   * The same parameter, started at independent normal draws around 0.
   *
   * @throws JelboException for a negative number, infinity and NaN
   */
  public Param normal(double stddev) {
    return startedBy(new Initializer.Normal(stddev));
  }

  /**
   * The same parameter, started at independent draws uniform on [-bound, bound].
   *
   * @throws JelboException for a negative number, infinity and NaN
   */
  public Param uniform(double bound) {
    return startedBy(new Initializer.Uniform(bound));
  }

  /**
   * The same parameter, every entry started at a value.
   *
   * @throws JelboException for infinity and NaN
   */
  public Param constant(double value) {
    return startedBy(new Initializer.Constant(value));
  }

  /**
   * The same parameter, started otherwise.
   *
   * @throws JelboException for null
   */
  public Param startedBy(Initializer other) {
    return new Param(name, shape, other, support, isTrained);
  }

  /**
   * The same parameter, square matrices started at this number times the identity.
   *
   * @throws JelboException for infinity and NaN
   */
  public Param diagonal(double value) {
    return startedBy(new Initializer.Diagonal(value));
  }

  /** The same parameter, of positive entries, started at 1 unless it was told where. */
  public Param positive() {
    return onto(Support.positive());
  }

  /**
   * The same parameter, of entries in an interval without its ends, started in the middle unless it
   * was told where.
   *
   * @param low finite
   * @param high finite, above low
   * @throws JelboException for ends out of order, or infinite
   */
  public Param between(double low, double high) {
    if (!(low < high) || Double.isInfinite(low) || Double.isInfinite(high)) {
      throw Messages.endsNotFinite(name, low, high);
    }
    return onto(new Support.Interval(low, high));
  }

  /**
   * The same parameter, of positive entries that sum to 1 along the last dim, started equal unless
   * it was told how.
   *
   * @throws JelboException for a last dim of fewer than two
   */
  public Param simplex() {
    int rank = shape.numDimensions();
    if (rank == 0 || shape.get(rank - 1) < 2) {
      throw Messages.noSimplex(name, shape);
    }
    return onto(new Support.Simplex(shape.get(rank - 1)));
  }

  /**
   * The same parameter, of lower triangular matrices with a positive diagonal along the last two
   * dims, started at the identity unless it was told how.
   *
   * @throws JelboException where the last two dims differ or there are not two
   */
  public Param lowerTriangular() {
    int rank = shape.numDimensions();
    if (rank < 2 || shape.get(rank - 1) != shape.get(rank - 2)) {
      throw Messages.noMatrix(name, shape);
    }
    return onto(new Support.LowerTriangular(shape.get(rank - 1)));
  }

  /**
   * The same parameter, of entries in a support without its ends, such as that of a distribution.
   * Unless it is told where, before this or after, it starts at 0 on the real numbers, at 1 on the
   * positive ones, in the middle of an interval or 1 inside its only end, at equal entries of a
   * simplex, and at the identity matrix.
   *
   * @param other of real numbers, of sizes as the shape has
   * @throws JelboException for supports of whole numbers, and sizes that the shape does not have
   */
  public Param onto(Support other) {
    Required.of(other, "parameter '" + name + "'", "a support", "Support.positive()");
    Initializer start = DefaultStart.in(this, other);
    Initializer told = initializer instanceof Usual ? new Usual(start) : initializer;
    return new Param(name, shape, told, other, isTrained);
  }
}
