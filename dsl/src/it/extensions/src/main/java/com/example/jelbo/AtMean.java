package com.example.jelbo;

import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Site;

/**
 * Answers one site with the mean of its distribution; another handler answers the rest.
 *
 * @param site the site's name
 * @param rest answers every other site
 */
public record AtMean(String site, Handler rest) implements Handler {
  @Override
  public Answer answer(Request request) {
    return request.name().equals(site)
        ? new Answer(request.distribution().mean(), Site.Origin.REPLAYED)
        : rest.answer(request);
  }
}
