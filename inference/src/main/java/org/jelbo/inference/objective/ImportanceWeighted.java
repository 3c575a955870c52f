package org.jelbo.inference.objective;

/** An objective of importance weights. */
public sealed interface ImportanceWeighted extends Derived permits Iwae, Renyi {
  /** What is weighed, and how. */
  WeightOptions options();

  @Override
  default Programs programs() {
    return options().programs();
  }

  @Override
  default int particles() {
    return options().particles();
  }
}
