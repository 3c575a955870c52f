package org.jelbo.dsl.program;

import org.jelbo.dsl.expr.Expr;

/**
 * Sets a site from outside, as an experiment does: what the program computes from it changes, what
 * it is computed from learns nothing of it, and it has no density (Pearl 2009, section 3.2).
 * Another handler answers the rest.
 */
public final class Do implements Handler {
  private final String site;
  private final Expr value;
  private final Handler rest;

  private Do(String site, Expr value, Handler rest) {
    this.site = site;
    this.value = value;
    this.rest = rest;
  }

  /**
   * A handler that sets a site.
   *
   * @param site its name, prefixes included
   * @param value {@code [plates..., event...]}; a value without plates is the same for all of them
   * @param rest answers every other site
   */
  public static Do of(String site, Expr value, Handler rest) {
    return new Do(site, value, rest);
  }

  @Override
  public Answer answer(Request request) {
    return request.name().equals(site) ? new Answer(value, Site.Origin.SET) : rest.answer(request);
  }
}
