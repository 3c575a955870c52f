package org.jelbo.inference.compilation;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.schedule.Schedule;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * What the update of a block's parameters may use.
 *
 * @param gated ops behind the gate of the step
 */
record UpdateContext(ExprGraph graph, Ops gated, Variables variables, Block block)
    implements Optimizer.Context {
  @Override
  public Ops tf() {
    return graph.tf();
  }

  @Override
  public Operand<TInt64> step() {
    return variables.step();
  }

  @Override
  public List<String> parameters() {
    return List.copyOf(block.names());
  }

  @Override
  public Operand<TNumber> number(Schedule schedule) {
    Class<TNumber> type = graph.precision().type();
    if (schedule.isConstantly(schedule.least())) {
      return tf().constant(type, schedule.least());
    }
    Expr step = Expr.of(tf().dtypes.cast(step(), type), Axes.NONE, Shape.scalar());
    return schedule.at(step).operand(graph);
  }

  @Override
  public Operand<TNumber> slot(String name, double start) {
    return variables.slot(name, block, start);
  }

  @Override
  public Optimizer.Context after(Op first) {
    Ops later = graph.tf().withControlDependencies(List.of(first));
    return new UpdateContext(graph, later, variables, block);
  }
}
