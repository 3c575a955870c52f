package org.jelbo.inference.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Summand;

/**
 * Why families refused the moments of sites. The graph of a query is built once, which is when they
 * refuse, and runs often: this is kept as long as the graph.
 */
final class RefusedMoments {
  private final Map<List<Object>, Map<String, JelboException>> refused = new HashMap<>();

  /**
   * The refusals by what is refused, such as {@code mean/x}; more may be put in.
   *
   * @param objective whose programs are run
   */
  Map<String, JelboException> of(Objective objective, Predictive.Kind kind) {
    String term = objective instanceof Summand summand ? summand.name() : "";
    return refused.computeIfAbsent(List.of(term, kind), unseen -> new HashMap<>());
  }
}
