package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.compilation.Values;

/**
 * Values of sites, random and deterministic, {@code [draws, plates..., event...]}, and the means
 * and variances of the random ones' distributions. One draw has no axis of draws; a site outside
 * the plate of the data has no rows. {@link Values#axes} has the names.
 */
public final class Draws {
  private final Map<String, SiteDraws> sites;

  /** By site. */
  Draws(Map<String, SiteDraws> sites) {
    this.sites = new LinkedHashMap<>(sites);
  }

  /** The draws of all rows from those of chunks of rows. */
  static Draws joined(List<Draws> chunks) {
    return joined(chunks, SiteDraws::joinedRows);
  }

  /** All draws of all rows from those of chunks of draws. */
  static Draws joinedAlongDraws(List<Draws> chunks) {
    return joined(chunks, SiteDraws::joinedDraws);
  }

  private static Draws joined(List<Draws> chunks, Function<List<SiteDraws>, SiteDraws> join) {
    Map<String, SiteDraws> joined = new LinkedHashMap<>();
    for (String site : chunks.get(0).sites.keySet()) {
      List<SiteDraws> parts = new ArrayList<>();
      chunks.forEach(chunk -> parts.add(chunk.site("draw", site)));
      joined.put(site, join.apply(parts));
    }
    return new Draws(joined);
  }

  /**
   * A site's draws.
   *
   * @throws JelboException for a site that there is none of
   */
  public Values of(String site) {
    return site("draw", site).values();
  }

  /**
   * The means of the distributions that a site's draws came from, of a posterior's latents those of
   * the guide.
   *
   * @throws JelboException where the family has no mean in closed form
   */
  public Values meanOf(String site) {
    return moment(Moment.MEAN, site);
  }

  /**
   * The variances of the distributions that a site's draws came from.
   *
   * @throws JelboException where the family has no variance in closed form
   */
  public Values varianceOf(String site) {
    return moment(Moment.VARIANCE, site);
  }

  /** The sites there are. */
  public Set<String> sites() {
    return new TreeSet<>(sites.keySet());
  }

  private Values moment(Moment moment, String site) {
    SiteDraws found = site(moment.toString(), site);
    Values values = found.moments().get(moment);
    if (values != null) {
      return values;
    }
    JelboException refusal = found.refused().get(moment);
    throw refusal == null
        ? Messages.noMoments(moment.toString(), site)
        : Messages.momentRefused(moment.toString(), site, refusal);
  }

  private SiteDraws site(String kind, String site) {
    Required.name(site, kind, "one of the sites " + sites());
    SiteDraws found = sites.get(site);
    if (found == null) {
      throw Messages.noSuchSite(kind, site, sites());
    }
    return found;
  }

  /** The sites with the axes and shapes of their draws. */
  @Override
  public String toString() {
    return sites().stream()
        .map(site -> site + " " + site("draw", site).values())
        .collect(Collectors.joining("; "));
  }
}
