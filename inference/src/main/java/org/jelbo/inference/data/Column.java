package org.jelbo.inference.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.support.Support;
import org.jelbo.inference.runtime.Heap;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * A named column: numbers in rows, row-major, kept in their storage type, and what is done to them
 * when they are read. Immutable; the arrays given are not copied and must not be changed.
 */
public final class Column {
  private final String name;
  private final Storage storage;
  private final Shape rowShape;
  private final Transforms transforms;
  private final Support support;
  private final AtomicReference<@Nullable Optional<Rounding>> lostInSingle =
      new AtomicReference<>();

  private Column(
      String name, Storage storage, Shape rowShape, Transforms transforms, Support support) {
    this.name = name;
    this.storage = storage;
    this.rowShape = rowShape;
    this.transforms = transforms;
    this.support = support;
  }

  private static Column of(String name, Storage storage, long... rowShape) {
    Required.name(name, "a column", "the name of the site or input that reads it");
    Required.of(rowShape, "column '" + name + "'", "a row shape", "none for numbers, 784 for rows");
    storage.requireThere(name);
    Shape shape = Shape.of(rowShape);
    if (LongStream.of(rowShape).anyMatch(size -> size < 1)) {
      throw Messages.noEntries(name, shape);
    }
    if (shape.size() < 1 || storage.length() == 0 || storage.length() % shape.size() != 0) {
      throw Messages.rowsIncomplete(name, storage.length(), shape);
    }
    return new Column(
        name, storage, shape, Transforms.NONE, Observed.support(name, storage, shape, 1));
  }

  /**
   * A column of numbers 0..255.
   *
   * @param rowShape the shape of one row; none for a scalar
   */
  public static Column ofBytes(String name, byte[] values, long... rowShape) {
    return of(name, Storage.of(values), rowShape);
  }

  /**
   * A column of numbers 0..255, copied from a buffer's remaining bytes.
   *
   * @param rowShape the shape of one row; none for a scalar
   */
  public static Column ofBytes(String name, ByteBuffer values, long... rowShape) {
    return ofBytes(name, Storage.copy(name, values), rowShape);
  }

  /**
   * A column of single-precision numbers, all finite.
   *
   * @param rowShape the shape of one row; none for a scalar
   */
  public static Column ofFloats(String name, float[] values, long... rowShape) {
    return of(name, Storage.of(values), rowShape);
  }

  /**
   * A column of single-precision numbers, all finite, copied from a buffer's remaining numbers.
   *
   * @param rowShape the shape of one row; none for a scalar
   */
  public static Column ofFloats(String name, FloatBuffer values, long... rowShape) {
    return ofFloats(name, Storage.copy(name, values), rowShape);
  }

  /**
   * A column of whole numbers. Those that the precision of a compilation does not have, such as
   * 16,777,217 in float32, are refused when it is compiled.
   *
   * @param rowShape the shape of one row; none for a scalar
   */
  public static Column ofInts(String name, int[] values, long... rowShape) {
    return of(name, Storage.of(values), rowShape);
  }

  /**
   * A column of whole numbers. Those that the precision of a compilation does not have are refused
   * when it is compiled: in float32 from 2^24 on, in float64 from 2^53 on.
   *
   * @param rowShape the shape of one row; none for a scalar
   */
  public static Column ofLongs(String name, long[] values, long... rowShape) {
    return of(name, Storage.of(values), rowShape);
  }

  /**
   * A column of double-precision numbers, all finite. A compilation in float32 rounds them; where
   * that loses what tells rows apart, see {@link Rounding}, the column is refused.
   *
   * @param rowShape the shape of one row; none for a scalar
   */
  public static Column ofDoubles(String name, double[] values, long... rowShape) {
    return of(name, Storage.of(values), rowShape);
  }

  /**
   * This column with a number subtracted from every number, in double precision: what is left of
   * large numbers that differ by little, such as times, has the digits of their differences.
   *
   * @param offset finite, in the unit of the numbers
   * @throws JelboException for an offset that is not finite, and after another transform
   */
  public Column minus(double offset) {
    if (!transforms.isEmpty() || !Double.isFinite(offset)) {
      throw Messages.noOffset(this, offset);
    }
    return of(name, storage.minus(offset), rowShape.asArray());
  }

  /**
   * This column with every number divided.
   *
   * @param divisor positive and finite
   * @throws JelboException for a divisor outside of its domain
   */
  public Column scaled(double divisor) {
    if (!(divisor > 0 && divisor < Double.POSITIVE_INFINITY)) {
      throw Messages.divisorNotPositive(name, divisor);
    }
    Transform division = new Transform.Scaled(divisor);
    // Numbers 0 and 255 divided by 255 are zeros and ones again: only the numbers themselves tell.
    Support after =
        transforms.isEmpty()
            ? Observed.support(name, storage, rowShape, divisor)
            : division.supportAfter(support);
    return new Column(name, storage, rowShape, transforms.and(division), after);
  }

