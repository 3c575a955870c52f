package org.jelbo.inference.derivation;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Relaxable;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.loss.Setting;

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

    /** The family that stands for a site's, of a step. */
    Distribution family(Distribution discrete, Setting setting) {
      return ((Relaxable) discrete).relaxed(temperature.apply(setting.step()));
    }
  }

  /** What a reader must know of a site that is estimated so. */
  default Optional<String> note(String site) {
    return Optional.empty();
  }

  /** Whether draws are cut off from parameters. */
  default boolean cutsDraws() {
    return this instanceof ScoreFunction || this instanceof Cut;
  }
}
