package org.jelbo.inference.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Enumerate;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;

/**
 * The runs that a bound is derived from.
 *
 * <p>The guide runs first, given sites taking the data, latents drawn or enumerated; then the
 * model, latents replaying the guide, and finite sites that the guide lacks enumerated too. At
 * leaves the guide runs twice more on its draws, which are cut off: with parameters held fixed, to
 * score the draws, and as it is, to weigh what is enumerated.
 */
final class Runs {
  /** How messages call a guide. */
  static final String GUIDE = "the guide";

  private final Trace guide;
  private final Trace model;
  private final Trace scoredDraws;
  private final Trace scoredValues;
  private final Map<String, Expr> leaves;

  private Runs(
      Trace guide, Trace model, Trace scoredDraws, Trace scoredValues, Map<String, Expr> leaves) {
    this.guide = guide;
    this.model = model;
    this.scoredDraws = scoredDraws;
    this.scoredValues = scoredValues;
    this.leaves = leaves;
  }

  static Runs of(Derivation.Request request, Setting setting) {
    Handler latents = new Latents(request.rules(), setting);
    Trace guide = guide(request, setting, latents);
    if (!request.rules().atLeaves()) {
      Trace model = model(request, setting, guide, Map.of());
      return new Runs(guide, model, guide, guide, Map.of());
    }
    Map<String, Expr> leaves = new LinkedHashMap<>();
    for (Site.Random site : guide.randoms()) {
      if (site.origin() == Site.Origin.DRAWN) {
        leaves.put(site.name(), Sources.markable(setting.graph(), site.value().stopGradient()));
      }
    }
    Handler onLeaves = replaying(guide, leaves, latents);
    Trace fixed = guide(request, new Fixed(setting), onLeaves);
    Trace live = guide(request, setting, onLeaves);
    return new Runs(guide, model(request, setting, guide, leaves), fixed, live, leaves);
  }

  /** One run of a guide, read as that of a model without a guide of its own. */
  static Runs of(Trace guide, Setting setting) {
    Trace none = Trace.of(p -> {}, "no guide", setting, Draw.of(setting.noise()));
    return new Runs(none, guide, none, none, Map.of());
  }

  private static Trace guide(Derivation.Request request, Setting setting, Handler latents) {
    return trace(request.guide(), GUIDE, request, setting, latents);
  }

  private static Trace model(
      Derivation.Request request, Setting setting, Trace guide, Map<String, Expr> leaves) {
    Handler enumerate = Enumerate.of(setting.graph(), guide.sites().size());
    Handler latents =
        replaying(guide, leaves, site -> withoutGuide(site, enumerate, guide, request));
    return trace(request.model(), "the model", request, setting, latents);
  }

  private static Trace trace(
      Program program, String name, Derivation.Request request, Setting setting, Handler latents) {
    return Trace.of(
        program,
        name,
        setting,
        Give.of(request.given(), site -> Derivation.given(site, setting), latents));
  }

  private static Handler replaying(Trace guide, Map<String, Expr> leaves, Handler rest) {
    Handler replay = Replay.of(guide, rest);
    return site -> {
      Handler.Answer answer = replay.answer(site);
      Expr leaf = leaves.get(site.name());
      return leaf == null || answer.origin() != Site.Origin.REPLAYED
          ? answer
          : new Handler.Answer(leaf, Site.Origin.REPLAYED);
    };
  }

  private static Handler.Answer withoutGuide(
      Handler.Request site, Handler enumerate, Trace guide, Derivation.Request request) {
    if (guide.hidden().contains(site.name())) {
      throw Messages.latentHidden(site);
    }
    Treatment asked = request.rules().treatments().get(site.name());
    boolean isFinite = site.distribution().cardinality().isPresent();
    if (isFinite && (asked == null || asked instanceof Treatment.SummedOut)) {
      return Latents.enumerated(enumerate, site);
    }
    if (asked instanceof Treatment.SummedOut) {
      throw Messages.notFinite(site);
    }
    throw guide.sites().isEmpty()
        ? Messages.latentWithoutGuide(site)
        : Messages.latentOnlyInModel(site, guide, request.given());
  }

  /** Whether the model is a guide's run that is read as one. */
  boolean isOfGuide() {
    return model.program().equals(GUIDE);
  }

  /** The guide's run that draws. */
  Trace guide() {
    return guide;
  }

  /** The model's run. */
  Trace model() {
    return model;
  }

  /** The latent as the guide scores it; empty where the guide does not have it. */
  Optional<Site.Random> scored(String latent) {
    boolean isDrawn =
        guide.random(latent).map(site -> site.origin() == Site.Origin.DRAWN).orElse(false);
    return (isDrawn ? scoredDraws : scoredValues).random(latent);
  }

  /** The draws that are cut off, by site; none where scoring is not at leaves. */
  Map<String, Expr> leaves() {
    return leaves;
  }
}
