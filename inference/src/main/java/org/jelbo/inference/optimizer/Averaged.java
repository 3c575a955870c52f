package org.jelbo.inference.optimizer;

import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * An optimizer beside which the parameters are averaged: {@code
 * Adam.of(1e-3).averaged(Averaging.exponential(0.999))}. The training is the same; a fit gives the
 * averages by {@code averaged()}.
 *
 * @param then changes the parameters
 * @param averaging of what they are after each step
 */
public record Averaged(Optimizer then, Averaging averaging) implements Optimizer {
  /** The slot that holds averages. */
  public static final String SLOT = "average";

  /**
   * Checks the components.
   *
   * @throws JelboException for null
   */
  public Averaged {
    String remedy = "Adam.of(1e-3).averaged(Averaging.exponential(0.999))";
    Required.of(then, "averaged", "an optimizer", remedy);
    Required.of(averaging, "averaged", "an averaging", remedy);
  }

  @Override
  public Map<String, Operand<TNumber>> before(Ops tf, Map<String, Operand<TNumber>> gradients) {
    return then.before(tf, gradients);
  }

  @Override
  public Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient) {
    Operand<TNumber> average = context.slot(SLOT, 0);
    Ops later = context.after(then.update(context, parameter, gradient)).gated();
    Operand<TNumber> way = later.math.sub(later.identity(parameter), later.identity(average));
    return later.assignAdd(average, later.math.mul(way, context.number(averaging.share())));
  }

  @Override
  public boolean isEntrywise() {
    return then.isEntrywise();
  }

  @Override
  public List<String> names() {
    return then.names();
  }
}
