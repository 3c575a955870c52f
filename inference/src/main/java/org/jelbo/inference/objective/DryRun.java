package org.jelbo.inference.objective;

import java.util.List;
import java.util.Set;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.derivation.Sketch;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Reading;

/**
 * A loss in a setting without data and values: what its programs declare, and how it was derived.
 * Owns a graph: close it.
 */
final class DryRun implements AutoCloseable {
  private final SingleObjective objective;
  private final Set<String> countedElsewhere;
  private final Sketch sketch;
  private final Loss loss;

  private DryRun(SingleObjective objective, Set<String> countedElsewhere, Sketch sketch) {
    this.objective = objective;
    this.countedElsewhere = Set.copyOf(countedElsewhere);
    this.sketch = sketch;
    this.loss = objective.build(sketch);
  }

  /** Builds the loss of an objective. */
  static DryRun of(SingleObjective objective) {
    return of(objective, Set.of());
  }

  /**
   * Builds the loss of a term.
   *
   * @param countedElsewhere sites that another term counts
   */
  static DryRun of(SingleObjective objective, Set<String> countedElsewhere) {
    Sketch sketch = Sketch.along(Programs.axes(objective.particles()), countedElsewhere);
    try {
      return new DryRun(objective, countedElsewhere, sketch);
    } catch (RuntimeException | Error e) {
      sketch.close();
      throw e;
    }
  }

  SingleObjective objective() {
    return objective;
  }

  Set<String> countedElsewhere() {
    return countedElsewhere;
  }

  Sketch sketch() {
    return sketch;
  }

  Loss loss() {
    return loss;
  }

  /** Where parameters are first read, in that order. */
  List<Reading> readings() {
    return sketch.readings();
  }

  /** The parameters in the order they are first read. */
  List<Param> parameters() {
    return sketch.parameters();
  }

  /** Whether a sum over all rows is taken, for which some of them cannot stand. */
  boolean needsAllRows() {
    return sketch.needsAllRows();
  }

  ExplainedLoss explained() {
    return new Explaining(this).explained();
  }

  @Override
  public void close() {
    sketch.close();
  }
}
