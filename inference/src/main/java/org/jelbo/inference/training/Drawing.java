package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.derivation.Conditionals;
import org.jelbo.inference.derivation.MaskChecks;
import org.jelbo.inference.derivation.ModelMasks;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Programs;

/** Runs model and guide so that every site has draws. */
final class Drawing {
  private final Programs programs;
  private final Set<String> given;
  private final Setting setting;

  /** The sites of the model that are set from outside. */
  private final Set<String> set;

  /** With its interventions. */
  private final Program model;

  private Drawing(DrawsQuery wanted, Setting setting) {
    this.programs = wanted.programs();
    this.given = new LinkedHashSet<>(programs.given());
    this.setting = setting;
    this.set = wanted.set();
    Program changed = programs.model();
    for (String site : set) {
      changed = changed.doing(site, setting.fed(site));
    }
    this.model = changed;
  }

  /** The run whose sites are described. */
  static DrawingRun run(DrawsQuery wanted, Setting setting) {
    Drawing drawing = new Drawing(wanted, setting);
    return switch (wanted.kind()) {
      case PRIOR -> DrawingRun.of(drawing.model(drawing.draw()));
      case GUIDE -> drawing.ofGuide();
      case POSTERIOR -> drawing.posterior(drawing.draw());
      case IMPUTED -> drawing.posterior(drawing.completing());
    };
  }

  private DrawingRun ofGuide() {
    Trace guide = guide();
    return new DrawingRun(guide, guide, List.of(checks(guide)));
  }

  private DrawingRun posterior(Handler rest) {
    Trace guide = guide();
    Set<String> lacking = new LinkedHashSet<>();
    Handler noted =
        site -> {
          lacking.add(site.name());
          return rest.answer(site);
        };
    Trace trace = model(Replay.of(guide, noted));
    lacking.removeAll(given);
    if (!lacking.isEmpty()) {
      trace = model(Replay.of(guide, exact(guide, rest)));
    }
    requireUnmoved(trace);
    List<MaskChecks> checks = new ArrayList<>();
    checks.add(MaskChecks.ofValues(given, guide, trace, lacking, Map.of()));
    if (!set.isEmpty()) {
      // The guide knows nothing of what is set: for it the model's masks are as they were.
      checks.add(checks(guide));
    }
    return new DrawingRun(trace, guide, checks);
  }

  /**
   * Sites that the guide lacks are summed out in training: their draws are the exact posterior's.
   */
  private Handler exact(Trace guide, Handler rest) {
    Map<String, Handler.Answer> drawn =
        Conditionals.draws(programs.model(), given, this::completed, guide, setting);
    return site -> {
      Handler.Answer answer = drawn.get(site.name());
      return answer == null ? rest.answer(site) : answer;
    };
  }

  /** Refuses latents that follow from what is set. */
  private void requireUnmoved(Trace trace) {
    for (String fixed : set) {
      Map<String, Expr> mark = Map.of(fixed, trace.site(fixed).orElseThrow().value());
      for (Site.Random site : trace.randoms()) {
        boolean isGuides = site.origin() == Site.Origin.REPLAYED;
        if (isGuides
            && !Sources.direct(site.distribution().parameters().values(), mark).isEmpty()) {
          throw Messages.latentFollows(fixed, site);
        }
      }
    }
  }

  private Trace model(Handler handler) {
    return Trace.of(model, "the model", setting, handler);
  }

  private Trace guide() {
    return Trace.of(
        programs.guide(),
        "the guide",
        setting,
        Give.of(given, site -> data(site.name(), site.plates(), site.distribution()), draw()));
  }

  private Expr data(String name, Axes plates, Distribution distribution) {
    return setting.input(name, plates, distribution.eventShape());
  }

  /** Draws, but of given sites only what does not count: what follows sees them completed. */
  private Handler completing() {
    return request ->
        given.contains(request.name())
            ? new Handler.Answer(completed(request), Site.Origin.GIVEN)
            : draw().answer(request);
  }

  /** What is seen of a given site, and draws in the place of what is missing. */
  private Expr completed(Handler.Request request) {
    Expr seen = data(request.name(), request.plates(), request.distribution());
    Expr drawn = draw().answer(request).value();
    Expr mask = request.mask() == null ? Expr.of(1) : request.mask();
    return Masks.chosen(Masks.not(Masks.isZero(mask)), seen, drawn);
  }

  private MaskChecks checks(Trace guide) {
    return new ModelMasks(programs.model(), programs.guide(), given)
        .checks(guide, Map.of(), setting);
  }

  private Draw draw() {
    return Draw.of(setting.noise()).along(setting.particles());
  }
}
