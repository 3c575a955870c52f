package org.jelbo.dsl.program;

import java.util.Map;
import org.jelbo.dsl.expr.Expr;

/**
 * Puts values in the place of draws: such a site stays a latent of the program and is scored at the
 * value. Another handler answers the rest.
 */
public final class Substitute implements Handler {
  private final Map<String, Expr> values;
  private final Handler rest;

  private Substitute(Map<String, Expr> values, Handler rest) {
    this.values = Map.copyOf(values);
    this.rest = rest;
  }

  /**
   * A handler that puts values in the place of draws.
   *
   * @param values by site, prefixes included; {@code [axes..., event...]}
   * @param rest answers every other site
   */
  public static Substitute of(Map<String, Expr> values, Handler rest) {
    return new Substitute(values, rest);
  }

  @Override
  public Answer answer(Request request) {
    Expr value = values.get(request.name());
    return value == null ? rest.answer(request) : new Answer(value, Site.Origin.REPLAYED);
  }
}
