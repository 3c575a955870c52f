package org.jelbo.dsl.expr;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.axis.BroadcastPlan;
import org.jelbo.dsl.error.Required;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** Two operands of one graph whose shapes broadcast as their axes' names say. */
record Alignment(ExprGraph graph, Axes axes, Operand<TNumber> left, Operand<TNumber> right) {

  static Alignment of(String operation, Expr left, Expr right) {
    ExprGraph graph = commonGraph(operation, left, right);
    Axes axes = left.axes().union(right.axes());
    int eventRank = Math.max(left.eventShape().numDimensions(), right.eventShape().numDimensions());
    Aligned a = aligned(graph, left, axes, eventRank, right);
    Aligned b = aligned(graph, right, axes, eventRank, left);
    Shape sizes = a.sizes();
    a = repeated(graph.tf(), a, b.sizes());
    b = repeated(graph.tf(), b, sizes);
    for (BroadcastPlan.Step step : BroadcastPlan.of(a.sizes().asArray(), b.sizes().asArray())) {
      if (step.side() == BroadcastPlan.Side.LEFT) {
        a = materialised(graph.tf(), a, b, step);
      } else {
        b = materialised(graph.tf(), b, a, step);
      }
    }
    return new Alignment(graph, axes, a.operand(), b.operand());
  }

  Expr result(Operand<TNumber> operand, Shape eventShape) {
    return Expr.inGraph(graph, operand, axes, eventShape);
  }

  /** An operand and its size along every aligned dim, -1 where unknown. */
  private record Aligned(Operand<TNumber> operand, Shape sizes) {}

  static ExprGraph commonGraph(String operation, Expr left, Expr right) {
    ExprGraph graph = left.isConstant() ? right.graph() : left.graph();
    if (!left.isConstant() && !right.isConstant()) {
      if (left.graph().environment() != right.graph().environment()) {
        throw Messages.otherGraph(operation);
      }
      if (left.graph().precision() != right.graph().precision()) {
        throw Messages.otherPrecision(
            operation, left.graph().precision(), right.graph().precision());
      }
    }
    return graph;
  }

  private static Aligned aligned(
      ExprGraph graph, Expr value, Axes axes, int eventRank, Expr other) {
    boolean scalarWillDo =
        value.isUniform()
            && other.eventShape().numDimensions() == eventRank
            && EventShapes.of("align", value.eventShape(), other.eventShape())
                .result()
                .equals(other.eventShape());
    Operand<TNumber> operand =
        scalarWillDo
            ? graph
                .precision()
                .constant(graph.tf(), Shape.scalar(), new double[] {value.constant()[0]})
            : value.operand(graph);
    int rank = axes.size() + eventRank;
    long[] sizes = new long[rank];
    List<Integer> inserted = new ArrayList<>();
    Shape shape = operand.shape().take(value.axes().size()).append(value.eventShape());
    int next = 0;
    boolean scalarEvent = scalarWillDo || value.eventShape().numDimensions() == 0;
    for (int i = 0; i < rank; i++) {
      boolean present = i < axes.size() ? value.axes().contains(axes.at(i)) : !scalarEvent;
      sizes[i] = present ? shape.get(next++) : 1;
      if (!present) {
        inserted.add(i);
      }
    }
    return new Aligned(withDims(graph.tf(), operand, inserted, sizes), Shape.of(sizes));
  }

  /** The operand with dims of size 1 inserted; leading ones are left to TensorFlow. */
  private static Operand<TNumber> withDims(
      Ops tf, Operand<TNumber> operand, List<Integer> inserted, long[] sizes) {
    int leading = 0;
    while (leading < inserted.size() && inserted.get(leading) == leading) {
      leading++;
    }
    if (leading == inserted.size()) {
      return operand;
    }
    long unknown = java.util.Arrays.stream(sizes).filter(size -> size < 0).count();
    if (unknown <= 1) {
      int[] target = new int[sizes.length - leading];
      for (int i = 0; i < target.length; i++) {
        target[i] = Math.toIntExact(sizes[i + leading]);
      }
      return tf.reshape(operand, tf.constant(target));
    }
    Operand<TNumber> result = operand;
    for (int dim : inserted.subList(leading, inserted.size())) {
      result = tf.expandDims(result, tf.constant(dim - leading));
    }
    return result;
  }

  private static Aligned repeated(Ops tf, Aligned value, Shape other) {
    Operand<TNumber> operand = LongSums.repeated(tf, value.operand(), value.sizes(), other);
    if (operand == value.operand()) {
      return value;
    }
    long[] sizes = value.sizes().asArray();
    for (int dim = 0; dim < sizes.length; dim++) {
      sizes[dim] = sizes[dim] == 1 ? other.get(dim) : sizes[dim];
    }
    return new Aligned(operand, Shape.of(sizes));
  }

  private static Aligned materialised(
      Ops tf, Aligned value, Aligned other, BroadcastPlan.Step step) {
    int rank = value.sizes().numDimensions();
    Operand<TInt32> own = fullShape(tf, value, rank);
    Operand<TInt32> target = fullShape(tf, other, rank);
    boolean[] takes = new boolean[rank];
    long[] sizes = value.sizes().asArray();
    for (int i = step.from(); i < step.to(); i++) {
      takes[i] = true;
      sizes[i] = other.sizes().get(i);
    }
    return new Aligned(
        tf.broadcastTo(value.operand(), tf.select(tf.constant(takes), target, own)),
        Shape.of(sizes));
  }

  private static Operand<TInt32> fullShape(Ops tf, Aligned value, int rank) {
    Operand<TInt32> shape = tf.shape(value.operand());
    int missing = rank - value.operand().shape().numDimensions();
    if (missing == 0) {
      return shape;
    }
    int[] ones = new int[missing];
    java.util.Arrays.fill(ones, 1);
    return tf.concat(List.of(tf.constant(ones), shape), tf.constant(0));
  }

  /** The position of an axis among an expression's dims. */
  static int position(String operation, Expr value, Axis axis) {
    Required.of(axis, operation, "an axis", "one of the axes " + value.axes());
    int index = value.axes().indexOf(axis);
    if (index < 0) {
      throw Messages.axisMissing(operation, axis, value);
    }
    return index;
  }
}
