package org.jelbo.dsl.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.proto.DataType;

/**
 * The ops whose numbers values are computed from, each after those that it is computed from itself.
 * What depends on the shape of a tensor alone ends the walk.
 */
final class Ancestry {
  /** Numbers of these come from a shape, or tell only whether a number is one. */
  private static final Set<String> NOT_OF_NUMBERS =
      Set.of(
          "Shape", "ShapeN", "Size", "Rank", "ZerosLike", "OnesLike", "IsFinite", "IsNan", "IsInf");

  private static final Set<DataType> FLOATS =
      EnumSet.of(DataType.DT_FLOAT, DataType.DT_DOUBLE, DataType.DT_HALF, DataType.DT_BFLOAT16);

  private static final Set<String> ROUNDING = Set.of("Floor", "Ceil", "Rint", "Round", "Sign");

  /** Ops of which an infinite input makes an infinite output, or none that is a number. */
  private static final Set<String> KEEPING_INFINITY =
      Set.of(
          "Add",
          "AddN",
          "AddV2",
          "BroadcastTo",
          "Cast",
          "ConcatV2",
          "Div",
          "ExpandDims",
          "GatherV2",
          "Identity",
          "Mean",
          "Mul",
          "Neg",
          "NotEqual",
          "Pack",
          "Pad",
          "PadV2",
          "RealDiv",
          "Reshape",
          "Select",
          "SelectV2",
          "Slice",
          "Split",
          "SplitV",
          "Squeeze",
          "StridedSlice",
          "Sub",
          "Sum",
          "Tile",
          "Transpose",
          "Unpack");

  /** An op, its type, and what it is computed from. */
  record Node(GraphOperation op, String type, List<Output<?>> inputs) {
    static Node of(GraphOperation op) {
      String type = op.type();
      List<Output<?>> inputs = new ArrayList<>();
      if (!NOT_OF_NUMBERS.contains(type)) {
        for (Operand<?> input : op.inputs()) {
          inputs.add(input.asOutput());
        }
      }
      return new Node(op, type, inputs);
    }

    GraphOperation input(int index) {
      return (GraphOperation) inputs.get(index).op();
    }

    /** That of {@link SpecialFunctions#floor} is part of it: no gradient passes a floor anyway. */
    boolean isStopOfGradient() {
      return type.equals("StopGradient") && !ROUNDING.contains(input(0).type());
    }

    /** Of two inputs that are one. */
    boolean isOfOneTwice() {
      return inputs.size() == 2 && inputs.get(0).equals(inputs.get(1));
    }

    boolean rounds() {
      return ROUNDING.contains(type);
    }
  }

  private final Map<GraphOperation, Node> nodes = new LinkedHashMap<>();

  private Ancestry() {}

  static Ancestry of(Collection<Expr> values) {
    Ancestry ancestry = new Ancestry();
    Sources.producers(values).forEach(ancestry::add);
    return ancestry;
  }

  /** An op whose inputs are waited for. */
  private record Open(Node node, Iterator<GraphOperation> rest) {}

  private void add(GraphOperation root) {
    Set<GraphOperation> entered = new HashSet<>();
    Deque<Open> open = new ArrayDeque<>();
    enter(root, entered, open);
    while (!open.isEmpty()) {
      Open last = open.peek();
      if (last.rest.hasNext()) {
        enter(last.rest.next(), entered, open);
      } else {
        nodes.put(last.node.op, last.node);
        open.pop();
      }
    }
  }

  private void enter(GraphOperation op, Set<GraphOperation> entered, Deque<Open> open) {
    if (!nodes.containsKey(op) && entered.add(op)) {
      Node node = Node.of(op);
      open.push(
          new Open(
              node, node.inputs.stream().map(input -> (GraphOperation) input.op()).iterator()));
    }
  }

  /** All of them. */
  Collection<Node> nodes() {
    return nodes.values();
  }

  /** Those that are reached from values without a stop of gradients between. */
  Set<GraphOperation> withoutStops(Collection<Expr> values) {
    Set<GraphOperation> reached = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(Sources.producers(values));
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      Node node = nodes.get(next);
      if (node != null && reached.add(next) && !node.isStopOfGradient()) {
        node.inputs.forEach(input -> open.push((GraphOperation) input.op()));
      }
    }
    return reached;
  }

  /**
   * Those whose infinite numbers may become finite ones on the way to values, as by an exponential.
   */
  Set<GraphOperation> beforeFinite(Collection<Expr> values) {
    Set<GraphOperation> before = new HashSet<>();
    Set<GraphOperation> infinite = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(Sources.producers(values));
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      Node node = nodes.get(next);
      if (node != null && infinite.add(next)) {
        boolean keeps = KEEPING_INFINITY.contains(node.type);
        for (Output<?> input : node.inputs) {
          (keeps ? open : before).add((GraphOperation) input.op());
        }
      }
    }
    open.addAll(before);
    while (!open.isEmpty()) {
      for (Output<?> input : Node.of(open.pop()).inputs) {
        if (before.add((GraphOperation) input.op())) {
          open.add((GraphOperation) input.op());
        }
      }
    }
    return before;
  }

  /** Ops of which some other reads an output that is no float: whole numbers, truth values. */
  Set<GraphOperation> readAsDiscrete() {
    Set<GraphOperation> read = new HashSet<>();
    for (Node node : nodes.values()) {
      for (Output<?> input : node.inputs) {
        if (!isFloat(input)) {
          read.add((GraphOperation) input.op());
        }
      }
    }
    return read;
  }

  static boolean isFloat(Output<?> output) {
    return FLOATS.contains(output.dataType());
  }
}
