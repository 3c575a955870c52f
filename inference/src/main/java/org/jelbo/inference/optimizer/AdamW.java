package org.jelbo.inference.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.family.TNumber;

/**
 * Adam with weights that decay by themselves: {@code w = w - r d w}, and then {@link Adam}'s step
 * (Loshchilov and Hutter 2019, algorithm 2 with the rate of PyTorch's: d is multiplied by r). The
 * loss has no part of it. What decays are the free numbers of a parameter.
 *
 * @param adam the step, and r
 * @param decay d, at least 0
 * @param spared names of parameters that do not decay, such as biases
 */
public record AdamW(Adam adam, double decay, List<String> spared) implements Optimizer {
  /**
   * Checks the components.
   *
   * @throws JelboException for numbers outside of their domains, and names that are blank
   */
  public AdamW {
    Required.of(adam, "AdamW", "a step of Adam", "AdamW.of(1e-3)");
    Messages.requireNotNegative("AdamW", "decay", decay);
    Required.of(spared, "AdamW", "names", "List.of()");
    spared.forEach(name -> Required.name(name, "AdamW", "sparing(\"encoder/bias\")"));
    spared = List.copyOf(spared);
  }

  /**
   * With {@link Adam#of}'s numbers and a decay of 0.01.
   *
   * @throws JelboException for a rate that is not positive
   */
  public static AdamW of(double learningRate) {
    return of(Schedule.constant(learningRate));
  }

  /**
   * The same by a learning rate that changes.
   *
   * @throws JelboException for a rate outside of its domain
   */
  public static AdamW of(Schedule learningRate) {
    return new AdamW(Adam.of(learningRate), 0.01, List.of());
  }

  /**
   * With another decay.
   *
   * @param other d, at least 0
   * @throws JelboException for a number outside of its domain
   */
  public AdamW decay(double other) {
    return new AdamW(adam, other, spared);
  }

  /**
   * Without decay of some parameters more.
   *
   * @param names of trained parameters; others are refused when it is compiled
   * @throws JelboException for a blank name
   */
  public AdamW sparing(String... names) {
    List<String> more = new ArrayList<>(spared);
    more.addAll(List.of(Required.of(names, "AdamW", "names", "sparing(\"encoder/bias\")")));
    return new AdamW(adam, decay, more);
  }

  @Override
  public boolean isEntrywise() {
    return spared.isEmpty();
  }

  @Override
  public List<String> names() {
    return spared;
  }

  @Override
  public Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient) {
    if (spared.containsAll(context.parameters())) {
      return adam.update(context, parameter, gradient);
    }
    Ops gated = context.gated();
    Operand<TNumber> share =
        context.tf().math.mul(context.number(adam.learningRate()), context.number(decay));
    Operand<TNumber> part = gated.math.mul(gated.identity(parameter), share);
    Op decayed = gated.assignSub(parameter, part);
    return adam.update(context.after(decayed), parameter, gradient);
  }
}
