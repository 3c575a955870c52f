package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/** The terms of a bound, derived from one run of the guide and one of the model. */
public final class Derivation {
  private final Trace guide;
  private final Trace model;
  private final List<Term> terms;

  private Derivation(Trace guide, Trace model, List<Term> terms) {
    this.guide = guide;
    this.model = model;
    this.terms = List.copyOf(terms);
  }

  /**
   * What to derive from.
   *
   * @param model the generative program
   * @param guide the program that proposes its latents
   * @param given the sites that take the data
   * @param divergences the closed forms that may be used
   * @param weighted whether the terms stand inside an importance weight, where no closed form may
   */
  public record Request(
      Program model, Program guide, Set<String> given, Divergences divergences, boolean weighted) {}

  /**
   * Runs both programs and derives a term for each site of the model.
   *
   * @param setting where they run
   */
  public static Derivation of(Request request, Setting setting) {
    Handler draw = Draw.of(setting.noise()).along(setting.particles());
    Trace guide =
        Trace.of(
            request.guide(),
            "the guide",
            setting,
            Give.of(request.given(), site -> given(site, setting), latent(draw)));
    Trace model =
        Trace.of(
            request.model(),
            "the model",
            setting,
            Give.of(
                request.given(),
                site -> given(site, setting),
                Replay.of(guide, site -> refuseMissing(site, guide, request))));
    requireOneDataPlate(guide, model);
    requireInputsAreData(guide, model);
    requireScored(request.given(), guide, model);
    requireNoFactors(guide);
    Descent descent = Descent.of(guide, model);
    List<Term> terms = new ArrayList<>();
    for (Site site : model.sites()) {
      if (site instanceof Site.Factor factor) {
        terms.add(factor(factor, descent));
      } else if (site instanceof Site.Random random) {
        terms.add(
            random.origin() == Site.Origin.GIVEN
                ? given(random, descent)
                : latent(random, List.of(guide, model), descent, request));
      }
    }
    return new Derivation(guide, model, terms);
  }

  /** The guide's run. */
  public Trace guide() {
    return guide;
  }

  /** The model's run. */
  public Trace model() {
    return model;
  }

  /** One term for each random site and each factor of the model, in program order. */
  public List<Term> terms() {
    return terms;
  }

  /** This derivation without the terms of some sites. */
  public Derivation without(Set<String> sites) {
    List<Term> rest = new ArrayList<>(terms);
    rest.removeIf(term -> sites.contains(term.site().name()));
    return new Derivation(guide, model, rest);
  }

  /**
   * The terms, averaged over everything, by where their sites stand: {@code site 'x' in the model,
   * plate 'images' (VaeModel.java:31)}; scalars.
   */
  public Map<String, Expr> termsBySite() {
    Map<String, Expr> means = new LinkedHashMap<>();
    for (Term term : terms) {
      Site site = term.site();
      Expr mean = term.value();
      for (Axis axis : mean.axes()) {
        mean = Reductions.meanOver(mean, axis);
      }
      String kind = site instanceof Site.Factor ? "factor" : "site";
      means.put(
          kind + " '" + site.name() + "' in " + model.place(site) + " (" + site.line() + ")", mean);
    }
    return means;
  }

  static Expr given(Handler.Request site, Setting setting) {
    if (site.plates().asList().stream().noneMatch(Derivation::isOfData)) {
      throw Messages.givenOutsidePlate(site);
    }
    Shape event = site.distribution().eventShape();
    Optional<Shape> column = setting.shape(site.name());
    if (column.isPresent() && !column.get().equals(Setting.rowShape(site.plates(), event))) {
      throw Messages.otherShape(site, column.get());
    }
    setting.support(site.name()).ifPresent(found -> requireSupport(site, found));
    setting.gave(site);
    return setting.input(site.name(), site.plates(), event);
  }

  /**
   * Refuses a column whose values a given site cannot have.
   *
   * @param site takes the column of its name
   * @param found where the column's values lie
   */
  public static void requireSupport(Handler.Request site, Support found) {
    if (!site.distribution().support().contains(found)) {
      throw Messages.outsideSupport(site, found);
    }
  }

  private static boolean isOfData(Axis axis) {
    return axis instanceof Axis.Plate plate && plate.isOfData();
  }

  private static Handler latent(Handler draw) {
    return site -> {
      if (!site.distribution().isReparameterized()) {
        throw Messages.notReparameterized(site);
      }
      return draw.answer(site);
    };
  }

  private static Handler.Answer refuseMissing(Handler.Request site, Trace guide, Request request) {
    if (guide.hidden().contains(site.name())) {
      throw Messages.latentHidden(site);
    }
    throw guide.sites().isEmpty()
        ? Messages.latentWithoutGuide(site)
        : Messages.latentOnlyInModel(site, guide, request.given());
  }

  private static void requireInputsAreData(Trace guide, Trace model) {
    for (Trace trace : List.of(guide, model)) {
      for (Site site : trace.sites()) {
        boolean isLatent =
            guide
                .random(site.name())
                .map(random -> random.origin() == Site.Origin.DRAWN)
                .orElse(false);
        if (site instanceof Site.Input && isLatent) {
          throw Messages.inputIsLatent(site, trace);
        }
      }
    }
  }

