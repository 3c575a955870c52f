package org.jelbo.dsl.nn;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Build;

/**
 * {@code x m / (1 - p)} in training, with each entry of m 0 with probability p and 1 otherwise
 * (Srivastava et al. 2014, section 4, scaled in training as in their section 10); outside of
 * training x itself.
 *
 * <p>Each row and each particle has a mask of its own; all values of an enumerated site share one,
 * as they share all random numbers, and what does not depend on a particle is computed, and masked,
 * once for all of them. Each application in a program has masks of its own.
 *
 * @param rate p, the probability that an entry is left out, from 0 to below 1
 */
public record Dropout(double rate) implements Layer {
  /**
   * Checks the components.
   *
   * @throws JelboException for a rate below 0, and one of 1 or above
   */
  public Dropout {
    if (!(rate >= 0 && rate < 1)) {
      throw JelboException.here(
          "layer 'dropout'",
          "expected a rate from 0 to below 1, the share that is left out, but got " + rate,
          "Dropout.of(0.5)");
    }
  }

  /**
   * Of the share that is left out.
   *
   * @throws JelboException for a rate below 0, and one of 1 or above
   */
  public static Dropout of(double rate) {
    return new Dropout(rate);
  }

  @Override
  public String name() {
    return "dropout";
  }

  /**
   * The value with entries left out, event as that of the input.
   *
   * @param inputs one value of any event
   * @throws JelboException for other than one value
   */
  @Override
  public Expr apply(Build build, Expr... inputs) {
    Expr x = Only.of(name(), inputs);
    if (!build.isTraining() || rate == 0) {
      return x;
    }
    List<Axis> own = new ArrayList<>(x.axes().asList());
    own.removeIf(Axis.Enumeration.class::isInstance);
    Expr kept =
        build.noise(name(), Axes.of(own)).uniform(x.eventShape()).lessThan(Expr.of(1 - rate));
    return x.keptWhere(kept).times(1 / (1 - rate));
  }
}
