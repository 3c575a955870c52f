package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.compilation.Values;
import org.tensorflow.ndarray.Shape;

/**
 * What was drawn of a site.
 *
 * @param rows which dim of all values the rows of the data are; empty where they are the same for
 *     all rows
 * @param values the draws
 * @param moments of the distributions that they came from, of the same shape
 * @param refused why there is no moment of a random site
 */
record SiteDraws(
    OptionalInt rows,
    Values values,
    Map<Moment, Values> moments,
    Map<Moment, JelboException> refused) {
  /** The draws of all rows from those of chunks of rows. */
  static SiteDraws joinedRows(List<SiteDraws> chunks) {
    SiteDraws first = chunks.get(0);
    return first.rows().isPresent() ? joined(first.rows().getAsInt(), chunks) : first;
  }

  /** All draws from those of chunks of draws. */
  static SiteDraws joinedDraws(List<SiteDraws> chunks) {
    SiteDraws first = chunks.get(0);
    return first.values().axes().contains(Predictive.DRAWS) ? joined(0, chunks) : first;
  }

  private static SiteDraws joined(int dim, List<SiteDraws> chunks) {
    SiteDraws first = chunks.get(0);
    Map<Moment, Values> moments = new EnumMap<>(Moment.class);
    for (Moment moment : first.moments().keySet()) {
      List<Values> parts = new ArrayList<>();
      chunks.forEach(chunk -> parts.add(Objects.requireNonNull(chunk.moments().get(moment))));
      moments.put(moment, joinedValues(dim, parts));
    }
    Values values = joinedValues(dim, chunks.stream().map(SiteDraws::values).toList());
    return new SiteDraws(first.rows(), values, moments, first.refused());
  }

  /**
   * Along a dim.
   *
   * @param dim 1 for the rows of several draws, else 0
   */
  private static Values joinedValues(int dim, List<Values> parts) {
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
}
