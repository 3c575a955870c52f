package org.jelbo.inference.derivation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;

/**
 * A guide up to a site that is given. Finite latents before it are enumerated; others are drawn,
 * and nothing may depend on them.
 */
final class GuideRun implements Handler {
  private final AllValues values;
  private final Handler draw;
  private final Map<String, Expr> drawn = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private GuideRun(Setting setting) {
    values = new AllValues(setting, 0);
    draw = Draw.of(setting.noise());
  }

  static Trace of(Program guide, List<String> given, String site, Setting setting) {
    GuideRun run = new GuideRun(setting);
    Set<String> names = new LinkedHashSet<>(given);
    Handler give = Give.of(names, request -> setting.given(request), run);
    Trace trace =
        run.values.seenIn(
            Trace.upTo(
                site,
                guide,
                Runs.GUIDE,
                setting,
                request -> {
                  run.asked.add(request.name());
                  return give.answer(request);
                }));
    for (String name : names) {
      if (!run.asked.contains(name)) {
        throw TreatmentMessages.givenNotInGuide(name, site, run.asked);
      }
    }
    for (Site.Random random : counted(trace, site)) {
      Set<String> unseen = Sources.direct(random.conditionedOn(), run.drawn);
      if (!unseen.isEmpty()) {
        throw TreatmentMessages.guideSiteDependsOnDraw(random, unseen.iterator().next(), trace);
      }
    }
    return trace;
  }

  /**
   * The sites whose densities its density is computed from: the site, latents behind it, and given
   * sites that have a latent behind them in common with those, with theirs. All others cancel.
   */
  private static List<Site.Random> counted(Trace trace, String site) {
    Map<String, Set<String>> behind = latentsBehind(trace);
    Set<String> counted = new LinkedHashSet<>(Set.of(site));
    counted.addAll(Objects.requireNonNull(behind.get(site)));
    boolean isMore = true;
    while (isMore) {
      isMore = false;
      for (Site.Random random : trace.randoms()) {
        Set<String> own = Objects.requireNonNull(behind.get(random.name()));
        if (!random.isLatent() && !Collections.disjoint(own, counted)) {
          isMore |= counted.add(random.name());
          isMore |= counted.addAll(own);
        }
      }
    }
    return trace.randoms().stream().filter(random -> counted.contains(random.name())).toList();
  }

  /** The latents that each site's density depends on, by way of other latents, too. */
  private static Map<String, Set<String>> latentsBehind(Trace trace) {
    Map<String, Expr> latents = new LinkedHashMap<>();
    Map<String, Set<String>> behind = new LinkedHashMap<>();
    for (Site.Random random : trace.randoms()) {
      Set<String> own = new LinkedHashSet<>();
      for (String latent : Sources.direct(random.conditionedOn(), latents)) {
        own.add(latent);
        own.addAll(Objects.requireNonNull(behind.get(latent)));
      }
      behind.put(random.name(), own);
      if (random.isLatent()) {
        latents.put(random.name(), random.value());
      }
    }
    return behind;
  }

  @Override
  public Answer answer(Request site) {
    if (site.distribution().cardinality().isPresent()) {
      return values.answer(site);
    }
    Expr value = draw.answer(site).value();
    drawn.put(site.name(), value);
    return new Answer(value, Site.Origin.HIDDEN);
  }
}