  /**
   * This column with every number p replaced, at each reading, by 1 with probability p, else 0.
   *
   * @throws JelboException where a number is not in [0, 1]
   */
  public Column binarized() {
    if (!new Support.Interval(0, 1).contains(support)) {
      throw Messages.notProbabilities(name, support);
    }
    return with(new Transform.Binarized());
  }

  /**
   * This column with every whole number replaced by a one-hot vector.
   *
   * @param size the length of a vector, above the greatest number
   * @throws JelboException for numbers that are no place of the vector
   */
  public Column oneHot(int size) {
    if (size < 1 || !new Support.Integers(0, size - 1).contains(support)) {
      throw Messages.notCategories(name, size, support);
    }
    return with(new Transform.OneHot(size));
  }

  /**
   * This column with every vector along the last dim known to be counts of one total, as a {@code
   * Multinomial} has them.
   *
   * @throws JelboException where one has another total than the first
   */
  public Column counts() {
    return new Column(
        name, storage, rowShape, transforms, Vectors.of(this, support, storage).counts());
  }

  /**
   * This column with every vector along the last dim known to lie on the simplex, as those of a
   * {@code Dirichlet} do: positive numbers that sum to 1 to {@value Vectors#ROUNDING}.
   */
  public Column simplex() {
    return new Column(
        name, storage, rowShape, transforms, Vectors.of(this, support, storage).simplex());
  }

  /** How much of the heap it takes. */
  Heap.Load load() {
    return Storage.load(name, (long) storage.length() * storage.bytesEach());
  }

  private Column with(Transform transform) {
    return new Column(
        name, storage, rowShape, transforms.and(transform), transform.supportAfter(support));
  }

  /** The column's name. */
  public String name() {
    return name;
  }

  /** How many rows there are. */
  public int rows() {
    return Math.toIntExact(storage.length() / rowShape.size());
  }

  /** The shape of one row as it is stored. */
  public Shape rowShape() {
    return rowShape;
  }

  /** The shape of one row as it is read. */
  public Shape eventShape() {
    return transforms.shapeAfter(rowShape);
  }

  /** Where the values lie as they are read. */
  public Support support() {
    return support;
  }

  /**
   * The first entry that does not lie in a set, or vector or matrix where it is a set of such, such
   * as {@code -1.0 in row 3}; empty where there is none, and where entries are drawn or made
   * one-hot when they are read.
   */
  public Optional<String> firstOutside(Support set) {
    return Observed.firstOutside(this, storage, set);
  }

  /**
   * What a precision loses of what tells the rows apart; empty where nothing is lost, and where
   * entries are drawn or made one-hot when they are read.
   */
  public Optional<Rounding> lostIn(Precision precision) {
    if (precision == Precision.FLOAT64 || !transforms.onlyDivide()) {
      return Optional.empty();
    }
    Optional<Rounding> known = lostInSingle.get();
    if (known == null) {
      boolean isWhole = transforms.isEmpty() && support.isWhole();
      int width = storage.length() / rows();
      known = Rounding.inSingle(storage, width, transforms.divisor(), isWhole);
      lostInSingle.set(known);
    }
    return known;
  }

  /**
   * What a precision makes of the first whole number that it does not have; empty where it has all,
   * and where numbers are transformed when they are read.
   */
  public Optional<Rounding> inexactIn(Precision precision) {
    return transforms.isEmpty() && storage.isWiderThanSingle()
        ? Rounding.ofWhole(storage, precision)
        : Optional.empty();
  }

  /** Whether the numbers are whole by their type, int or long. */
  public boolean isOfIntegers() {
    return storage.isOfIntegers();
  }

  /** What is done to a row when it is read, in order. */
  public List<Transform> transforms() {
    return transforms.all();
  }

  /** The numbers as they are stored, and what is read from them: for whoever builds a graph. */
  public StoredRows stored() {
    return new StoredRows(storage, rowShape, transforms);
  }

  Column rows(int[] rows) {
    return new Column(
        name, storage.rows(rows, Math.toIntExact(rowShape.size())), rowShape, transforms, support);
  }

  String schema() {
    return name + " " + rowShape + " " + storage.type().getSimpleName() + " " + transforms;
  }

  void addTo(MessageDigest digest) {
    digest.update(schema().getBytes(StandardCharsets.UTF_8));
    storage.addTo(digest);
  }
}
