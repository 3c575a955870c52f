package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.param.Param;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/**
 * What layers keep of a step of training, as the variables of their parameters hold it.
 *
 * @param free copies of the free numbers: a value that is read of a variable may share its memory,
 *     which changes as variables are set
 */
record KeptValues(Map<Param, Expr> free) {
  /** Of values on the supports. */
  static KeptValues of(ExprGraph graph, Map<Param, Expr> kept) {
    Map<Param, Expr> free = new LinkedHashMap<>();
    kept.forEach(
        (param, next) -> {
          Expr numbers = Bijector.onto(param.support()).inverse(next);
          Operand<TNumber> copy = graph.tf().deepCopy(numbers.operand(graph));
          free.put(param, Expr.of(copy, Axes.NONE, numbers.eventShape()));
        });
    return new KeptValues(free);
  }

  Collection<Expr> values() {
    return free.values();
  }

  /** As they are called where one is not finite. */
  List<String> names() {
    return free.keySet().stream().map(param -> "what is kept in " + param.name()).toList();
  }

  /** For each a scalar: 0, or not finite where an entry is not; a large one's square may not be. */
  List<Expr> health(ExprGraph graph) {
    Ops tf = graph.tf();
    List<Expr> health = new ArrayList<>();
    for (Expr value : values()) {
      Operand<TNumber> numbers = value.operand();
      Operand<TNumber> wrong = tf.select(tf.math.isFinite(numbers), tf.zerosLike(numbers), numbers);
      Operand<TInt32> flat = tf.constant(new int[] {-1});
      Operand<TNumber> sum = tf.sum(tf.reshape(wrong, flat), tf.constant(0));
      health.add(Expr.of(sum, Axes.NONE, Shape.scalar()));
    }
    return health;
  }

  /** The ops that set the variables. */
  List<Op> updates(Ops gated, Variables variables) {
    List<Op> updates = new ArrayList<>();
    free.forEach(
        (param, next) -> updates.add(gated.assign(variables.variable(param), next.operand())));
    return updates;
  }
}
