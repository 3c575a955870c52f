package org.jelbo.inference.derivation;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Relaxable;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.loss.Setting;

/** How the gradient of an expectation over a latent is estimated. */
public interface Estimator {
  /** In a few words. */
  String text();

  /** What a reader must know of a site that is estimated so. */
  default Optional<String> note(String site) {
    return Optional.empty();
  }

  /** The family that is drawn from in the place of the site's own. */
  default Distribution drawnFrom(Distribution own, Setting setting) {
    return own;
  }

  /** What a draw is computed with as. */
  default Expr taken(Distribution own, Expr draw) {
    return cutsDraws() ? draw.stopGradient() : draw;
  }

  /** The family that both programs are scored by in the place of their own, if any. */
  default Optional<Distribution> scoredBy(Distribution own, Setting setting) {
    return Optional.empty();
  }

  /** Whether draws are cut off from parameters. */
  default boolean cutsDraws() {
    return false;
  }

  /** What is taken off the costs that multiply scores; empty where draws are not scored. */
  default Optional<BaselineRule> baseline() {
    return Optional.empty();
  }

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
  record ScoreFunction(BaselineRule rule) implements Estimator {
    @Override
    public String text() {
      return "score function, " + rule.text();
    }

    @Override
    public boolean cutsDraws() {
      return true;
    }

    @Override
    public Optional<BaselineRule> baseline() {
      return Optional.of(rule);
    }

    @Override
    public Optional<String> note(String site) {
      return Optional.of(
          site
              + " by its score function: unbiased, with more noise than a pathwise or an enumerated"
              + " gradient");
    }
  }

  /** By none: the draw is cut off from parameters, and what descends says how else. */
  record Cut() implements Estimator {
    @Override
    public String text() {
      return "cut off from parameters";
    }

    @Override
    public boolean cutsDraws() {
      return true;
    }
  }

  /**
   * By way of a draw of another family that stands for the site's own.
   *
   * @param temperature of a training step, positive
   * @param form what the divergence is
   * @param name of the temperature in explanations
   */
  record Relaxed(UnaryOperator<Expr> temperature, Form form, String name) implements Estimator {
    /** What stands for the divergence. */
    public enum Form {
      /** That of the relaxed families at the draw. */
      DENSITY("density of the relaxed family"),
      /** That of the discrete ones, in closed form. */
      SAMPLE("divergence of the discrete family"),
      /** The same, with the nearest discrete value in the place of the draw. */
      STRAIGHT_THROUGH("nearest value, straight-through gradient");

      private final String text;

      Form(String text) {
        this.text = text;
      }
    }

    @Override
    public String text() {
      return "relaxed at temperature " + name + ", " + form.text;
    }

    @Override
    public Optional<String> note(String site) {
      boolean isBiased = form == Form.STRAIGHT_THROUGH;
      return Optional.of(
          site
              + " is relaxed in training: not a bound of this model"
              + (isBiased ? ", and the gradient is biased" : "")
              + "; evaluation and prediction use the discrete site");
    }

    @Override
    public Distribution drawnFrom(Distribution own, Setting setting) {
      return ((Relaxable) own).relaxed(temperature.apply(setting.step()));
    }

    /** Of straight-through the nearest discrete value, with the gradient of the relaxed one. */
    @Override
    public Expr taken(Distribution own, Expr draw) {
      if (form != Form.STRAIGHT_THROUGH) {
        return draw;
      }
      Expr nearest = ((Relaxable) own).nearest(draw);
      return draw.minus(draw.stopGradient()).plus(nearest.stopGradient());
    }

    @Override
    public Optional<Distribution> scoredBy(Distribution own, Setting setting) {
      return form == Form.DENSITY ? Optional.of(drawnFrom(own, setting)) : Optional.empty();
    }
  }
}
