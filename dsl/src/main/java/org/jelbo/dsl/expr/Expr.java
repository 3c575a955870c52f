package org.jelbo.dsl.expr;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * A value of shape {@code [axes..., event...]}: a handle on a tensor of a graph, or a host
 * constant.
 *
 * <p>Functions of entries keep the event shape; functions of two values align axes by name and
 * broadcast events as the package page says; a {@link JelboException} refuses what does not fit, or
 * is of another graph. All are differentiable unless they say otherwise. Values are immutable.
 */
public final class Expr {
  private final Axes axes;
  private final Shape eventShape;
  private final double @Nullable [] constant;
  private final @Nullable ExprGraph graph;
  private final @Nullable Operand<TNumber> operand;

  private Expr(
      Axes axes,
      Shape eventShape,
      double @Nullable [] constant,
      @Nullable ExprGraph graph,
      @Nullable Operand<TNumber> operand) {
    this.axes = axes;
    this.eventShape = eventShape;
    this.constant = constant;
    this.graph = graph;
    this.operand = operand;
  }

  /** A host constant with a scalar event. */
  public static Expr of(double value) {
    return new Expr(Axes.NONE, Shape.scalar(), new double[] {value}, null, null);
  }

  /** A host constant with a vector event, {@code [values.length]}. */
  public static Expr of(double[] values) {
    return of(values, Shape.of(EventShapes.requireThere(values).length));
  }

  /**
   * A host constant.
   *
   * @param values row-major; copied
   * @param eventShape as many entries as there are values
   * @throws JelboException for values of another number than the entries
   */
  public static Expr of(double[] values, Shape eventShape) {
    if (eventShape.size() != EventShapes.requireThere(values).length) {
      throw Messages.lengthDiffers(values.length, eventShape);
    }
    return new Expr(Axes.NONE, eventShape, values.clone(), null, null);
  }

  /** A host constant of equal entries. */
  public static Expr filled(double value, Shape eventShape) {
    double[] values = new double[EventShapes.requireEntries(eventShape)];
    Arrays.fill(values, value);
    return new Expr(Axes.NONE, eventShape, values, null, null);
  }

  /**
   * A value from a TensorFlow operand.
   *
   * @param operand of type TFloat32 or TFloat64 and shape {@code [axes..., event...]}, event sizes
   *     known
   * @param axes the names of its leading dims, each once and in the order particles, enumerations,
   *     plates outer to inner; sizes may be unknown until the graph runs
   * @throws JelboException for an operand of another type or rank, and axes out of order
   */
  public static Expr of(Operand<?> operand, Axis... axes) {
    if (!List.of(axes).equals(Axes.of(axes).asList())) {
      throw Messages.axesOutOfOrder(List.of(axes));
    }
    return of(operand, Axes.of(axes));
  }

  /**
   * A value from a TensorFlow operand, see {@link #of(Operand, Axis...)}.
   *
   * @param axes the names of its leading dims, in their order
   * @throws JelboException as {@link #of(Operand, Axis...)}
   */
  @SuppressWarnings("unchecked")
  public static Expr of(Operand<?> operand, Axes axes) {
    ExprGraph graph = ExprGraph.of(operand);
    Shape shape = operand.shape();
    if (shape.isUnknown()
        || shape.numDimensions() < axes.size()
        || eventOf(shape, axes).hasUnknownDimension()) {
      throw Messages.operandOfWrongRank(axes.size(), shape);
    }
    EventShapes.requireSizes(axes, shape);
    return inGraph(graph, (Operand<TNumber>) operand, axes, eventOf(shape, axes));
  }

