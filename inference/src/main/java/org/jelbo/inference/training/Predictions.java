package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;
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
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.derivation.Conditionals;
import org.jelbo.inference.derivation.MaskChecks;
import org.jelbo.inference.derivation.ModelMasks;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.derivation.TakenTogether;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.tensorflow.ndarray.Shape;

/**
 * The queries that draw from a model and its guide.
 *
 * @param objective whose programs are run
 * @param refused hears which moments there are not
 */
record Predictions(Objective objective, RefusedMoments refused) {
  /** What the names of values begin with that have the axis of the data's rows. */
  static final String ROWS = "rows";

  /** The same of those that have the axis of several draws before it. */
  static final String ROWS_OF_DRAWS = "rows of draws";

  /** What the names of values begin with that are the same for all rows. */
  private static final String ONCE = "once";

  Query of(Predictive wanted) {
    Drawn drawn = new Drawn(this, wanted.kind(), wanted.doings().keySet());
    return new Query(name(wanted.kind()), axes(wanted), drawn)
        .about(objective)
        .feeding(wanted.doings());
  }

  private static Axes axes(Predictive wanted) {
    return wanted.hasDraws() ? Axes.of(new Axis.Particles(Predictive.DRAWS)) : Axes.NONE;
  }

  private static String name(Predictive.Kind kind) {
    return switch (kind) {
      case PRIOR -> "sample";
      case GUIDE -> "encode";
      case POSTERIOR, IMPUTED -> "reconstruct";
    };
  }

  /**
   * What is drawn.
   *
   * @param set the sites that are set from outside, to values that are fed under their names
   */
  private record Drawn(Predictions of, Predictive.Kind kind, Set<String> set)
      implements Function<Setting, Map<String, Expr>> {
    @Override
    public Map<String, Expr> apply(Setting setting) {
      Run run = of.run(this, setting);
      TakenTogether.checkValues(run.values(), setting);
      return described(run, setting, of.refusals(kind));
    }

    /** The model with its interventions. */
    Program model(Setting setting) {
      Program model = of.objective.programs().model();
      for (String site : set) {
        model = model.doing(site, setting.fed(site));
      }
      return model;
    }
  }

  /** Why there are no moments, by what is refused, such as {@code mean/x}. */
  Map<String, JelboException> refusals(Predictive.Kind kind) {
    return refused.of(objective, kind);
  }

  /**
   * A run whose values are described.
   *
   * @param drawn the run that drew what the other replays; the same where it replays nothing
   * @param checks what the values must hold
   */
  private record Run(Trace values, Trace drawn, List<MaskChecks> checks) {
    static Run of(Trace trace) {
      return new Run(trace, trace, List.of());
    }

    /** Refused, when it is computed, where a missing value was taken for data. */
    Expr guarded(Expr value) {
      Expr guarded = value;
      for (MaskChecks masks : checks) {
        guarded = masks.guarded(guarded);
      }
      return guarded;
    }

    /** The site with the distribution that its draws came from; empty where that is not known. */
    Optional<Site.Random> source(Site.Random site) {
      return site.origin() == Site.Origin.REPLAYED && drawn != values
          ? drawn.random(site.name())
          : Optional.of(site);
    }
  }

  private Run run(Drawn wanted, Setting setting) {
    Program model = wanted.model(setting);
    return switch (wanted.kind()) {
      case PRIOR -> Run.of(model(model, setting, draw(setting)));
      case GUIDE -> {
        Trace guide = guide(setting);
        yield new Run(guide, guide, List.of(ofGuide(guide, setting)));
      }
      case POSTERIOR -> posterior(wanted, setting, draw(setting));
      case IMPUTED -> posterior(wanted, setting, completed(setting));
    };
  }

  private Run posterior(Drawn wanted, Setting setting, Handler rest) {
    Program model = wanted.model(setting);
    Trace guide = guide(setting);
    Set<String> lacking = new LinkedHashSet<>();
    Handler noted =
        site -> {
          lacking.add(site.name());
          return rest.answer(site);
        };
    Trace trace = model(model, setting, Replay.of(guide, noted));
    lacking.removeAll(given());
    if (!lacking.isEmpty()) {
      trace = model(model, setting, Replay.of(guide, exact(guide, setting, rest)));
    }
    requireUnmoved(trace, wanted);
    List<MaskChecks> checks = new ArrayList<>();
    checks.add(MaskChecks.ofValues(given(), guide, trace, lacking, Map.of()));
    if (!wanted.set().isEmpty()) {
      // The guide knows nothing of what is set: for it the model's masks are as they were.
      checks.add(ofGuide(guide, setting));
    }
    return new Run(trace, guide, checks);
  }

