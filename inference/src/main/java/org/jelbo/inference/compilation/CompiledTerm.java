package org.jelbo.inference.compilation;

import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.LongSums;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.objective.SumTerm;

/**
 * One term of a compiled objective, asked with the parameters as they are: its loss is without the
 * term's weight. Closed with the objective.
 */
public final class CompiledTerm {
  private final Queries queries;
  private final Guard guard;
  private final SumTerm term;

  CompiledTerm(Queries queries, Guard guard, SumTerm term) {
    this.queries = queries;
    this.guard = guard;
    this.term = term;
  }

  /** What was compiled: the term with its name, feed and weight. */
  public SumTerm term() {
    return term;
  }

  /**
   * The loss over rows of data, with as many particles as the objective draws unless the key says.
   *
   * @param run over rows of the term's data
   * @throws JelboException for rows and columns that the term cannot read
   */
  public Measurement measure(QueryRun run) {
    return answer(new Measurement.Asked(term), Queries.required(run).withSizesAbove(LongSums.MOST));
  }

  /**
   * The loss over all rows of its data, computed by the graph, and again from the densities of its
   * sites by loops over its {@link Formula formula} as {@code explain()} prints it; the draws are
   * those of {@link #measure}. For small programs: every combination of the values of finite sites
   * is visited.
   *
   * @throws JelboException as {@link #measure}, and for a loss that has no formula
   */
  public Recomputed recompute(Data data, DrawKey draws) {
    return answer(
        new Recomputed.Asked(term), QueryRun.of(data, draws).withSizesAbove(LongSums.MOST));
  }

  /**
   * The direction that a step over rows of data would descend, by the names of the parameters that
   * the term depends on; the draws are those of {@link #measure}.
   *
   * @param run over rows of the term's data
   * @throws JelboException as {@link #measure}, and where the loss jumps along a draw that
   *     parameters move, as training it is
   */
  public Map<String, Values> gradients(QueryRun run) {
    // Every gradient of a repeated parameter is a sum; a loss has long ones along long axes only.
    return answer(
        new Directions(term, queries.objective()), Queries.required(run).withSizesAbove(0));
  }

  /**
   * Answers a query about the term, with its name, its feed's rows and the sites that it counts.
   *
   * @param query a record, which is answered by the graph of equal ones
   * @param run over rows of the term's data
   */
  public <R, Q extends Record & Query<R>> R run(Q query, QueryRun run) {
    return answer(Queries.required(query), Queries.required(run));
  }

  private <R> R answer(Query<R> query, QueryRun run) {
    return guard.whileOpen(() -> queries.ofTerm(query, term, run));
  }
}