  /**
   * A value from an operand whose event shape TensorFlow need not know.
   *
   * @param axes the names of its leading dims, in their order
   * @param eventShape the sizes of its other dims
   * @throws JelboException for an operand of another type or shape
   */
  @SuppressWarnings("unchecked")
  public static Expr of(Operand<?> operand, Axes axes, Shape eventShape) {
    Shape shape = operand.shape();
    if (!shape.isUnknown()
        && (shape.numDimensions() != axes.size() + eventShape.numDimensions()
            || !eventOf(shape, axes).isCompatibleWith(eventShape))) {
      throw Messages.operandOfOtherShape(axes, eventShape, shape);
    }
    ExprGraph graph = ExprGraph.of(operand);
    Operand<TNumber> ranked = (Operand<TNumber>) operand;
    if (shape.isUnknown()) {
      ranked = Events.ranked(graph.tf(), ranked, axes.size(), eventShape);
    }
    return inGraph(graph, ranked, axes, eventShape);
  }

  private static Shape eventOf(Shape shape, Axes axes) {
    return shape.takeLast(shape.numDimensions() - axes.size());
  }

  static Expr inGraph(ExprGraph graph, Operand<TNumber> operand, Axes axes, Shape eventShape) {
    return new Expr(axes, eventShape, null, graph, operand);
  }

  Expr with(Operand<TNumber> changed, Axes changedAxes, Shape changedEvent) {
    return inGraph(graph(), changed, changedAxes, changedEvent);
  }

  /** The named leading axes. */
  public Axes axes() {
    return axes;
  }

  /** The shape of one event; all its sizes are known. */
  public Shape eventShape() {
    return eventShape;
  }

  /** Whether this is a host constant. */
  public boolean isConstant() {
    return constant != null;
  }

  /** Whether this is a host constant of equal entries. */
  boolean isUniform() {
    double[] values = constant;
    return values != null
        && values.length > 0
        && Arrays.stream(values).allMatch(value -> value == values[0]);
  }

  boolean isConstant(double value) {
    return constant != null && isUniform() && constant[0] == value;
  }

  /**
   * The entries of a host constant, row-major, copied.
   *
   * @throws JelboException for a value of a graph
   */
  public double[] constant() {
    if (constant == null) {
      throw Messages.notConstant();
    }
    return constant.clone();
  }

  /**
   * The tensor, {@code [axes..., event...]}.
   *
   * @throws JelboException for a host constant
   */
  public Operand<TNumber> operand() {
    if (operand == null) {
      throw Messages.constantHasNoOperand();
    }
    return operand;
  }

  /** The tensor, {@code [axes..., event...]}; a host constant is put into the graph. */
  public Operand<TNumber> operand(ExprGraph target) {
    return constant != null
        ? target.precision().constant(target.tf(), eventShape, constant)
        : operand();
  }

  ExprGraph graph() {
    if (graph == null) {
      throw Messages.constantHasNoOperand();
    }
    return graph;
  }

  Ops tf() {
    return graph().tf();
  }

  /** {@code a + b}. */
  public Expr plus(Expr other) {
    return Binary.PLUS.apply(this, other);
  }

  /** {@code a + b}. */
  public Expr plus(double other) {
    return plus(of(other));
  }

  /** {@code a - b}. */
  public Expr minus(Expr other) {
    return Binary.MINUS.apply(this, other);
  }

  /** {@code a - b}. */
  public Expr minus(double other) {
    return minus(of(other));
  }

  /** {@code a b}, entry by entry. */
  public Expr times(Expr other) {
    return Binary.TIMES.apply(this, other);
  }

  /** {@code a b}, entry by entry. */
  public Expr times(double other) {
    return times(of(other));
  }

  /** {@code a / b}, entry by entry. */
  public Expr dividedBy(Expr other) {
    return Binary.DIVIDED_BY.apply(this, other);
  }

  /** {@code a / b}, entry by entry. */
  public Expr dividedBy(double other) {
    return dividedBy(of(other));
  }

  /** The greater of the two, entry by entry. */
  public Expr maximum(Expr other) {
    return Binary.MAXIMUM.apply(this, other);
  }

  /** The smaller of the two, entry by entry. */
  public Expr minimum(Expr other) {
    return Binary.MINIMUM.apply(this, other);
  }

