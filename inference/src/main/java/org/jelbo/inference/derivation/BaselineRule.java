package org.jelbo.inference.derivation;

import java.util.List;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Layer;

/**
 * What is taken off a cost before it multiplies a score: it changes the variance, not the mean, as
 * long as it does not depend on the draw.
 */
public interface BaselineRule {
  /** In a few words. */
  String text();

  /** What is taken off, {@code [axes of the draw...]} or fewer. */
  Expr of(Costs costs);

  /** Whether it compares draws, so that there have to be several. */
  default boolean comparesDraws() {
    return false;
  }

  /** What follows from a draw, and what can be known of it before the draw. */
  interface Costs {
    /**
     * The mean of the costs of past steps, kept from step to step; 0 where the draw is masked.
     *
     * @param kept what a step weighs of what the step after it does
     */
    Expr meanOfSteps(double kept);

    /** What the other particles cost. */
    Expr ofOtherParticles();

    /** A network of some sites' values, trained towards the cost; 0 where the draw is masked. */
    Expr predicted(Layer layer, List<String> inputs);
  }

  /** Nothing. */
  record None() implements BaselineRule {
    @Override
    public String text() {
      return "no baseline";
    }

    @Override
    public Expr of(Costs costs) {
      return Expr.of(0);
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

    @Override
    public Expr of(Costs costs) {
      return costs.meanOfSteps(KEPT);
    }
  }

  /** A network of some sites' values, which is trained towards the cost. */
  record Learned(Layer layer, List<String> inputs) implements BaselineRule {
    @Override
    public String text() {
      return "baseline: " + layer.name() + "(" + String.join(", ", inputs) + ")";
    }

    @Override
    public Expr of(Costs costs) {
      return costs.predicted(layer, inputs);
    }
  }

  /** What the other particles cost. */
  record LeaveOneOut() implements BaselineRule {
    @Override
    public String text() {
      return "baseline: leave-one-out over particles";
    }

    @Override
    public boolean comparesDraws() {
      return true;
    }

    @Override
    public Expr of(Costs costs) {
      return costs.ofOtherParticles();
    }
  }
}
