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
 * @param treatments what is asked for some sites, by name
 * @param weights where importance weights stand
 * @param inside sites that the guide enumerates and that are summed within the weights
 * @param atLeaves whether both programs are scored at draws that are cut off from the guide's
 *     parameters, its densities with parameters held fixed
 */
public record Rules(
    Divergences divergences,
    Map<String, LatentRule> treatments,
    Weights weights,
    Set<String> inside,
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
    return new Rules(divergences, Map.of(), Weights.NONE, Set.of(), false);
  }

  /** With importance weights, inside which no closed form may stand. */
  public static Rules weighted(Weights weights) {
    return new Rules(Divergences.empty(), Map.of(), weights, Set.of(), false);
  }

  /** With these closed forms. */
  public Rules divergences(Divergences other) {
    return new Rules(other, treatments, weights, inside, atLeaves);
  }

  /** With a site treated so. */
  public Rules treat(String site, LatentRule treatment) {
    Map<String, LatentRule> more = new LinkedHashMap<>(treatments);
    more.put(site, treatment);
    return new Rules(divergences, more, weights, inside, atLeaves);
  }

  /** With these sites summed within the weights. */
  public Rules inside(Set<String> sites) {
    return new Rules(divergences, treatments, weights, sites, atLeaves);
  }

  /** Scored at leaves. */
  public Rules leaves() {
    return new Rules(divergences, treatments, weights, inside, true);
  }

  /** How a latent is treated. */
  LatentRule of(String site) {
    return treatments.getOrDefault(site, new LatentRule.Usual());
  }

  /** Where the values of a latent come from that is drawn. */
  SitePlan.Way drawn(Handler.Request site) {
    return drawsOnce(site.plates()) ? SitePlan.Way.DRAWN_ONCE : SitePlan.Way.DRAWN;
  }

  /** Where the values of a latent come from whose values are all computed with. */
  SitePlan.Way enumerated(Handler.Request site) {
    return inside.contains(site.name()) ? SitePlan.Way.SUMMED_INSIDE : SitePlan.Way.ENUMERATED;
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
