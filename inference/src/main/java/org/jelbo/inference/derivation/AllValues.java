package org.jelbo.inference.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Enumerate;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;

/** Enumerates finite sites of not too many values. */
final class AllValues implements Handler {
  /** The most values of one site that are enumerated. */
  static final long MOST = 1 << 16;

  private final Handler enumerate;
  private final Map<String, Request> answered = new LinkedHashMap<>();

  /**
   * Of one run, or of several whose sites have the same axes.
   *
   * @param first the place of the first site's axis among axes of enumeration
   */
  AllValues(Setting setting, int first) {
    enumerate = Enumerate.of(setting.graph(), first);
  }

  @Override
  public Answer answer(Request site) {
    if (hasTooMany(site)) {
      throw EnumerationMessages.tooManyValues(site, MOST);
    }
    answered.put(site.name(), site);
    return enumerate.answer(site);
  }

  /** Whether a finite site has more values than are enumerated. */
  static boolean hasTooMany(Request site) {
    return site.distribution().cardinality().orElseThrow() > MOST;
  }

  /** Refuses a site of a run that is enumerated and hidden: nothing would weigh its values. */
  Trace seenIn(Trace run) {
    return seenIn(run, EnumerationMessages::enumeratedHidden);
  }

  /**
   * The same.
   *
   * @param refusal of such a site
   */
  Trace seenIn(Trace run, Function<Request, JelboException> refusal) {
    for (String name : run.hidden()) {
      Request site = answered.get(name);
      if (site != null) {
        throw refusal.apply(site);
      }
    }
    return run;
  }
}
