package org.jelbo.dsl.expr;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Functions that change the shape of events. */
public final class Events {
  private Events() {}

  static List<Expr> split(Expr value, int parts) {
    long size = lastSize("split", value);
    if (parts < 1) {
      throw Messages.noParts(parts);
    }
    if (size % parts != 0) {
      throw Messages.unevenSplit(size, parts);
    }
    int width = Math.toIntExact(size / parts);
    Shape shape = withLast(value.eventShape(), width);
    List<Expr> result = new ArrayList<>();
    if (value.isConstant()) {
      double[] values = value.constant();
      for (int part = 0; part < parts; part++) {
        int from = part * width;
        int[] chosen =
            IntStream.range(0, values.length)
                .filter(i -> i % size >= from && i % size < from + width)
                .toArray();
        result.add(Expr.of(Arrays.stream(chosen).mapToDouble(i -> values[i]).toArray(), shape));
      }
      return result;
    }
    Ops tf = value.tf();
    int dim = value.axes().size() + value.eventShape().numDimensions() - 1;
    for (Operand<TNumber> part : tf.split(tf.constant(dim), value.operand(), (long) parts)) {
      result.add(value.with(part, value.axes(), shape));
    }
    return result;
  }

  static Expr reshape(Expr value, Shape shape) {
    if (shape.hasUnknownDimension()) {
      throw Messages.sizesNotKnown(shape);
    }
    if (shape.size() != value.eventShape().size()) {
      throw Messages.wrongSize(value.eventShape(), shape);
    }
    if (shape.equals(value.eventShape())) {
      return value;
    }
    if (value.isConstant()) {
      return Expr.of(value.constant(), shape);
    }
    return value.with(
        reshaped(value.tf(), value.operand(), value.operand(), value.axes().size(), shape),
        value.axes(),
        shape);
  }

  /**
   * The event's first dim as an axis: {@code [axes..., n, rest...]} to {@code [axes and the new
   * one..., rest...]}.
   *
   * @param graph that a host constant enters
   * @param axis none of the value's
   */
  public static Expr firstAlong(ExprGraph graph, Expr value, Axis axis) {
    Axes axes = value.axes().union(Axes.of(axis));
    int from = value.axes().size();
    Shape event = value.eventShape();
    Shape rest = event.takeLast(event.numDimensions() - 1);
    Operand<TNumber> operand = value.operand(graph);
    if (axes.indexOf(axis) == from) {
      return Expr.inGraph(graph, operand, axes, rest);
    }
    int[] order = IntStream.range(0, from + event.numDimensions()).toArray();
    int to = axes.indexOf(axis);
    System.arraycopy(order, to, order, to + 1, from - to);
    order[to] = from;
    Operand<TNumber> moved = graph.tf().linalg.transpose(operand, graph.tf().constant(order));
    return Expr.inGraph(graph, moved, axes, rest);
  }

  /**
   * An axis as the event's first dim, the inverse of {@link #firstAlong}: {@code [axes...,
   * rest...]} to {@code [axes without it..., n, rest...]}.
   *
   * @param value in a graph
   * @param axis one of the value's
   */
  public static Expr firstFrom(Expr value, Axis.Enumeration axis) {
    int from = value.axes().indexOf(axis);
    int to = value.axes().size() - 1;
    int[] order = IntStream.range(0, to + 1 + value.eventShape().numDimensions()).toArray();
    System.arraycopy(order, from + 1, order, from, to - from);
    order[to] = from;
    ExprGraph graph = value.graph();
    Operand<TNumber> moved =
        graph.tf().linalg.transpose(value.operand(), graph.tf().constant(order));
    Axes axes = value.axes().without(Axes.of(axis));
    return Expr.inGraph(graph, moved, axes, value.eventShape().prepend(axis.size()));
  }

  /**
   * One-hot vectors of whole numbers: {@code [axes..., event...]} to {@code [axes..., event...,
   * size]}; not differentiable.
   *
   * @param value whole numbers from 0 to {@code size - 1}; the vector of any other is not a number
   * @param size the length of a vector
   * @throws JelboException for constants that are no place of the vector
   */
  public static Expr oneHot(Expr value, int size) {
    if (value.isConstant()) {
      for (double place : value.constant()) {
        if (place != Math.rint(place) || place < 0 || place >= size) {
          throw Messages.noPlace(place, size);
        }
      }
      return LastDim.oneHot(value, size);
    }
    // The graph cannot refuse a number that is no place, but none can come of it.
    Expr still = value.stopGradient();
    Expr isOther =
        still
            .minus(SpecialFunctions.floor(still))
            .plus(still.lessThan(Expr.of(0)))
            .plus(Expr.of(size - 1.0).lessThan(still));
    Expr undefined = Expr.of(Double.NaN).keptWhere(isOther);
    return LastDim.oneHot(value, size).plus(LastDim.column(undefined));
  }

