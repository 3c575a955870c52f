package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Present;
import org.jelbo.inference.compilation.Values;
import org.tensorflow.ndarray.Shape;

/**
 * Values of sites, random and deterministic, {@code [draws, plates..., event...]}, and the means
 * and variances of the random ones' distributions. One draw has no axis of draws; a site outside
 * the plate of the data has no rows. {@link Values#axes} has the names.
 */
public final class Draws {
  private final Map<String, Values> values;
  private final Map<String, JelboException> refused;

  /**
   * By what a query of {@link Predictions} names them.
   *
   * @param values such as {@code rows/draw/x}
   * @param refused why there is no moment, such as {@code mean/x}
   */
  Draws(Map<String, Values> values, Map<String, JelboException> refused) {
    this.refused = Map.copyOf(refused);
    this.values = new LinkedHashMap<>();
    values.forEach((name, value) -> this.values.put(name.substring(name.indexOf('/') + 1), value));
  }

  /** The draws of all rows from those of chunks of rows. */
  static Draws joined(List<Map<String, Values>> chunks, Map<String, JelboException> refused) {
    Map<String, Values> joined = new LinkedHashMap<>();
    chunks
        .get(0)
        .forEach(
            (name, first) ->
                joined.put(
                    name,
                    name.startsWith(Predictions.ROWS)
                        ? joined(name, name.startsWith(Predictions.ROWS_OF_DRAWS) ? 1 : 0, chunks)
                        : first));
    return new Draws(joined, refused);
  }

  /** All draws of all rows from those of chunks of draws. */
  static Draws joinedAlongDraws(
      List<Map<String, Values>> chunks, Map<String, JelboException> refused) {
    Map<String, Values> joined = new LinkedHashMap<>();
    chunks
        .get(0)
        .forEach(
            (name, first) ->
                joined.put(
                    name,
                    first.axes().contains(Predictive.DRAWS) ? joined(name, 0, chunks) : first));
    return new Draws(joined, refused);
  }

  /**
   * Along a dim.
   *
   * @param dim 1 for the rows of several draws, else 0
   */
  private static Values joined(String name, int dim, List<Map<String, Values>> chunks) {
    List<Values> parts = new ArrayList<>();
    chunks.forEach(chunk -> parts.add(Objects.requireNonNull(chunk.get(name), name)));
    List<double[]> numbers = parts.stream().map(Values::toArray).toList();
    Values first = parts.get(0);
    int draws = Math.toIntExact(first.shape().take(dim).size());
    long rows = parts.stream().mapToLong(part -> part.shape().get(dim)).sum();
    Shape inner = first.shape().takeLast(first.shape().numDimensions() - dim - 1);
    Shape shape = first.shape().take(dim).append(rows).append(inner);
    double[] all = new double[Math.toIntExact(shape.size())];
    int at = 0;
    for (int draw = 0; draw < draws; draw++) {
      for (double[] part : numbers) {
        int size = part.length / draws;
        System.arraycopy(part, draw * size, all, at, size);
        at += size;
      }
    }
    return Values.of(first.axes(), shape, all);
  }

  /** A site's draws. */
  public Values of(String site) {
    return value("draw", site);
  }

  /**
   * The means of the distributions that a site's draws came from, of a posterior's latents those of
   * the guide; refused where the family has no mean in closed form.
   */
  public Values meanOf(String site) {
    return value("mean", site);
  }

  /**
   * The variances of the distributions that a site's draws came from; refused where the family has
   * no variance in closed form.
   */
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
    Present.name(site, kind, "one of the sites " + sites());
    Values found = values.get(kind + "/" + site);
    JelboException refusal = refused.get(kind + "/" + site);
    if (found == null && refusal != null) {
      throw Messages.momentRefused(kind, site, refusal);
    }
    if (found == null && values.containsKey("draw/" + site)) {
      throw Messages.noMoments(kind, site);
    }
    if (found == null) {
      throw Messages.noSuchSite(kind, site, sites());
    }
    return found;
  }

  /** The sites with the axes and shapes of their draws. */
  @Override
  public String toString() {
    return sites().stream()
        .map(site -> site + " " + values.get("draw/" + site))
        .collect(Collectors.joining("; "));
  }
}
