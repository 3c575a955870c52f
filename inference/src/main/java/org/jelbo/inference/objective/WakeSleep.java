package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Dream;
import org.jelbo.inference.derivation.LatentRule;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.loss.Surrogate;

/**
 * Reweighted wake-sleep (Bornschein and Bengio 2015): K draws of the guide, cut off from
 * parameters, with normalised importance weights {@code v_k}. No draw is differentiated, so that
 * latents may be of any family.
 *
 * <pre>
 * value   -E[log (1/K) sum_k w_k]                                      as {@link Iwae}
 * model   descends  -sum_k v_k log p(x, z_k)                           wake
 * guide   descends  (1 - s) (-sum_k v_k log q(z_k | x))                wake
 *                   + s (-log q(z | x)), x and z drawn from the model  sleep
 * </pre>
 *
 * <p>The model's gradient is that of the importance-weighted bound. The guide's is none of the
 * value: awake it descends the divergence of the posterior from the guide, with a bias that falls
 * as K grows; asleep that of the model's own posterior, averaged over what the model draws. The
 * guide has every latent of the model: none is summed out.
 */
public final class WakeSleep extends ImportanceWeighted {
  private final double sleep;

  private WakeSleep(WeightOptions options, double sleep) {
    super(options);
    this.sleep = sleep;
  }

  /**
   * Of a model and a guide, with five particles, awake.
   *
   * @param model the generative program
   * @param guide samples the model's latents in the plate of the data
   * @throws JelboException for null
   */
  public static WakeSleep of(Program model, Program guide) {
    return new WakeSleep(WeightOptions.of(Programs.of(model, guide)).particles(5), 0);
  }

  /** The same, with these sites taking the data, besides those given before. */
  public WakeSleep given(String... names) {
    return new WakeSleep(options.given(names), sleep);
  }

  /**
   * The same with K draws.
   *
   * @param count K, at least 1
   * @throws JelboException for a count below 1
   */
  public WakeSleep particles(int count) {
    return new WakeSleep(options.particles(count), sleep);
  }

  /**
   * The same with a guide that is trained asleep in part.
   *
   * @param share s, from 0 to 1
   * @throws JelboException for a share outside
   */
  public WakeSleep sleep(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw WeightMessages.sleepNotAllowed(share);
    }
    return new WakeSleep(options, share);
  }

  @Override
  public String title() {
    return "Reweighted wake-sleep";
  }

  @Override
  public String symbol() {
    return "-IWAE";
  }

  @Override
  public Loss build(Setting setting) {
    Derivation derivation = options.derive(setting, rules -> rules.usually(new LatentRule.Cut()));
    requireWeighted(derivation);
    WeightedLoss weighted = new WeightedLoss(derivation, setting, 1, false);
    List<Expr> descended = new ArrayList<>();
    for (WeightedLoss.LogWeight one : weighted.logWeights()) {
      descended.add(awake(derivation, setting, one));
    }
    if (sleep > 0) {
      Dream dream = Dream.of(options.programs().model(), options.programs().guide(), setting);
      requireDrawnOrRead(dream);
      Expr asleep = dream.logGuide();
      descended.add(PlateSums.overPlates(asleep, asleep.axes(), setting).times(-sleep));
    }
    Expr surrogate = descended.stream().reduce(Expr::plus).orElseThrow();
    return weighted.loss().directed(Surrogate.of(surrogate)).notes(notes());
  }

  private static void requireWeighted(Derivation derivation) {
    if (derivation.guide().randoms().isEmpty()) {
      throw WeightMessages.wakeSleepWithoutGuide();
    }
    Ranges ranges = Ranges.of(derivation);
    for (Site.Random site : derivation.guide().randoms()) {
      if (site.isLatent() && !site.plates().hasRows()) {
        throw WeightMessages.wakeSleepOutsideRows(site, derivation.guide());
      }
      Optional<String> moved = site.isLatent() ? ranges.moved(site) : Optional.empty();
      if (moved.isPresent()) {
        throw BaselineMessages.rangeMoves(
            site, moved.get(), "Iwae.of(model, guide)", derivation.guide());
      }
    }
  }

  /** Refuses what the guide has for a row that the model knows nothing of. */
  private static void requireDrawnOrRead(Dream dream) {
    for (Site site : dream.guide().sites()) {
      boolean isOfRow = site instanceof Site.Input || site instanceof Site.Random;
      if (isOfRow && dream.model().site(site.name()).isEmpty()) {
        throw WeightMessages.asleepWithoutModel(site, dream.guide());
      }
    }
  }

  /** {@code -sum_k v_k (log p + (1 - s) log q)}; the weight is {@code log p - log q}. */
  private Expr awake(Derivation derivation, Setting setting, WeightedLoss.LogWeight one) {
    Expr log = one.value();
    Expr sum = log.plus(logGuide(derivation, one.group()).times(2 - sleep));
    for (Axis axis : setting.particles()) {
      if (log.axes().contains(axis)) {
        Expr weights = log.minus(Reductions.logSumExpOver(log, axis)).exp().stopGradient();
        sum = Reductions.sumOver(sum.times(weights), axis);
      }
    }
    return PlateSums.overPlates(sum, one.group().plates(), setting).times(-1);
  }

  private static Expr logGuide(Derivation derivation, WeightGroups.Group group) {
    Set<String> latents = new LinkedHashSet<>();
    for (Term term : group.terms()) {
      term.sites().forEach(site -> latents.add(site.name()));
    }
    Expr sum = Expr.of(0);
    for (Site.Random site : derivation.guide().randoms()) {
      if (site.isLatent() && latents.contains(site.name())) {
        sum = sum.plus(within(derivation.scored(site.name()).logProb(), group.plates()));
      }
    }
    return sum;
  }

  private static Expr within(Expr log, Axes plates) {
    Expr sum = log;
    for (Axis axis : sum.axes()) {
      if (axis instanceof Axis.Plate && !plates.contains(axis)) {
        sum = Reductions.sumOver(sum, axis);
      }
    }
    return sum;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add("K = " + particles());
    notes.add("the model descends the bound");
    if (sleep < 1) {
      notes.add(
          "the guide descends -log q at the draws by their normalised weights"
              + (sleep > 0 ? ", share " + (1 - sleep) : "")
              + ": not the gradient of the bound, with a bias that falls as K grows");
    }
    if (sleep > 0) {
      notes.add(
          "the guide descends -log q at draws of the model"
              + (sleep < 1 ? ", share " + sleep : "")
              + ": not the gradient of the bound, and not about the data");
    }
    return notes;
  }
}
