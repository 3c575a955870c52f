package org.jelbo.inference.derivation;

import java.util.List;
import org.jelbo.dsl.nn.Layer;

/** What is taken off a cost before it multiplies a score: it changes the variance, not the mean. */
public sealed interface BaselineRule {
  /** In a few words. */
  String text();

  /** Nothing. */
  record None() implements BaselineRule {
    @Override
    public String text() {
      return "no baseline";
    }
  }

  /** The mean of the costs of past steps, the older the less. */
  record RunningMean() implements BaselineRule {
    /** What a step weighs of what the step after it does. */
    public static final double KEPT = 0.9;

    @Override
    public String text() {
      return "baseline: running mean of past steps";
    }
  }

  /** A network of some sites' values, which is trained towards the cost. */
  record Learned(Layer layer, List<String> inputs) implements BaselineRule {
    @Override
    public String text() {
      return "baseline: " + layer.name() + "(" + String.join(", ", inputs) + ")";
    }
  }

  /** What the other particles cost. */
  record LeaveOneOut() implements BaselineRule {
    @Override
    public String text() {
      return "baseline: leave-one-out over particles";
    }
  }
}
