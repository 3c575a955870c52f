package org.jelbo.inference.objective;

/** An objective of importance weights. */
abstract class ImportanceWeighted implements SingleObjective {
  /** What is weighed, and how. */
  final WeightOptions options;

  ImportanceWeighted(WeightOptions options) {
    this.options = options;
  }

  @Override
  public final Programs programs() {
    return options.programs();
  }

  @Override
  public final Object countsGlobals() {
    return Programs.counting(programs());
  }

  @Override
  public final int particles() {
    return options.particles();
  }
}
