package org.jelbo.dsl.program;

import java.util.Set;

/**
 * Hides sites: another handler answers them, the program goes on with their values, but the run
 * does not list them and nothing scores them.
 */
public final class Block implements Handler {
  private final Set<String> sites;
  private final Handler rest;

  private Block(Set<String> sites, Handler rest) {
    this.sites = Set.copyOf(sites);
    this.rest = rest;
  }

  /**
   * A handler that hides sites.
   *
   * @param sites their names, prefixes included
   * @param rest answers every site
   */
  public static Block of(Set<String> sites, Handler rest) {
    return new Block(sites, rest);
  }

  @Override
  public Answer answer(Request request) {
    Answer answer = rest.answer(request);
    return sites.contains(request.name()) ? new Answer(answer.value(), Site.Origin.HIDDEN) : answer;
  }
}
