package org.jelbo.inference.compilation;

import java.util.Map;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.noise.InjectedNoise;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.inference.data.Feed;
import org.jspecify.annotations.Nullable;

/**
 * The random numbers of one run: keyed, unless they are given.
 *
 * @param options has those that are given
 * @param extents the sizes of the run's axes
 * @param clock seed and step
 * @param purpose such as {@code train}
 * @param rows which rows of what is given are drawn; all where absent
 */
record NoiseSource(
    ExprGraph graph,
    Compilation options,
    Extents extents,
    NoiseClock clock,
    String purpose,
    @Nullable Rows rows) {
  /** Some rows, from the first to the one after the last. */
  record Rows(int from, int to) {}

  /**
   * The draws of a term: its own in the plate of the data, those of all terms outside it.
   *
   * @param term its name, empty for an objective by itself
   */
  Noise draws(String term) {
    Noise shared = noise("", purpose);
    if (term.isEmpty()) {
      return shared;
    }
    Noise own = noise(term + "/", purpose + "/term " + term);
    return (path, axes) -> (axes.hasRows() ? own : shared).stream(path, axes);
  }

  /** The draws of a feed's columns, the same for all terms that read it. */
  Noise data(String feed) {
    String place = feed.equals(Feed.DEFAULT) ? "" : feed + "/";
    return noise("data/" + place, "data/" + purpose + (place.isEmpty() ? "" : "/feed " + feed));
  }

  private Noise noise(String place, String prefix) {
    Map<String, NoiseArray> given = options.noise(place);
    InjectedNoise noise =
        InjectedNoise.of(graph, given, KeyedNoise.of(graph, extents, clock, prefix));
    return rows == null ? noise : noise.rows(rows.from(), rows.to());
  }
}
