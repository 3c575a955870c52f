package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.derivation.Sketch;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Reading;

/**
 * A loss in a setting without data and values: what its programs declare, and how it was derived.
 * Owns a graph: close it.
 */
final class DryRun implements AutoCloseable {
  private final Summand term;
  private final Sketch sketch;
  private final Loss loss;

  private DryRun(Summand term, Sketch sketch) {
    this.term = term;
    this.sketch = sketch;
    this.loss = term.objective().build(sketch);
  }

  /** Builds the loss of an objective by itself. */
  static DryRun of(SingleObjective objective) {
    return of(Summand.of(objective));
  }

  /** Builds the loss of a term, without the sites that another counts. */
  static DryRun of(Summand term) {
    SingleObjective objective = term.objective();
    Axes particles = Programs.axes(objective.particles());
    Sketch sketch = Sketch.along(particles, term.countedElsewhere()).named(term.name());
    try {
      return new DryRun(term, sketch);
    } catch (RuntimeException | Error e) {
      sketch.close();
      throw e;
    }
  }

  Summand term() {
    return term;
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