  /**
   * Where the greatest entry of the event's last dim stands, which goes; the first of equal ones;
   * not differentiable: a {@link Jumps step}.
   *
   * @throws JelboException for a scalar
   */
  public static Expr argMax(Expr value) {
    lastSize("argMax", value);
    if (value.isConstant()) {
      return Expr.of(
          Reductions.rows(value, Events::firstGreatest), withoutLast(value.eventShape()));
    }
    ExprGraph graph = value.graph();
    int dim = value.axes().size() + value.eventShape().numDimensions() - 1;
    Operand<TInt32> index =
        graph.tf().math.argMax(value.operand(), graph.tf().constant(dim), TInt32.class);
    return value.with(
        graph.precision().cast(graph.tf(), index), value.axes(), withoutLast(value.eventShape()));
  }

  static Expr at(Expr table, Expr index) {
    Required.of(index, "row of a table", "an index", "p.input(\"k\"), or a value of the program");
    Shape shape = table.eventShape();
    if (table.axes().size() > 0 || shape.numDimensions() == 0) {
      throw Messages.notTable(table);
    }
    if (index.eventShape().numDimensions() > 0) {
      throw Messages.indexNotScalar(index);
    }
    if (index.isConstant()) {
      return row(table, index.constant()[0]);
    }
    ExprGraph graph = index.graph();
    Operand<TInt32> whole = graph.tf().dtypes.cast(index.operand(), TInt32.class);
    Expr rows =
        index.with(
            LongSums.rows(graph.tf(), table.operand(graph), whole), index.axes(), shape.tail());
    if (Enumerations.areNumbers(index)) {
      return rows;
    }
    // The graph cannot refuse a fraction, but what comes of it is not a number.
    Expr still = index.stopGradient();
    Expr fraction = still.minus(SpecialFunctions.floor(still));
    return rows.plus(Expr.of(Double.NaN).keptWhere(fraction));
  }

  private static Expr row(Expr table, double index) {
    Shape shape = table.eventShape();
    if (index != Math.rint(index) || index < 0 || index >= shape.get(0)) {
      throw Messages.indexOutside(index, shape.get(0));
    }
    int at = (int) index;
    if (table.isConstant()) {
      int width = Math.toIntExact(shape.tail().size());
      double[] row = Arrays.copyOfRange(table.constant(), at * width, (at + 1) * width);
      return Expr.of(row, shape.tail());
    }
    Ops tf = table.tf();
    return table.with(
        tf.gather(table.operand(), tf.constant(at), tf.constant(0)), Axes.NONE, shape.tail());
  }

  /**
   * With a zero after the last entry along the last dim of the event.
   *
   * @throws JelboException for a scalar
   */
  public static Expr withZero(Expr value) {
    return withZeros(value, 1);
  }

  /**
   * With zeros after the last entry along the last dim of the event.
   *
   * @throws JelboException for a scalar, and a negative number
   */
  public static Expr withZeros(Expr value, int zeros) {
    int width = Math.toIntExact(lastSize("withZero", value));
    if (zeros < 0) {
      throw Messages.negativeZeros(zeros);
    }
    Shape shape = withLast(value.eventShape(), (long) width + zeros);
    if (value.isConstant()) {
      double[] from = value.constant();
      double[] values = new double[Math.toIntExact(shape.size())];
      for (int row = 0; row < from.length / width; row++) {
        System.arraycopy(from, row * width, values, row * (width + zeros), width);
      }
      return Expr.of(values, shape);
    }
    int rank = value.axes().size() + shape.numDimensions();
    int[][] paddings = new int[rank][2];
    paddings[rank - 1][1] = zeros;
    Ops tf = value.tf();
    return value.with(
        tf.pad(value.operand(), tf.constant(paddings), zero(value)), value.axes(), shape);
  }

  private static Operand<TNumber> zero(Expr value) {
    return value.graph().precision().constant(value.tf(), Shape.scalar(), new double[1]);
  }

