package org.jelbo.dsl.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.tensorflow.GraphOperation;
import org.tensorflow.RawTensor;
import org.tensorflow.ndarray.buffer.IntDataBuffer;

/**
 * How values that a mask leaves out reach others: a walk over the graph's data edges from readers
 * back to where other values end it.
 *
 * <p>A product with the mask, or {@link Expr#keptWhere} of it, is 0 where the mask is, whatever
 * stands there: it holds the value back. So does a product of the mask and others.
 */
public final class MaskPaths {
  /** Ops of which an entry is computed from the entries at the same index, broadcast. */
  private static final Set<String> BY_ENTRY =
      Set.of(
          "Abs",
          "Add",
          "AddV2",
          "Cast",
          "Cos",
          "Div",
          "Exp",
          "Expm1",
          "Identity",
          "Less",
          "Log",
          "Log1p",
          "Maximum",
          "Minimum",
          "Mul",
          "Neg",
          "NotEqual",
          "Pow",
          "RealDiv",
          "Reciprocal",
          "Rsqrt",
          "Select",
          "SelectV2",
          "Sigmoid",
          "Sin",
          "Softplus",
          "Sqrt",
          "Square",
          "StopGradient",
          "Sub",
          "Tanh");

  private static final Set<String> REDUCTIONS = Set.of("Max", "Mean", "Min", "Prod", "Sum");

  /** Ops that give the same numbers in another shape. */
  private static final Set<String> RESHAPED =
      Set.of("BroadcastTo", "ExpandDims", "Identity", "Reshape");

  private static final Set<String> SELECTS = Set.of("Select", "SelectV2");

  /**
   * How a value reaches the readers.
   *
   * @param isOpen whether on some way nothing holds it back where the mask is 0
   * @param isByEntry whether on every way an entry reaches only the entries at its own index
   * @param summed the leading dims of the value that a sum on some way runs over
   */
  public record Way(boolean isOpen, boolean isByEntry, Set<Integer> summed) {
    /** The ways of both. */
    public static Way either(Way a, Way b) {
      Set<Integer> dims = new TreeSet<>(a.summed);
      dims.addAll(b.summed);
      return new Way(a.isOpen || b.isOpen, a.isByEntry && b.isByEntry, dims);
    }
  }

  private final Set<GraphOperation> readers = new LinkedHashSet<>();

  /** The ends that the walk came to. */
  private final Set<GraphOperation> reached = new LinkedHashSet<>();

  /** Every op after those that it is computed from. */
  private final Set<GraphOperation> ordered = new LinkedHashSet<>();

  private MaskPaths() {}

  /**
   * The ways to some readers.
   *
   * @param readers where the walk starts; host constants come from nothing
   * @param ends the ops of values that the walk does not go past
   */
  public static MaskPaths to(Collection<Expr> readers, Set<GraphOperation> ends) {
    MaskPaths paths = new MaskPaths();
    paths.readers.addAll(Sources.producers(readers));
    Set<GraphOperation> opened = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(paths.readers);
    while (!open.isEmpty()) {
      GraphOperation next = open.peek();
      if (ends.contains(next)) {
        paths.reached.add(next);
        paths.ordered.add(open.pop());
      } else if (!opened.add(next)) {
        paths.ordered.add(open.pop());
      } else {
        next.inputs().forEach(input -> open.push((GraphOperation) input.op()));
      }
    }
    return paths;
  }

  /** The ends that are among what the readers are computed from, the readers included. */
  public Set<GraphOperation> reached() {
    return Set.copyOf(reached);
  }

