package org.jelbo.inference.compilation;

import java.util.List;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.validation.ParameterRanges;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.family.TNumber;

/** The parameters of families in what a run computes: fetched, if any can be out of its range. */
final class RangeChecks {
  private final ParameterRanges ranges;
  private final Optional<Operand<TNumber>> asked;

  /** Of the sites of runs in a graph. */
  RangeChecks(ExprGraph graph, List<Trace> traces) {
    ranges = ParameterRanges.of(traces);
    asked = ranges.asked().map(Expr::operand).map(found -> graph.tf().identity(found));
  }

  /** Whether there is something to look at. */
  boolean areSome() {
    return asked.isPresent();
  }

  void fetch(Session.Runner runner) {
    asked.ifPresent(runner::fetch);
  }

  /**
   * Refuses what is outside.
   *
   * @param at which of the tensors is the one that was fetched
   */
  void require(Result result, int at) {
    if (asked.isPresent()) {
      ranges.require(Precision.values(result.get(at)));
    }
  }
}
