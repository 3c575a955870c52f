package org.jelbo.inference.objective;

/** An objective of importance weights. */
sealed interface ImportanceWeighted extends SingleObjective permits Iwae, Renyi {
  /** What is weighed, and how. */
  WeightOptions options();

  @Override
  default Programs programs() {
    return options().programs();
  }

  @Override
  default Object countsGlobals() {
    return Programs.counting(programs());
  }

  @Override
  default int particles() {
    return options().particles();
  }
}
