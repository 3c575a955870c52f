package org.jelbo.dsl.program;

import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.expr.Expr;

/** Gives the named sites their values; another handler answers the rest. */
public final class Give implements Handler {
  private final Set<String> names;
  private final Function<Request, Expr> values;
  private final Handler rest;

  private Give(Set<String> names, Function<Request, Expr> values, Handler rest) {
    this.names = Set.copyOf(names);
    this.values = values;
    this.rest = rest;
  }

  /**
   * A handler that gives values.
   *
   * @param names the sites that are given
   * @param values the value of a given site, {@code [plates..., event...]}
   * @param rest answers every other site
   */
  public static Give of(Set<String> names, Function<Request, Expr> values, Handler rest) {
    return new Give(names, values, rest);
  }

  @Override
  public Answer answer(Request request) {
    return names.contains(request.name())
        ? new Answer(values.apply(request), Site.Origin.GIVEN)
        : rest.answer(request);
  }
}
