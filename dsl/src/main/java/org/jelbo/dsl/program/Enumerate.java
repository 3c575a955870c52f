package org.jelbo.dsl.program;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;

/**
 * Answers every site with all values of its distribution, one after the other along an {@link
 * Axis.Enumeration axis} of the site's own. The values have no plates: they are the same for each
 * index.
 */
public final class Enumerate implements Handler {
  private final ExprGraph graph;
  private final int first;
  private final Map<String, Integer> orders = new LinkedHashMap<>();

  private Enumerate(ExprGraph graph, int first) {
    this.graph = graph;
    this.first = first;
  }

  /**
   * A handler that enumerates.
   *
   * @param graph that the run builds
   * @param first the place of the first site's axis among axes of enumeration; further sites follow
   *     in the order in which they ask
   */
  public static Enumerate of(ExprGraph graph, int first) {
    return new Enumerate(graph, first);
  }

  /** Refused where the site's values are not finitely many, or are more than 2^20. */
  @Override
  public Answer answer(Request request) {
    int order = orders.computeIfAbsent(request.name(), name -> first + orders.size());
    Expr values = request.distribution().enumerate();
    Axis axis = new Axis.Enumeration(request.name(), order, values.eventShape().get(0));
    return new Answer(Events.firstAlong(graph, values, axis), Site.Origin.ENUMERATED);
  }
}