  private static void requireOneDataPlate(Trace guide, Trace model) {
    for (Axis inGuide : guide.plates()) {
      for (Axis inModel : model.plates()) {
        if (isOfData(inGuide) && isOfData(inModel) && !inGuide.equals(inModel)) {
          throw Messages.dataPlatesDiffer(model, inModel, guide, inGuide);
        }
      }
    }
  }

  private static void requireScored(Set<String> given, Trace guide, Trace model) {
    for (Site.Random site : guide.randoms()) {
      if (site.origin() == Site.Origin.DRAWN && model.random(site.name()).isEmpty()) {
        throw Messages.latentOnlyInGuide(site, guide, model);
      }
    }
    for (String name : given) {
      if (model.random(name).isEmpty() && guide.random(name).isEmpty()) {
        throw givenNotScored(name, model, guide);
      }
    }
  }

  private static JelboException givenNotScored(String name, Trace model, Trace guide) {
    for (Trace trace : List.of(model, guide)) {
      if (trace.site(name).isPresent()) {
        return Messages.givenNotRandom(trace.site(name).get(), trace);
      }
      if (trace.hidden().contains(name)) {
        return Messages.givenHidden(name, trace.program());
      }
    }
    return Messages.givenUnknown(name, model, guide);
  }

  private static void requireNoFactors(Trace guide) {
    for (Site site : guide.sites()) {
      if (site instanceof Site.Factor) {
        throw Messages.factorInGuide(site, guide);
      }
    }
  }

  private static Term given(Site.Random site, Descent descent) {
    return new Term(
        site,
        Term.Part.REC,
        Term.Rule.MONTE_CARLO,
        "given",
        List.of(),
        descent.modelParents(site.name()),
        site.logProb().negate());
  }

  private static Term factor(Site.Factor site, Descent descent) {
    return new Term(
        site,
        Term.Part.FACTOR,
        Term.Rule.MONTE_CARLO,
        "a factor",
        List.of(),
        descent.modelParents(site.name()),
        site.value().negate());
  }

  private static Term latent(Site.Random p, List<Trace> traces, Descent descent, Request request) {
    Trace guide = traces.get(0);
    Trace model = traces.get(1);
    Site.Random q =
        guide
            .random(p.name())
            .filter(site -> Sources.same(site.value(), p.value()))
            .orElseThrow(() -> Messages.valueNotTheGuides(p, model));
    Optional<Expr> closed = request.divergences().of(q.distribution(), p.distribution());
    Optional<String> obstacle =
        request.weighted()
            ? Optional.of("inside an importance weight")
            : descent
                .obstacle(p.name())
                .or(() -> obstacleOfValue(q))
                .or(() -> obstacleOfMasks(q, p));
    boolean isClosed = closed.isPresent() && obstacle.isEmpty();
    if (isClosed && closed.get().eventShape().numDimensions() > 0) {
      throw Messages.formNotReduced(q, closed.get(), guide);
    }
    String pair = q.distribution().family() + " to " + p.distribution().family();
    String reason =
        isClosed ? pair : obstacle.orElse("no closed form from " + pair + " in the table");
    Expr value =
        isClosed
            ? p.mask() == null ? closed.get() : closed.get().keptWhere(p.mask())
            : q.logProb().minus(p.logProb());
    return new Term(
        p,
        Term.Part.KL,
        isClosed ? Term.Rule.CLOSED_FORM : Term.Rule.MONTE_CARLO,
        reason,
        descent.guideParents(p.name()),
        descent.modelParents(p.name()),
        value);
  }

  private static Optional<String> obstacleOfValue(Site.Random q) {
    return q.origin() == Site.Origin.DRAWN
        ? Optional.empty()
        : Optional.of("no closed form: the guide does not draw the value");
  }

  /** A divergence is masked as a whole, and by one mask. */
  private static Optional<String> obstacleOfMasks(Site.Random q, Site.Random p) {
    Expr inGuide = q.mask();
    Expr inModel = p.mask();
    if (inGuide == null && inModel == null) {
      return Optional.empty();
    }
    if (inGuide == null || inModel == null || !Sources.same(inGuide, inModel)) {
      return Optional.of("no closed form: the masks in guide and model are not one value");
    }
    return inModel.eventShape().numDimensions() == 0
        ? Optional.empty()
        : Optional.of("no closed form: entries of the event are masked");
  }

  /** The values of a trace's sites by name, for walking the graph back to them. */
  static Map<String, Expr> marks(Trace guide, Trace model) {
    Map<String, Expr> marks = new LinkedHashMap<>();
    for (Trace trace : List.of(guide, model)) {
      for (Site site : trace.sites()) {
        if (site instanceof Site.Random || site instanceof Site.Input) {
          marks.putIfAbsent(site.name(), site.value());
        }
      }
    }
    return marks;
  }

  static Set<String> parents(Site.Random site, Map<String, Expr> marks) {
    return Sources.direct(site.distribution().parameters().values(), marks);
  }
}
