package org.jelbo.inference.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * An optimizer whose gradients are clipped: {@code Adam.of(1e-3).clipped(Clipping.byNorm(5))}.
 *
 * @param then has what is left of them
 * @param clipping of all gradients of a step
 */
public record Clipped(Optimizer then, Clipping clipping) implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for null
   */
  public Clipped {
    Required.of(then, "clipped", "an optimizer", "Adam.of(1e-3).clipped(Clipping.byNorm(5))");
    Required.of(clipping, "clipped", "a clipping", "Adam.of(1e-3).clipped(Clipping.byNorm(5))");
  }

  @Override
  public Map<String, Operand<TNumber>> before(Ops tf, Map<String, Operand<TNumber>> gradients) {
    List<Operand<TNumber>> left = clipping.of(tf, List.copyOf(gradients.values()));
    Map<String, Operand<TNumber>> clipped = new LinkedHashMap<>();
    gradients.keySet().forEach(name -> clipped.put(name, left.get(clipped.size())));
    return then.before(tf, clipped);
  }

  @Override
  public Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient) {
    return then.update(context, parameter, gradient);
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