  /**
   * 1 where {@code a < b}, else 0; not differentiable. It is a {@link Jumps step}: a loss that
   * depends by way of it on a draw that gradients follow is refused. {@link Branches#below} is
   * none.
   */
  public Expr lessThan(Expr other) {
    return Binary.LESS_THAN.apply(this, other);
  }

  /**
   * {@code a} where the other is not 0, else 0 even if {@code a} is infinite or not a number.
   *
   * <p>No gradient flows into {@code a} where it is not kept, but what {@code a} is computed from
   * may multiply that 0 by an infinite derivative: {@code x.log().keptWhere(x)} has the gradient
   * NaN at 0. Mask inside too, so that the function meets harmless entries only: {@code
   * x.maximum(least).log().keptWhere(x)}, or {@code x.plus(isZero).log().keptWhere(x)} with {@code
   * isZero} being 1 where x is 0. An other of a draw makes a {@link Jumps step}, as a comparison.
   */
  public Expr keptWhere(Expr other) {
    return Binary.KEPT_WHERE.apply(this, other);
  }

  /** {@code -a}. */
  public Expr negate() {
    return Unary.NEGATE.apply(this);
  }

  /** {@code exp(a)}. */
  public Expr exp() {
    return Unary.EXP.apply(this);
  }

  /** Natural logarithm; for {@code a > 0}. */
  public Expr log() {
    return Unary.LOG.apply(this);
  }

  /** {@code log(1 + a)}; for {@code a > -1}. */
  public Expr log1p() {
    return Unary.LOG1P.apply(this);
  }

  /** Square root; for {@code a >= 0}, its gradient is infinite at 0. */
  public Expr sqrt() {
    return Unary.SQRT.apply(this);
  }

  /** {@code a^2}. */
  public Expr square() {
    return Unary.SQUARE.apply(this);
  }

  /** {@code |a|}. */
  public Expr abs() {
    return Unary.ABS.apply(this);
  }

  /** {@code 1 / (1 + exp(-a))}. */
  public Expr sigmoid() {
    return Unary.SIGMOID.apply(this);
  }

  /** Hyperbolic tangent. */
  public Expr tanh() {
    return Unary.TANH.apply(this);
  }

  /** {@code log(1 + exp(a))}, without overflow. */
  public Expr softplus() {
    return Unary.SOFTPLUS.apply(this);
  }

  /** {@code max(a, 0)}. */
  public Expr relu() {
    return Unary.RELU.apply(this);
  }

  /** {@code a} where positive, else {@code exp(a) - 1}. */
  public Expr elu() {
    return Unary.ELU.apply(this);
  }

  /** The same value, through which no gradient flows. */
  public Expr stopGradient() {
    return Unary.STOP_GRADIENT.apply(this);
  }

  /** The sum of the event's entries; a scalar event. */
  public Expr sum() {
    return Reductions.sum(this);
  }

  /** {@code log sum exp} along the event's last dim, which goes. */
  public Expr logSumExp() {
    return Reductions.logSumExp(this);
  }

  /** {@code a - log sum exp(a)} along the event's last dim. */
  public Expr logSoftmax() {
    return Reductions.logSoftmax(this);
  }

  /**
   * The event's last dim cut into equal parts.
   *
   * @param parts a divisor of the last dim's size
   */
  public List<Expr> split(int parts) {
    return Events.split(this, parts);
  }

  /** The sum of products of two vectors' entries; a scalar event. */
  public Expr dot(Expr other) {
    return times(other).sum();
  }

  /**
   * The row of this table, {@code [n, row...]} without axes, at an index: {@code [index's axes...,
   * row...]}.
   *
   * @param index a whole number from 0 to {@code n - 1}, scalar event; the row at a fraction is not
   *     a number
   */
  public Expr at(Expr index) {
    return Events.at(this, index);
  }

  /** The same entries in an event of another shape. */
  public Expr reshape(long... sizes) {
    return Events.reshape(this, Shape.of(sizes));
  }

  /** Whether this is a constant or where it lives, with axes and event shape. */
  @Override
  public String toString() {
    return (isConstant() ? "constant" : "value") + " " + axes + " " + eventShape;
  }
}
