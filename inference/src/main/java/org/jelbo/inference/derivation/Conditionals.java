package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Events;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Draw;
import org.jelbo.dsl.program.Give;
import org.jelbo.dsl.program.Handler;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Replay;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaReductions;
import org.jelbo.inference.gradient.Gradients;
import org.jelbo.inference.loss.Setting;

/**
 * Finite sites given all else of a run: their exact distributions, from the log-densities of the
 * sites that depend on them.
 */
public final class Conditionals {
  private final Setting setting;
  private final Trace run;
  private final Map<Axis.Enumeration, Axes> enumerated = new LinkedHashMap<>();

  private Conditionals(Trace run, Setting setting) {
    this.run = run;
    this.setting = setting;
    for (Site.Random site : run.randoms()) {
      if (site.origin() == Site.Origin.ENUMERATED) {
        enumerated.put(Densities.axis(site), site.plates());
      }
    }
  }

  /**
   * Draws the finite sites of a model that its guide lacks from {@code p(c | z, x)}: given the
   * guide's draws and the data. Sites of the outermost plates come first, each given those before.
   *
   * @param given the sites that take the data
   * @param completed the value of a given site that is masked: draws in the place of missing ones
   * @param guide a run that draws the model's latents
   * @return by site, {@code [particles, plates..., event...]}
   * @throws JelboException for a site that is not finite; when they are computed, where one depends
   *     on a missing value and is told of by another
   */
  public static Map<String, Handler.Answer> draws(
      Program model,
      Set<String> given,
      Function<Handler.Request, Expr> completed,
      Trace guide,
      Setting setting) {
    Map<String, Handler.Answer> drawn = new LinkedHashMap<>();
    Map<String, Handler.Request> requests = new LinkedHashMap<>();
    while (true) {
      Handler all = new AllValues(setting, 0);
      Handler rest =
          site -> {
            requests.put(site.name(), site);
            Handler.Answer answer = drawn.get(site.name());
            if (site.distribution().cardinality().isEmpty()) {
              throw Messages.latentOnlyInModel(site, guide, given, false);
            }
            return answer == null ? all.answer(site) : answer;
          };
      Trace run =
          Trace.of(
              model,
              Runs.MODEL,
              setting,
              Give.of(
                  given,
                  site -> site.mask() == null ? setting.given(site) : completed.apply(site),
                  Replay.of(guide, rest)));
      Optional<Site.Random> next =
          run.randoms().stream()
              .filter(site -> site.origin() == Site.Origin.ENUMERATED)
              .min(Comparator.comparingInt(site -> site.plates().size()));
      if (next.isEmpty()) {
        return drawn;
      }
      Handler.Request request = Objects.requireNonNull(requests.get(next.get().name()));
      MaskChecks checks = MaskChecks.ofValues(given, guide, run, drawn.keySet(), Map.of());
      Expr value = new Conditionals(run, setting).draw(next.get(), request);
      drawn.put(next.get().name(), new Handler.Answer(checks.guarded(value), Site.Origin.REPLAYED));
    }
  }

  /**
   * A finite site and the data's values of it.
   *
   * @param probs averaged over draws, {@code [plates..., n]}, in the order of the values
   * @param values {@code [n, event...]}
   * @param labels {@code [plates..., event...]}
   * @param mask of the labels, {@code [plates...]} or {@code [plates..., event...]}
   */
  public record Labelled(Expr probs, Expr values, Expr labels, Expr mask) {}

  /**
   * A guide's finite site given the data and draws of the latents that are not finite; other finite
   * sites are summed out. A draw for each value of a finite site says nothing of that value: its
   * density does not count. Where the guide samples nothing, it is a site of the model, given all
   * that the model is given.
   *
   * @param given the sites that take the data, this one not among them
   * @param site the data have a column of its name
   * @throws JelboException where there is no such site
   */
  public static Labelled labelled(
      Program model, Program guide, Set<String> given, String site, Setting setting) {
    AllValues values = new AllValues(setting, 0);
    Handler draw = Draw.of(setting.noise()).along(setting.particles());
    Map<String, Handler.Request> finite = new LinkedHashMap<>();
    Handler latents =
        request -> {
          if (request.distribution().cardinality().isEmpty()) {
            return new Handler.Answer(draw.answer(request).value(), Site.Origin.HIDDEN);
          }
          finite.put(request.name(), request);
          return values.answer(request);
        };
    Handler give = Give.of(given, request -> setting.given(request), latents);
    Trace run = values.seenIn(Trace.upTo(site, guide, Runs.GUIDE, setting, give));
    boolean isOfModel = run.randoms().isEmpty() && run.hidden().isEmpty();
    if (isOfModel) {
      run = values.seenIn(Trace.of(model, Runs.MODEL, setting, give));
    }
    Handler.Request request = finite.get(site);
    if (request == null) {
      throw EnumerationMessages.noFiniteSite(site, finite.keySet(), isOfModel);
    }
    Site.Random found = run.random(site).orElseThrow();
    Expr labels = setting.given(request);
    Expr none = Masks.zerosLike(labels).sum();
    Expr zeros = none.plus(Masks.zerosLike(found.value()).sum());
    ModelMasks masks = new ModelMasks(model, guide, given);
    Optional<Expr> mask =
        isOfModel ? Optional.ofNullable(found.mask()) : masks.of(found, run, setting);
    Map<String, Expr> known = Map.of(site, mask.orElse(Expr.of(1)));
    Expr probs = new Conditionals(run, setting).probabilities(found, zeros);
    Expr own = MaskChecks.ofValues(given, none(setting), run, Set.of(), known).guarded(probs);
    Expr checked = isOfModel ? own : masks.checks(run, known, setting).guarded(own);
    return new Labelled(
        Events.firstFrom(checked, Densities.axis(found)),
        Events.firstFrom(found.value(), Densities.axis(found)),
        labels,
        mask.orElse(Expr.of(1)).plus(none));
  }

