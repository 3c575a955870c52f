package org.jelbo.dsl.expr;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.tensorflow.GraphOperation;

/**
 * Whether values are computed from several indices of an axis together, by {@link Reductions} along
 * it: a program says what holds for one row, one particle and one value of a finite site.
 */
public final class Reduced {
  /** What is taken together. */
  public enum Along {
    /** The rows of the data, of which a run may see some only. */
    ROWS,
    /** Particles, or the values of an enumerated site. */
    DRAWS
  }

  private static final Set<String> REDUCTIONS = Set.of("Sum", "Mean", "Max");

  private final Set<GraphOperation> ends;
  private final Set<GraphOperation> seen = new HashSet<>();

  private Reduced(Set<GraphOperation> ends) {
    this.ends = ends;
  }

  /**
   * Walks that end at some values: what those are computed from is not looked at.
   *
   * @param ends such as the values of sites
   */
  public static Reduced upTo(Collection<Expr> ends) {
    return new Reduced(Sources.producers(ends));
  }

  /** What was taken together on the way to values, on ways that no earlier call has gone. */
  public Set<Along> on(Collection<Expr> values) {
    Set<Along> found = EnumSet.noneOf(Along.class);
    for (GraphOperation op : walked(values, seen)) {
      if (!ends.contains(op) && REDUCTIONS.contains(op.type())) {
        if (Mark.ALONG_ROWS.isOn(op)) {
          found.add(Along.ROWS);
        } else if (Mark.ALONG_DRAWS.isOn(op)) {
          found.add(Along.DRAWS);
        }
      }
    }
    return found;
  }

  /** Whether numbers of a value are computed from any of some others, which are ends. */
  public boolean isFrom(Expr value, Collection<Expr> others) {
    Set<GraphOperation> wanted = Sources.producers(others);
    return walked(Set.of(value), new HashSet<>()).stream().anyMatch(wanted::contains);
  }

  private Set<GraphOperation> walked(Collection<Expr> values, Set<GraphOperation> known) {
    Set<GraphOperation> walked = new HashSet<>();
    Deque<GraphOperation> open = new ArrayDeque<>(Sources.producers(values));
    while (!open.isEmpty()) {
      GraphOperation next = open.pop();
      if (known.add(next)) {
        walked.add(next);
        if (!ends.contains(next)) {
          Ancestry.Node.of(next).inputs().forEach(in -> open.push((GraphOperation) in.op()));
        }
      }
    }
    return walked;
  }
}
