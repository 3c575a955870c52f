package org.jelbo.dsl.program;

import java.util.Optional;

/**
 * Takes the values that another run has drawn or enumerated; another handler answers sites that it
 * lacks or was given.
 */
public final class Replay implements Handler {
  private final Trace trace;
  private final Handler rest;

  private Replay(Trace trace, Handler rest) {
    this.trace = trace;
    this.rest = rest;
  }

  /**
   * A handler that replays a run.
   *
   * @param trace the run whose values are taken
   * @param rest answers the sites that the run has neither drawn nor enumerated
   */
  public static Replay of(Trace trace, Handler rest) {
    return new Replay(trace, rest);
  }

  @Override
  public Answer answer(Request request) {
    Optional<Site.Random> site = trace.random(request.name());
    if (site.isEmpty() || !site.get().isLatent()) {
      return rest.answer(request);
    }
    if (!site.get().plates().equals(request.plates())) {
      throw Messages.platesDiffer(request, site.get(), trace.program());
    }
    if (!site.get().distribution().eventShape().equals(request.distribution().eventShape())) {
      throw Messages.eventsDiffer(request, site.get(), trace.program());
    }
    if (!request.distribution().support().contains(site.get().distribution().support())) {
      throw Messages.supportsDiffer(request, site.get(), trace.program());
    }
    return new Answer(site.get().value(), Site.Origin.REPLAYED);
  }
}
