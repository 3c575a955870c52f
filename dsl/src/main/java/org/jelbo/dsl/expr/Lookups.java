package org.jelbo.dsl.expr;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;

/** What a value is an index of, as it is: a walk over the ops that are given it. */
public final class Lookups {
  /** What passes an index on unchanged; a whole number is one in any type. */
  private static final Set<String> PASSING = Set.of("Identity", "StopGradient", "Reshape", "Cast");

  /** Ops between a number that is none and the row or vector that it is added to. */
  private static final int STEPS = 4;

  private Lookups() {}

  /**
   * Something that is read at an index, which is to be a whole number from 0 to {@code count - 1}.
   *
   * @param kind such as {@code a table of %d rows}
   */
  public record Lookup(String kind, long count) {
    /** Such as {@code a table of 5 rows}. */
    @Override
    public String toString() {
      return of(count);
    }

    /** The same of another size. */
    public String of(long other) {
      return String.format(Locale.ROOT, kind, other);
    }
  }

  /**
   * The tables and one-hot vectors of its graph that a value itself is an index of; what is read at
   * a number that is computed from it is not among them. Of a host constant there are none.
   */
  public static Set<Lookup> at(Expr index) {
    Set<Lookup> found = new LinkedHashSet<>();
    if (index.isConstant()) {
      return found;
    }
    Set<GraphOperation> seen = new HashSet<>();
    Deque<Output<?>> open = new ArrayDeque<>(List.of(index.operand().asOutput()));
    while (!open.isEmpty()) {
      Output<?> value = open.pop();
      GraphOperation producer = (GraphOperation) value.op();
      for (GraphOperation op : producer.consumers(value.index())) {
        if (PASSING.contains(op.type()) && op.input(0).equals(value) && seen.add(op)) {
          open.push(op.output(0));
        } else if (op.type().equals("GatherV2") && op.input(1).equals(value)) {
          add(found, "a table of %d rows", op.input(0).shape(), 0);
        } else if (op.type().equals("OneHot") && op.input(0).equals(value)) {
          Shape vectors = op.output(0).shape();
          add(found, "a one-hot vector of %d entries", vectors, vectors.numDimensions() - 1);
        }
      }
    }
    return found;
  }

  /**
   * Whether an op is the constant that a read value is not a number by, where its index is no
   * place.
   */
  public static boolean isOfIndex(GraphOperation op) {
    return op.type().equals("Const") && meetsLookup(op, STEPS);
  }

  private static boolean meetsLookup(GraphOperation op, int steps) {
    if (steps == 0) {
      return false;
    }
    for (GraphOperation next : op.consumers(0)) {
      for (int i = 0; i < next.numInputs(); i++) {
        String type = next.input(i).op().type();
        boolean isSum = next.type().equals("Add") || next.type().equals("AddV2");
        if (isSum && (type.equals("GatherV2") || type.equals("OneHot"))) {
          return true;
        }
      }
      if (meetsLookup(next, steps - 1)) {
        return true;
      }
    }
    return false;
  }

  private static void add(Set<Lookup> found, String kind, Shape shape, int dim) {
    if (!shape.isUnknown() && shape.numDimensions() > dim && shape.get(dim) >= 0) {
      found.add(new Lookup(kind, shape.get(dim)));
    }
  }
}