  private static Trace none(Setting setting) {
    return Trace.of(p -> {}, "no guide", setting, Draw.of(setting.noise()));
  }

  /**
   * At each index of the site's plates by itself: the derivative of the log of the sum over all
   * values of all finite sites by the log of one value's density is the value's probability.
   *
   * @param zeros {@code [plates..., values]}
   */
  private Expr probabilities(Site.Random site, Expr zeros) {
    Expr probe = Sources.markable(setting.graph(), zeros);
    List<ModelSums.Factor> factors = new ArrayList<>();
    for (ModelSums.Factor factor : factors()) {
      boolean isOfSite = factor.sites().contains(site);
      factors.add(isOfSite ? factor(site, factor.log().value().plus(probe)) : factor);
    }
    Expr total = Expr.of(0);
    for (ModelSums.Factor sum : new ModelSums(enumerated, Map.of(), setting, run).of(factors)) {
      if (sum.sites().contains(site)) {
        Expr log = sum.log().value();
        for (Axis axis : setting.particles()) {
          log = Reductions.meanOver(log, axis);
        }
        for (Axis axis : log.axes()) {
          log = Reductions.sumOver(log, axis);
        }
        total = total.plus(log);
      }
    }
    return Gradients.by(total, probe);
  }

  private Expr draw(Site.Random site, Handler.Request request) {
    Axis.Enumeration axis = Densities.axis(site);
    Handler.Request ofIndex =
        new Handler.Request(
            request.name(),
            request.program(),
            request.plates(),
            request.line(),
            OneHotCategorical.ofLogits(logWeights(site)),
            null);
    Expr chosen = Draw.of(setting.noise()).along(setting.particles()).answer(ofIndex).value();
    Expr along = Events.firstAlong(setting.graph(), chosen, axis);
    return Reductions.sumOver(along.times(site.value()), axis);
  }

  /** Not normalised: {@code [axes..., values]}. */
  private Expr logWeights(Site.Random site) {
    Axis.Enumeration axis = Densities.axis(site);
    Map<Axis.Enumeration, Axes> others = new LinkedHashMap<>(enumerated);
    others.remove(axis);
    ModelSums sums = new ModelSums(others, Map.of(), setting, run);
    Expr total = Expr.of(0);
    for (ModelSums.Factor factor : sums.of(factors())) {
      if (factor.log().value().axes().contains(axis)) {
        total = total.plus(within(factor, site).value());
      }
    }
    return Events.firstFrom(total, axis);
  }

  private static Formula relative(Formula log, Axis.Enumeration axis) {
    // Where no value can be, minus infinity stays: it less itself is not a number.
    Expr greatest = Reductions.maxOver(log.value(), axis).maximum(Expr.of(-Float.MAX_VALUE));
    Formula.Density divisor =
        new Formula.Density(Formula.Kind.MODEL, "greatest", List.of(), List.of(), false, greatest);
    return Formula.difference(log, divisor);
  }

  private List<ModelSums.Factor> factors() {
    List<ModelSums.Factor> factors = new ArrayList<>();
    for (Site site : run.sites()) {
      if (site instanceof Site.Factor factor) {
        factors.add(factor(site, factor.value()));
      } else if (site instanceof Site.Random random) {
        boolean isEnumerated = random.origin() == Site.Origin.ENUMERATED;
        factors.add(
            factor(
                site,
                isEnumerated
                    ? Densities.along(random, random.distribution().logProb(random.value()))
                    : random.logProb()));
      }
    }
    return factors;
  }

  private static ModelSums.Factor factor(Site site, Expr log) {
    Formula formula =
        new Formula.Density(Formula.Kind.MODEL, site.name(), List.of(), List.of(), false, log);
    return new ModelSums.Factor(List.of(site), site.plates(), formula);
  }

  /**
   * Summed over the plates that the site does not stand in. Weights of one draw may all be divided
   * by the greatest: sums over many rows keep the digits in which they differ.
   */
  private Formula within(ModelSums.Factor factor, Site.Random site) {
    Axes inner = factor.plates().without(site.plates());
    Formula log = factor.log();
    if (inner.size() > 0) {
      log = relative(log, Densities.axis(site));
    }
    for (int i = inner.size() - 1; i >= 0; i--) {
      Axis.Plate plate = (Axis.Plate) inner.at(i);
      log =
          plate.isOfData()
              ? RowSums.of(
                  log,
                  plate,
                  setting,
                  TreatmentMessages.rowsOfConditional(site, plate).within(run.place(site)))
              : FormulaReductions.sumOver(plate, log);
    }
    return log;
  }
}