  /**
   * Some entries along the last dim of the event.
   *
   * @param from the first, counted from 0
   * @param to after the last
   * @throws JelboException for a scalar, and places that are not there
   */
  public static Expr entries(Expr value, int from, int to) {
    long width = lastSize("entries", value);
    if (from < 0 || to <= from || to > width) {
      throw Messages.noEntries(from, to, width);
    }
    Shape shape = withLast(value.eventShape(), (long) to - from);
    if (value.isConstant()) {
      double[] all = value.constant();
      return Expr.of(
          IntStream.range(0, all.length)
              .filter(i -> i % width >= from && i % width < to)
              .mapToDouble(i -> all[i])
              .toArray(),
          shape);
    }
    int rank = value.axes().size() + shape.numDimensions();
    int[] begin = new int[rank];
    int[] size = new int[rank];
    Arrays.fill(size, -1);
    begin[rank - 1] = from;
    size[rank - 1] = to - from;
    Ops tf = value.tf();
    return value.with(
        tf.slice(value.operand(), tf.constant(begin), tf.constant(size)), value.axes(), shape);
  }

  /**
   * The entries of several events along the last dim, one after the other.
   *
   * @param parts of the same axes, of event shapes that differ in the last size only
   * @throws JelboException for no parts, and parts of other shapes
   */
  public static Expr joined(List<Expr> parts) {
    Required.of(parts, "joined", "events", "List.of(a, b)");
    parts.forEach(part -> Required.of(part, "joined", "an event", "List.of(a, b)"));
    if (parts.isEmpty()) {
      throw Messages.nothingJoined();
    }
    Expr first = parts.get(0);
    long width = 0;
    for (Expr part : parts) {
      width += lastSize("joined", part);
      if (!withoutLast(part.eventShape()).equals(withoutLast(first.eventShape()))
          || !part.axes().equals(first.axes())) {
        throw Messages.partsDoNotFit(first, part);
      }
    }
    if (parts.size() == 1) {
      return first;
    }
    Shape shape = withLast(first.eventShape(), width);
    if (parts.stream().allMatch(Expr::isConstant)) {
      return Expr.of(joinedRows(parts, shape), shape);
    }
    ExprGraph graph =
        parts.stream().filter(part -> !part.isConstant()).findFirst().orElseThrow().graph();
    List<Operand<TNumber>> operands = new ArrayList<>();
    parts.forEach(part -> operands.add(part.operand(graph)));
    int dim = first.axes().size() + shape.numDimensions() - 1;
    Ops tf = graph.tf();
    return Expr.inGraph(graph, tf.concat(operands, tf.constant(dim)), first.axes(), shape);
  }

  private static double[] joinedRows(List<Expr> parts, Shape shape) {
    double[] values = new double[Math.toIntExact(shape.size())];
    int width = Math.toIntExact(shape.get(shape.numDimensions() - 1));
    int offset = 0;
    for (Expr part : parts) {
      double[] entries = part.constant();
      int own = Math.toIntExact(lastSize("joined", part));
      for (int row = 0; row < entries.length / own; row++) {
        System.arraycopy(entries, row * own, values, row * width + offset, own);
      }
      offset += own;
    }
    return values;
  }

  private static double firstGreatest(double[] values) {
    int greatest = 0;
    for (int i = 1; i < values.length; i++) {
      greatest = values[i] > values[greatest] ? i : greatest;
    }
    return greatest;
  }

  /** The operand in the shape of another's leading dims and an event. */
  static Operand<TNumber> reshaped(
      Ops tf, Operand<TNumber> operand, Operand<TNumber> like, int leading, Shape event) {
    Shape known = like.shape().take(leading).append(event);
    long unknown = Arrays.stream(known.asArray()).filter(size -> size < 0).count();
    if (unknown <= 1) {
      return tf.reshape(
          operand,
          tf.constant(Arrays.stream(known.asArray()).mapToInt(Math::toIntExact).toArray()));
    }
    return ranked(tf, operand, like, leading, event);
  }

  /** An operand of unknown rank in the shape that it is known to have. */
  static Operand<TNumber> ranked(Ops tf, Operand<TNumber> operand, int leading, Shape event) {
    return ranked(tf, operand, operand, leading, event);
  }

  private static Operand<TNumber> ranked(
      Ops tf, Operand<TNumber> operand, Operand<TNumber> like, int leading, Shape event) {
    Operand<TInt32> kept =
        tf.slice(tf.shape(like), tf.constant(new int[] {0}), tf.constant(new int[] {leading}));
    int[] sizes = Arrays.stream(event.asArray()).mapToInt(Math::toIntExact).toArray();
    return tf.reshape(operand, tf.concat(List.of(kept, tf.constant(sizes)), tf.constant(0)));
  }

  static long lastSize(String operation, Expr value) {
    int rank = value.eventShape().numDimensions();
    if (rank == 0) {
      throw Messages.scalarEvent(operation);
    }
    return value.eventShape().get(rank - 1);
  }

  static Shape withLast(Shape shape, long size) {
    return shape.take(shape.numDimensions() - 1).append(size);
  }

  static Shape withoutLast(Shape shape) {
    return shape.take(shape.numDimensions() - 1);
  }
}
