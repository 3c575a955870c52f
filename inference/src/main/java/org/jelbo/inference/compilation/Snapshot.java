package org.jelbo.inference.compilation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.expr.Expr;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.types.family.TNumber;

/**
 * The step, all variables, and parameters on their supports, as one run read them.
 *
 * @param places of what was fetched in the result, which holds a tensor once
 */
record Snapshot(Map<Output<?>, Integer> places, Result result) implements AutoCloseable {
  static Snapshot of(
      GraphSession session, Operand<?> step, Collection<Held> all, Collection<Expr> values) {
    Map<Output<?>, Integer> places = new LinkedHashMap<>();
    places.put(step.asOutput(), 0);
    all.forEach(held -> places.putIfAbsent(held.read().asOutput(), places.size()));
    values.forEach(value -> places.putIfAbsent(value.operand().asOutput(), places.size()));
    Session.Runner runner = session.runner();
    places.keySet().forEach(runner::fetch);
    return new Snapshot(places, runner.run());
  }

  /** What was read; a view that is open until this is closed. */
  Tensor of(Operand<TNumber> read) {
    return result.get(Objects.requireNonNull(places.get(read.asOutput())));
  }

  @Override
  public void close() {
    result.close();
  }
}