  /**
   * How a value reaches the readers; empty where it does not.
   *
   * @param mask of the value, with its axes, with or without its event
   * @param axes how many leading dims of the value are looked for in sums
   */
  public Optional<Way> from(Expr value, Expr mask, int axes) {
    if (value.isConstant() || !ordered.contains(Sources.producer(value))) {
      return Optional.empty();
    }
    GraphOperation start = Sources.producer(value);
    boolean isOfEntries = mask.eventShape().numDimensions() > 0;
    Map<GraphOperation, Way> ways = new HashMap<>();
    for (GraphOperation op : ordered) {
      if (op.equals(start)) {
        ways.put(op, new Way(true, true, Set.of()));
        continue;
      }
      for (int i = 0; i < op.numInputs(); i++) {
        Way before = ways.get(input(op, i));
        if (before != null) {
          boolean isHeld = (before.isByEntry || !isOfEntries) && holdsBack(op, i, mask);
          Set<Integer> summed = new TreeSet<>(before.summed);
          summed.addAll(summed(op, i, before.summed.size(), axes));
          boolean isByEntry = before.isByEntry && BY_ENTRY.contains(op.type());
          ways.merge(op, new Way(before.isOpen && !isHeld, isByEntry, summed), Way::either);
        }
      }
    }
    return readers.stream().map(ways::get).filter(way -> way != null).reduce(Way::either);
  }

  /** Whether an op is 0 where the mask is, whatever its input is. */
  private static boolean holdsBack(GraphOperation op, int input, Expr mask) {
    if (mask.isConstant()) {
      return false;
    }
    if (op.type().equals("Mul")) {
      return factors(input(op, 1 - input)).containsAll(factors(mask));
    }
    if (!SELECTS.contains(op.type()) || input != 1) {
      return false;
    }
    GraphOperation condition = input(op, 0);
    return condition.type().equals("NotEqual")
        && factors(input(condition, 0)).containsAll(factors(mask));
  }

  /** Whether a mask is 0 wherever another is, whatever their numbers: it is a product with it. */
  public static boolean isZeroWhere(Expr mask, Expr other) {
    return !mask.isConstant() && !other.isConstant() && factors(mask).containsAll(factors(other));
  }

  /** Whether two masks are products of the same, in any order. */
  public static boolean isSame(Expr mask, Expr other) {
    if (mask.isConstant() || other.isConstant()) {
      return Sources.same(mask, other);
    }
    List<GraphOperation> left = factors(other);
    return left.size() == factors(mask).size() && factors(mask).stream().allMatch(left::remove);
  }

  private static List<GraphOperation> factors(Expr product) {
    return factors(Sources.producer(product));
  }

  private static List<GraphOperation> factors(GraphOperation product) {
    List<GraphOperation> factors = new ArrayList<>();
    Deque<GraphOperation> open = new ArrayDeque<>(List.of(product));
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      if (next.type().equals("Mul")) {
        open.push(input(next, 0));
        open.push(input(next, 1));
      } else if (RESHAPED.contains(next.type())) {
        open.push(input(next, 0));
      } else {
        factors.add(next);
      }
    }
    return factors;
  }

  /** Dims that a sum runs over; with some gone before, which of the rest is not known. */
  private static List<Integer> summed(GraphOperation op, int input, int before, int axes) {
    List<Integer> found = new ArrayList<>();
    if (input == 0 && REDUCTIONS.contains(op.type())) {
      for (int dim : dims(input(op, 1))) {
        for (int place = dim; place <= dim + before && place < axes; place++) {
          found.add(place);
        }
      }
    }
    return found;
  }

  private static List<Integer> dims(GraphOperation constant) {
    List<Integer> dims = new ArrayList<>();
    if (!constant.type().equals("Const")) {
      dims.addAll(List.of(0, 1, 2, 3, 4, 5, 6, 7));
      return dims;
    }
    try (RawTensor values = constant.attributes().getAttrTensor("value").asRawTensor()) {
      IntDataBuffer ints = values.data().asInts();
      for (long i = 0; i < ints.size(); i++) {
        dims.add(ints.getInt(i));
      }
    }
    return dims;
  }

  private static GraphOperation input(GraphOperation op, int index) {
    return (GraphOperation) op.input(index).op();
  }
}
