package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * Parameters whose free numbers one variable holds: one by itself, or many small ones end to end,
 * which are read, changed and set as fast as one.
 */
final class Block {
  /** The most numbers of a small parameter: a thread that is woken for fewer costs more. */
  private static final int SMALL = 4096;

  /** The fewest small parameters whose joining pays for taking them apart again. */
  private static final int MANY = 8;

  private final Map<String, Shape> shapes;

  /** Where the numbers of each parameter begin. */
  private final Map<String, Integer> starts = new LinkedHashMap<>();

  private final Shape shape;

  private Block(Map<String, Shape> shapes) {
    this.shapes = shapes;
    int size = 0;
    for (Map.Entry<String, Shape> one : shapes.entrySet()) {
      starts.put(one.getKey(), size);
      size = Math.addExact(size, Math.toIntExact(one.getValue().size()));
    }
    shape = isOne() ? shapes.values().iterator().next() : Shape.of(size);
  }

  /**
   * The blocks of parameters.
   *
   * @param together whether small ones may stand in one block
   */
  static List<Block> of(Map<String, Shape> shapes, boolean together) {
    Map<String, Shape> small = new LinkedHashMap<>(shapes);
    small.values().removeIf(shape -> shape.size() > SMALL);
    if (!together || small.size() < MANY) {
      small.clear();
    }
    List<Block> blocks = new ArrayList<>();
    shapes.forEach(
        (name, shape) -> {
          if (!small.containsKey(name)) {
            blocks.add(new Block(Map.of(name, shape)));
          }
        });
    if (!small.isEmpty()) {
      blocks.add(new Block(small));
    }
    return blocks;
  }

  private boolean isOne() {
    return shapes.size() == 1;
  }

  Shape shapeOf(String name) {
    return Objects.requireNonNull(shapes.get(name), name);
  }

  /** The shape of the variable. */
  Shape shape() {
    return shape;
  }

  /** The names of the parameters, in order. */
  Set<String> names() {
    return shapes.keySet();
  }

  /** The parameters of the variable, by name. */
  Map<String, Expr> parts(ExprGraph graph, Operand<TNumber> whole) {
    Map<String, Expr> parts = new LinkedHashMap<>();
    if (isOne()) {
      shapes.forEach((name, shape) -> parts.put(name, Expr.of(whole, Axes.NONE, shape)));
      return parts;
    }
    Ops tf = graph.tf();
    int[] sizes = shapes.values().stream().mapToInt(shape -> (int) shape.size()).toArray();
    List<? extends Operand<TNumber>> pieces =
        tf.splitV(whole, tf.constant(sizes), tf.constant(0), (long) sizes.length).output();
    shapes.forEach(
        (name, shape) ->
            parts.put(
                name,
                Expr.of(
                    tf.reshape(pieces.get(parts.size()), tf.constant(shape)), Axes.NONE, shape)));
    return parts;
  }

  /** A tensor of the variable's shape from one of each parameter's, by name. */
  Operand<TNumber> whole(Ops tf, Map<String, Expr> parts) {
    List<Operand<TNumber>> pieces = new ArrayList<>();
    Operand<TInt32> flat = isOne() ? null : tf.constant(new int[] {-1});
    for (String name : shapes.keySet()) {
      Operand<TNumber> piece = Objects.requireNonNull(parts.get(name), name).operand();
      pieces.add(flat == null ? piece : tf.reshape(piece, flat));
    }
    return flat == null ? pieces.get(0) : tf.concat(pieces, tf.constant(0));
  }

  /** A parameter's numbers of those of the variable. */
  double[] part(String name, double[] whole) {
    int start = start(name);
    return isOne() ? whole : Arrays.copyOfRange(whole, start, start + (int) shapeOf(name).size());
  }

  /** Puts a parameter's numbers among those of the variable. */
  void put(String name, double[] part, double[] whole) {
    System.arraycopy(part, 0, whole, start(name), part.length);
  }

  private int start(String name) {
    return Objects.requireNonNull(starts.get(name), name);
  }
}
