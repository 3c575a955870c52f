package org.jelbo.dsl.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;

/**
 * The sizes of a run's axes: known while building, or scalars of the graph. Immutable. A plate of
 * known size and an enumeration need no entry; the plate that the data fill has one for all its
 * names.
 */
public final class Extents {
  /** No axis has a size yet. */
  public static final Extents NONE = new Extents(Map.of(), null);

  private final Map<Axis, Object> sizes;
  private final @Nullable Object rows;

  private Extents(Map<Axis, Object> sizes, @Nullable Object rows) {
    this.sizes = sizes;
    this.rows = rows;
  }

  /**
   * These sizes, and that of the plate that the data fill.
   *
   * @param size at least 1
   */
  public Extents withRows(long size) {
    return new Extents(sizes, size);
  }

  /**
   * These sizes, and that of the plate that the data fill.
   *
   * @param size an int scalar of the graph, at least 1 when it runs
   */
  public Extents withRows(Operand<TInt32> size) {
    return new Extents(sizes, size);
  }

  /**
   * These sizes and one more; for a plate that the data fill, the same as {@link #withRows(long)}.
   *
   * @param axis a plate of known size is refused with another size
   * @param size at least 1
   */
  public Extents with(Axis axis, long size) {
    return plus(axis, size);
  }

  /**
   * These sizes and one more; for a plate that the data fill, the same as {@link
   * #withRows(Operand)}.
   *
   * @param axis a plate of known size is refused
   * @param size an int scalar of the graph, at least 1 when it runs
   */
  public Extents with(Axis axis, Operand<TInt32> size) {
    return plus(axis, size);
  }

  private Extents plus(Axis axis, Object size) {
    if (axis instanceof Axis.Plate plate) {
      return plusPlate(plate, size);
    }
    Map<Axis, Object> all = new LinkedHashMap<>(sizes);
    all.put(axis, size);
    return new Extents(all, rows);
  }

  private Extents plusPlate(Axis.Plate plate, Object size) {
    if (plate.isOfData()) {
      return new Extents(sizes, size);
    }
    if (!size.equals(plate.size())) {
      throw Messages.plateHasSize(plate, size instanceof Long ? size : "a scalar of the graph");
    }
    return this;
  }

  /**
   * The shape tensor {@code [axes..., event...]}.
   *
   * @param axes each with a size in this
   */
  public Operand<TInt32> shape(Ops tf, Axes axes, Shape event) {
    Shape known = knownShape(axes, event);
    if (!known.hasUnknownDimension()) {
      return tf.constant(ints(known));
    }
    List<Operand<TInt32>> parts = new ArrayList<>();
    for (Axis axis : axes) {
      parts.add(scalar(tf, axis));
    }
    for (long size : event.asArray()) {
      parts.add(tf.constant(Math.toIntExact(size)));
    }
    return tf.stack(parts);
  }

  /** The shape {@code [axes..., event...]} as far as it is known while building, else -1. */
  Shape knownShape(Axes axes, Shape event) {
    long[] leading = axes.asList().stream().mapToLong(this::knownSize).toArray();
    return Shape.of(leading).append(event);
  }

  private long knownSize(Axis axis) {
    return size(axis) instanceof Long known ? known : Shape.UNKNOWN_SIZE;
  }

  /** {@link #knownShape}, and -1 for an axis that has no size here. */
  Shape shapeWhereKnown(Axes axes, Shape event) {
    long[] leading =
        axes.asList().stream()
            .mapToLong(axis -> sizeOf(axis) instanceof Long known ? known : Shape.UNKNOWN_SIZE)
            .toArray();
    return Shape.of(leading).append(event);
  }

  @SuppressWarnings("unchecked")
  private Operand<TInt32> scalar(Ops tf, Axis axis) {
    return size(axis) instanceof Long known
        ? tf.constant(Math.toIntExact(known))
        : (Operand<TInt32>) size(axis);
  }

  private Object size(Axis axis) {
    Object size = sizeOf(axis);
    if (size == null) {
      throw Messages.extentUnknown(axis);
    }
    return size;
  }

  private @Nullable Object sizeOf(Axis axis) {
    if (axis.isOfData()) {
      return rows;
    }
    OptionalLong known = axis.knownSize();
    return known.isPresent() ? known.getAsLong() : sizes.get(axis);
  }

  private static int[] ints(Shape shape) {
    return Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray();
  }
}
