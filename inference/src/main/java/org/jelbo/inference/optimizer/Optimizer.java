package org.jelbo.inference.optimizer;

import java.util.function.Function;
import org.tensorflow.Operand;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** Builds the update of one parameter. Immutable; knows no graph. */
public interface Optimizer {
  /**
   * What an update may use. Reads outside of the gate must not be of variables that the step
   * changes, other than the step counter, which changes after all updates.
   *
   * @param tf ops outside of the gate
   * @param gated ops that run after every gradient and every fetched value of the step
   * @param step how many steps were done before this one
   * @param slots the optimizer's own variable of a name, shaped as the parameter and starting at 0
   */
  record Context(
      Ops tf, Ops gated, Operand<TInt64> step, Function<String, Operand<TNumber>> slots) {}

  /**
   * The op that changes the parameter.
   *
   * @param parameter the variable
   * @param gradient of the loss, of the same shape
   */
  Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient);

  /**
   * Whether every entry changes by its own gradient and slots alone, so that parameters may be
   * changed end to end, as if they were one; not so where a norm of the parameter counts.
   */
  default boolean isEntrywise() {
    return false;
  }
}
