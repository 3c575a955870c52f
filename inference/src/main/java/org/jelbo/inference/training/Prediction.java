package org.jelbo.inference.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jelbo.inference.compilation.Values;

/**
 * Values of sites, {@code [rows, event...]}, and the means and variances of their distributions; a
 * site outside the plate of the data has no rows.
 */
public final class Prediction {
  private final Map<String, Values> values;

  /**
   * By what a query of {@link Predictions} names them.
   *
   * @param values such as {@code rows/draw/x}
   */
  Prediction(Map<String, Values> values) {
    this.values = new LinkedHashMap<>();
    values.forEach((name, value) -> this.values.put(name.substring(name.indexOf('/') + 1), value));
  }

  /** A site's draws. */
  public Values of(String site) {
    return value("draw", site);
  }

  /** The means of the distributions that a site's draws came from. */
  public Values meanOf(String site) {
    return value("mean", site);
  }

  /** The variances of the distributions that a site's draws came from. */
  public Values varianceOf(String site) {
    return value("variance", site);
  }

  /** The sites there are. */
  public Set<String> sites() {
    Set<String> sites = new TreeSet<>();
    values.keySet().forEach(key -> sites.add(key.substring(key.indexOf('/') + 1)));
    return sites;
  }

  private Values value(String kind, String site) {
    Values found = values.get(kind + "/" + site);
    if (found == null) {
      throw Messages.noSuchSite(kind, site, sites());
    }
    return found;
  }
}
