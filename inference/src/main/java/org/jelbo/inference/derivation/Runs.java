package org.jelbo.inference.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.loss.Setting;

/**
 * The runs that a bound is derived from.
 *
 * <p>The guide runs first, given sites taking the data, latents drawn or enumerated; then the
 * model, latents replaying the guide, and finite sites that the guide lacks enumerated too.
 *
 * <p>At leaves the guide runs three times, with the same noise. First every draw is followed by a
 * cut, so that it depends on parameters directly, but not by way of other draws. Then, with
 * parameters held fixed, it gives the leaves: they depend on each other only, so that a gradient at
 * one of them goes by way of what was drawn after it. Last it runs at the leaves as it is, for the
 * weights of what is enumerated. A leaf has the axes of sites that are summed outside of weights in
 * its plates even where its draw has not: the gradients of each value are told apart.
 */
final class Runs {
  /** How messages call a guide. */
  static final String GUIDE = "the guide";

  /** How messages call a model. */
  static final String MODEL = "the model";

  private final Plans plans;
  private final boolean isOfGuide;
  private final Trace guide;
  private final Trace model;
  private final Trace values;
  private final Map<String, Expr> draws;

  private Runs(
      Plans plans,
      boolean isOfGuide,
      Trace guide,
      Trace model,
      Trace values,
      Map<String, Expr> draws) {
    this.plans = plans;
    this.isOfGuide = isOfGuide;
    this.guide = guide;
    this.model = model;
    this.values = values;
    this.draws = draws;
  }

  static Runs of(BoundRequest request, Setting setting) {
    Plans plans = new Plans(request.rules());
    Latents latents = new Latents(plans, setting);
    if (request.rules().atLeaves()) {
      return atLeaves(request, setting, plans, latents);
    }
    Trace guide = latents.seenIn(guide(request, setting, latents));
    Trace model = model(request, setting, plans, guide);
    return new Runs(plans, false, guide, model, guide, Map.of());
  }

  private static Runs atLeaves(
      BoundRequest request, Setting setting, Plans plans, Latents latents) {
    Map<String, Expr> draws = new LinkedHashMap<>();
    Trace direct =
        guide(
            request,
            setting,
            site -> {
              Handler.Answer answer = latents.answer(site);
              if (answer.origin() != Site.Origin.DRAWN) {
                return answer;
              }
              draws.put(site.name(), answer.value());
              return new Handler.Answer(answer.value().stopGradient(), Site.Origin.DRAWN);
            });
    Trace leaves =
        guide(
            request,
            new Fixed(setting),
            site -> {
              Expr draw = draws.get(site.name());
              if (draw == null) {
                return latents.answer(site);
              }
              NoiseStream noise = setting.noise().stream(site.name(), draw.axes());
              return new Handler.Answer(
                  site.distribution().draw(noise).plus(along(site, direct, plans)),
                  Site.Origin.DRAWN);
            });
    Trace values = guide(request, setting, Replay.of(leaves, latents));
    Trace model = model(request, setting, plans, leaves);
    return new Runs(plans, false, leaves, model, values, draws);
  }

  /** Zeros along the sites that are summed outside of weights in plates of the draw. */
  private static Expr along(Handler.Request draw, Trace guide, Plans plans) {
    Expr zeros = Expr.of(0);
    if (plans.areWeighted()) {
      for (Site.Random site : guide.randoms()) {
        boolean isOutside = plans.of(site.name()).values() == SitePlan.Way.ENUMERATED;
        if (isOutside && draw.plates().containsAll(site.plates())) {
          zeros = zeros.plus(Masks.zerosLike(site.value()).sum());
        }
      }
    }
    return zeros;
  }

  /** One run of a guide, read as that of a model without a guide of its own. */
  static Runs of(Trace guide, Setting setting) {
    Trace none = Trace.of(p -> {}, "no guide", setting, Draw.of(setting.noise()));
    Plans plans = new Plans(Rules.of(Divergences.empty()));
    for (Site.Random site : guide.randoms()) {
      if (site.origin() == Site.Origin.ENUMERATED) {
        plans.summedOut(site.name());
      }
    }
    return new Runs(plans, true, none, guide, none, Map.of());
  }

  private static Trace guide(BoundRequest request, Setting setting, Handler latents) {
    return trace(request.guide(), GUIDE, request, setting, latents);
  }

  private static Trace model(BoundRequest request, Setting setting, Plans plans, Trace guide) {
    AllValues values = new AllValues(setting, guide.sites().size());
    Handler latents =
        Replay.of(
            guide,
            site -> {
              plans.ofModel(site, guide, request.given());
              return values.answer(site);
            });
    return values.seenIn(trace(request.model(), MODEL, request, setting, latents));
  }

  private static Trace trace(
      Program program, String name, BoundRequest request, Setting setting, Handler latents) {
    return Trace.of(
        program, name, setting, Give.of(request.given(), site -> setting.given(site), latents));
  }

  /** What was decided about the latents. */
  Plans plans() {
    return plans;
  }

  /** Whether the model is a guide's run that is read as one. */
  boolean isOfGuide() {
    return isOfGuide;
  }

  /** The guide's run whose values are replayed. */
  Trace guide() {
    return guide;
  }

  /** The model's run. */
  Trace model() {
    return model;
  }

  /**
   * The latent as the guide scores it; empty where the guide does not have it. At leaves the
   * parameters of its density are held fixed, but for ranges that move with them: there the
   * gradient of the density is not 0 on the average.
   */
  Optional<Site.Random> scored(String latent) {
    boolean isFixed =
        guide
            .random(latent)
            .filter(site -> site.origin() == Site.Origin.DRAWN)
            .filter(site -> site.distribution().hasFixedRange())
            .isPresent();
    return (isFixed ? guide : values).random(latent);
  }

  /** The draws as they depend on parameters directly; none where scoring is not at leaves. */
  Map<String, Expr> draws() {
    return draws;
  }
}