  /**
   * Sites that the guide lacks are summed out in training: their draws are the exact posterior's.
   */
  private Handler exact(Trace guide, Setting setting, Handler rest) {
    Program model = objective.programs().model();
    Map<String, Handler.Answer> drawn =
        Conditionals.draws(model, given(), site -> completed(site, setting), guide, setting);
    return site -> {
      Handler.Answer answer = drawn.get(site.name());
      return answer == null ? rest.answer(site) : answer;
    };
  }

  /** Refuses latents that follow from what is set. */
  private static void requireUnmoved(Trace trace, Drawn wanted) {
    for (String set : wanted.set()) {
      Map<String, Expr> mark = Map.of(set, trace.site(set).orElseThrow().value());
      for (Site.Random site : trace.randoms()) {
        boolean isGuides = site.origin() == Site.Origin.REPLAYED;
        if (isGuides
            && !Sources.direct(site.distribution().parameters().values(), mark).isEmpty()) {
          throw Messages.latentFollows(set, site);
        }
      }
    }
  }

  private static Trace model(Program model, Setting setting, Handler handler) {
    return Trace.of(model, "the model", setting, handler);
  }

  private Trace guide(Setting setting) {
    return Trace.of(
        objective.programs().guide(),
        "the guide",
        setting,
        Give.of(
            given(),
            site -> data(setting, site.name(), site.plates(), site.distribution()),
            draw(setting)));
  }

  private Set<String> given() {
    return new LinkedHashSet<>(objective.programs().given());
  }

  private static Expr data(Setting setting, String name, Axes plates, Distribution distribution) {
    return setting.input(name, plates, distribution.eventShape());
  }

  /** Draws, but of given sites only what does not count: what follows sees them completed. */
  private Handler completed(Setting setting) {
    return request ->
        given().contains(request.name())
            ? new Handler.Answer(completed(request, setting), Site.Origin.GIVEN)
            : draw(setting).answer(request);
  }

  /** What is seen of a given site, and draws in the place of what is missing. */
  private static Expr completed(Handler.Request request, Setting setting) {
    Expr seen = data(setting, request.name(), request.plates(), request.distribution());
    Expr drawn = draw(setting).answer(request).value();
    Expr mask = request.mask() == null ? Expr.of(1) : request.mask();
    return Masks.chosen(Masks.not(Masks.isZero(mask)), seen, drawn);
  }

  private MaskChecks ofGuide(Trace guide, Setting setting) {
    Programs programs = objective.programs();
    return new ModelMasks(programs.model(), programs.guide(), given())
        .checks(guide, Map.of(), setting);
  }

  private static Draw draw(Setting setting) {
    return Draw.of(setting.noise()).along(setting.particles());
  }

  private static Map<String, Expr> described(
      Run run, Setting setting, Map<String, JelboException> refused) {
    Map<String, Expr> values = new LinkedHashMap<>();
    for (Site site : run.values().sites()) {
      if (!(site instanceof Site.Random || site instanceof Site.Deterministic)) {
        continue;
      }
      Expr filled = filling(site.plates(), site.value(), setting);
      Expr value = values.isEmpty() ? run.guarded(filled) : filled;
      String part = part(value.axes(), setting.particles()) + "/";
      values.put(part + "draw/" + site.name(), value);
      if (site instanceof Site.Random random) {
        // A moment may lack axes of the draw: zeros along them are added.
        Expr zeros = Masks.zerosLike(value);
        moments(random, run.source(random), refused)
            .forEach((name, moment) -> values.put(part + name, moment.plus(zeros)));
      }
    }
    if (values.isEmpty()) {
      throw Messages.nothingToDraw(run.values().program());
    }
    return values;
  }

  private static String part(Axes axes, Axes draws) {
    if (!axes.hasRows()) {
      return ONCE;
    }
    return draws.size() > 0 && axes.containsAll(draws) ? ROWS_OF_DRAWS : ROWS;
  }

  /**
   * Those that the family has; many a family has none in closed form and is trained all the same.
   *
   * @param source with the distribution that the draws came from
   */
  private static Map<String, Expr> moments(
      Site.Random site, Optional<Site.Random> source, Map<String, JelboException> refused) {
    Map<String, Expr> moments = new LinkedHashMap<>();
    for (String kind : List.of("mean", "variance")) {
      String name = kind + "/" + site.name();
      if (source.isEmpty()) {
        refused.put(name, Messages.drawnGivenData(site));
        continue;
      }
      Distribution distribution = source.get().distribution();
      try {
        moments.put(name, kind.equals("mean") ? distribution.mean() : distribution.variance());
      } catch (JelboException e) {
        refused.put(name, e);
      }
    }
    return moments;
  }

  /** Along all plates of its site: a value that is set, or follows from one, may be one for all. */
  private static Expr filling(Axes plates, Expr value, Setting setting) {
    if (value.axes().containsAll(plates)) {
      return value;
    }
    Expr numbers = setting.noise().stream("sizes of plates", plates).uniform(Shape.scalar());
    return value.plus(numbers.lessThan(Expr.of(0)));
  }
}
