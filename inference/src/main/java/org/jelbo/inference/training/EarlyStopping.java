package org.jelbo.inference.training;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;

/**
 * When a training ends before its last step: once a metric was not better than its best so many
 * times in a row. The fit is that of the best (Prechelt 1998, with a patience in place of a
 * quotient).
 *
 * <pre>
 * trainer
 *     .metric("bound", 500, fit -&gt; fit.evaluate(heldOut, 1).value())
 *     .stopping(EarlyStopping.lowest("bound").patience(5))
 * </pre>
 *
 * <p>Where a weight of the objective changes with the step, its loss is another at each: the metric
 * is then a sum of parts, such as {@code kl} and {@code rec}, which are unweighted.
 *
 * @param metric the name of a metric of the trainer
 * @param isLowest whether less is better
 * @param patience how often in a row it may be no better, at least 1
 */
public record EarlyStopping(String metric, boolean isLowest, int patience) {
  private static final int USUAL = 10;

  /**
   * Checks the components.
   *
   * @throws JelboException for a blank name, and a patience below 1
   */
  public EarlyStopping {
    Required.name(metric, "stopping", "EarlyStopping.lowest(\"bound\")");
    if (patience < 1) {
      throw StoppingMessages.noPatience(patience);
    }
  }

  /**
   * Where less is better, with a patience of ten.
   *
   * @throws JelboException for a blank name
   */
  public static EarlyStopping lowest(String metric) {
    return new EarlyStopping(metric, true, USUAL);
  }

  /**
   * Where more is better, with a patience of ten.
   *
   * @throws JelboException for a blank name
   */
  public static EarlyStopping highest(String metric) {
    return new EarlyStopping(metric, false, USUAL);
  }

  /**
   * With another patience.
   *
   * @param count at least 1
   * @throws JelboException for fewer
   */
  public EarlyStopping patience(int count) {
    return new EarlyStopping(metric, isLowest, count);
  }
}
