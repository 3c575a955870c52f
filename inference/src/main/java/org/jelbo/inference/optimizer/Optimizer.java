package org.jelbo.inference.optimizer;

import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.schedule.Schedule;
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
   */
  interface Context {
    /** Ops outside of the gate. */
    Ops tf();

    /** Ops that run after every gradient and every fetched value of the step. */
    Ops gated();

    /** How many steps were done before this one. */
    Operand<TInt64> step();

    /** The parameters that are changed: several, end to end, only of what is entrywise. */
    List<String> parameters();

    /** The number of a schedule at this step, in the precision of the parameter; scalar. */
    Operand<TNumber> number(Schedule schedule);

    /** A number in the precision of the parameter; scalar. */
    default Operand<TNumber> number(double value) {
      return number(Schedule.constant(value));
    }

    /**
     * The optimizer's own variable, shaped as the parameter: kept, saved and restored with it.
     *
     * @param name such as {@code adam.m}
     * @param start what each of its numbers is before the first step
     */
    Operand<TNumber> slot(String name, double start);

    /** The same, whose gate opens after an op that is behind it itself. */
    Context after(Op first);
  }

  /**
   * The op that changes the parameter.
   *
   * @param parameter the variable
   * @param gradient of the loss, of the same shape
   */
  Op update(Context context, Operand<TNumber> parameter, Operand<TNumber> gradient);

  /**
   * The gradients of a step as updates have them.
   *
   * @param tf ops of their graph
   * @param gradients of all parameters that it changes, by name, in the order they are declared
   * @return one for each of these names
   */
  default Map<String, Operand<TNumber>> before(Ops tf, Map<String, Operand<TNumber>> gradients) {
    return gradients;
  }

  /**
   * This optimizer, to which gradients that are large come smaller.
   *
   * @throws JelboException for null
   */
  default Optimizer clipped(Clipping clipping) {
    return new Clipped(this, clipping);
  }

  /**
   * This optimizer, beside which the parameters are averaged.
   *
   * @throws JelboException for null
   */
  default Optimizer averaged(Averaging averaging) {
    return new Averaged(this, averaging);
  }

  /**
   * Whether every entry changes by its own gradient and slots alone, so that parameters may be
   * changed end to end, as if they were one; not so where a norm of the parameter counts, or its
   * name.
   */
  default boolean isEntrywise() {
    return false;
  }

  /** The names of parameters that it is told of; each has to be one that is trained. */
  default List<String> names() {
    return List.of();
  }
}
