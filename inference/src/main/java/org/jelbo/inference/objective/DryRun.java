package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.derivation.DrySetting;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Reading;

/**
 * A loss in a setting without data and values: what its programs declare, and how it was derived.
 * Owns a graph: close it.
 */
final class DryRun implements AutoCloseable {
  private final SumTerm term;
  private final DrySetting dry;
  private final Loss loss;

  private DryRun(SumTerm term, DrySetting dry) {
    this.term = term;
    this.dry = dry;
    this.loss = term.build(dry);
  }

  /** Builds the loss of an objective by itself. */
  static DryRun of(SingleObjective objective) {
    return of(SumTerm.of(objective));
  }

  /** Builds the loss of a term, without the sites that another counts. */
  static DryRun of(SumTerm term) {
    SingleObjective objective = term.objective();
    Axes particles = Programs.axes(objective.particles());
    DrySetting dry = DrySetting.along(particles, term.countedElsewhere()).named(term.name());
    try {
      return new DryRun(term, dry);
    } catch (RuntimeException | Error e) {
      dry.close();
      throw e;
    }
  }

  SumTerm term() {
    return term;
  }

  DrySetting dry() {
    return dry;
  }

  Loss loss() {
    return loss;
  }

  /** Where parameters are first read, in that order. */
  List<Reading> readings() {
    return dry.readings();
  }

  /** The parameters in the order they are first read. */
  List<Param> parameters() {
    return dry.parameters();
  }

  /** Whether a sum over all rows is taken, for which some of them cannot stand. */
  boolean needsAllRows() {
    return dry.needsAllRows();
  }

  @Override
  public void close() {
    dry.close();
  }
}
