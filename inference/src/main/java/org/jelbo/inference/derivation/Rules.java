package org.jelbo.inference.derivation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.program.Handler;

/**
 * What a bound asks of its derivation. Immutable.
 *
 * @param divergences the closed forms that may be used
 * @param usual how a latent is treated that nothing is asked for
 * @param treatments what is asked for some sites, by name
 * @param weights where importance weights stand
 * @param inside sites that the guide enumerates and that are summed within the weights
 * @param hasParticles whether there are several draws of each latent
 * @param isDescended whether what is built is descended: in training, or to look at its direction
 * @param atLeaves whether both programs are scored at draws that are cut off from the guide's
 *     parameters, its densities with parameters held fixed
 */
public record Rules(
    Divergences divergences,
    LatentRule usual,
    Map<String, LatentRule> treatments,
    Weights weights,
    Set<String> inside,
    boolean hasParticles,
    boolean isDescended,
    boolean atLeaves) {
  /** Where the logarithm of a mean of importance weights stands. */
  public enum Weights {
    /** Nowhere. */
    NONE,
    /** In plates: what stands outside every plate is drawn once. */
    IN_PLATES,
    /** Around the whole program. */
    AROUND_ALL
  }

  /** Copies treatments and names. */
  public Rules {
    inside = Set.copyOf(inside);
    treatments = Collections.unmodifiableMap(new LinkedHashMap<>(treatments));
  }

  /** Without importance weights. */
  public static Rules of(Divergences divergences) {
    return new Rules(
        divergences, new LatentRule.Usual(), Map.of(), Weights.NONE, Set.of(), false, false, false);
  }

  /** With importance weights, inside which no closed form may stand. */
  public static Rules weighted(Weights weights) {
    return new Rules(
        Divergences.empty(),
        new LatentRule.Usual(),
        Map.of(),
        weights,
        Set.of(),
        false,
        false,
        false);
  }

  /** With these closed forms. */
  public Rules divergences(Divergences other) {
    return new Rules(
        other, usual, treatments, weights, inside, hasParticles, isDescended, atLeaves);
  }

  /** With a site treated so. */
  public Rules treat(String site, LatentRule treatment) {
    Map<String, LatentRule> more = new LinkedHashMap<>(treatments);
    more.put(site, treatment);
    return new Rules(
        divergences, usual, more, weights, inside, hasParticles, isDescended, atLeaves);
  }

  /** With latents that nothing is asked for treated so. */
  public Rules usually(LatentRule rule) {
    return new Rules(
        divergences, rule, treatments, weights, inside, hasParticles, isDescended, atLeaves);
  }

  /** With these sites summed within the weights. */
  public Rules inside(Set<String> sites) {
    return new Rules(
        divergences, usual, treatments, weights, sites, hasParticles, isDescended, atLeaves);
  }

  /** With so many draws of each latent. */
  public Rules particles(int count) {
    return new Rules(
        divergences, usual, treatments, weights, inside, count > 1, isDescended, atLeaves);
  }

  /** For what is descended, or not. */
  public Rules descended(boolean is) {
    return new Rules(divergences, usual, treatments, weights, inside, hasParticles, is, atLeaves);
  }

  /** Scored at leaves. */
  public Rules leaves() {
    return new Rules(
        divergences, usual, treatments, weights, inside, hasParticles, isDescended, true);
  }

  /** How a latent is treated. */
  LatentRule of(String site) {
    return treatments.getOrDefault(site, usual);
  }

  /** A latent that is drawn. */
  SitePlan drawn(Handler.Request site, LatentRule rule, Estimator estimator) {
    SitePlan.Way way = drawsOnce(site.plates()) ? SitePlan.Way.DRAWN_ONCE : SitePlan.Way.DRAWN;
    return new SitePlan(site.name(), way, rule, estimator);
  }

  /** A latent that is drawn, and cut off from parameters. */
  SitePlan scored(Handler.Request site, LatentRule rule, BaselineRule baseline) {
    if (atLeaves) {
      throw TreatmentMessages.scoredAtLeaves(site);
    }
    boolean isOne = !hasParticles || drawsOnce(site.plates());
    if (isOne && baseline.comparesDraws()) {
      throw TreatmentMessages.leaveOneOutOfOne(site, hasParticles);
    }
    return drawn(site, rule, new Estimator.ScoreFunction(baseline));
  }

  /** A latent whose values are all computed with. */
  SitePlan enumerated(Handler.Request site, LatentRule rule) {
    SitePlan.Way way =
        inside.contains(site.name()) ? SitePlan.Way.SUMMED_INSIDE : SitePlan.Way.ENUMERATED;
    return new SitePlan(site.name(), way, rule, new Estimator.Exact());
  }

  /** Leave-one-out where there are several draws of a site. */
  BaselineRule usualBaseline(Handler.Request site) {
    return hasParticles && !drawsOnce(site.plates())
        ? new BaselineRule.LeaveOneOut()
        : new BaselineRule.RunningMean();
  }

  /** Whether a latent in some plates is drawn once for all particles: outside the weights. */
  public boolean drawsOnce(Axes plates) {
    return weights == Weights.IN_PLATES && plates.size() == 0;
  }

  /** Whether weights stand anywhere. */
  public boolean isWeighted() {
    return weights != Weights.NONE;
  }
}
