package org.jelbo.inference.derivation;

/** How the gradient of an expectation over a latent is estimated. */
public sealed interface Estimator {
  /** In a few words. */
  String text();

  /** Exactly: all values are computed with. */
  record Exact() implements Estimator {
    @Override
    public String text() {
      return "exact";
    }
  }

  /** By way of the draw, which parameters move. */
  record Pathwise() implements Estimator {
    @Override
    public String text() {
      return "pathwise";
    }
  }

  /**
   * By way of the log-density of the draw, which is cut off from parameters, times what follows
   * from it less a baseline (Williams 1992).
   */
  record ScoreFunction(BaselineRule baseline) implements Estimator {
    @Override
    public String text() {
      return "score function, " + baseline.text();
    }
  }

  /** By none: the draw is cut off from parameters, and what descends says how else. */
  record Cut() implements Estimator {
    @Override
    public String text() {
      return "cut off from parameters";
    }
  }

  /** Whether draws are cut off from parameters. */
  default boolean cutsDraws() {
    return this instanceof ScoreFunction || this instanceof Cut;
  }
}
