package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.SumTerm;

/** The loss over all rows of every term's data, chunk by chunk. */
final class TermsEvaluation {
  /** Many particles bound the memory by fewer rows. */
  private static final int DRAWS_AT_ONCE = 10_000;

  private final Compiled compiled;
  private final Datasets data;
  private final int repeats;
  private final long seed;
  private final Map<String, Double> parts = new LinkedHashMap<>();

  private TermsEvaluation(Compiled compiled, Datasets data, int repeats, long seed) {
    this.compiled = compiled;
    this.data = data;
    this.repeats = repeats;
    this.seed = seed;
  }

  static Evaluation of(Compiled compiled, Data data, int repeats, long seed) {
    Set<String> feeds = compiled.objective().feeds();
    if (!feeds.equals(Set.of(Feed.DEFAULT))) {
      throw Messages.dataForSum(feeds);
    }
    return of(compiled, Datasets.of(Feed.DEFAULT, data), repeats, seed);
  }

  static Evaluation of(Compiled compiled, Datasets data, int repeats, long seed) {
    if (repeats < 1) {
      throw Messages.noRepeats(repeats);
    }
    Set<String> feeds = compiled.objective().feeds();
    for (String feed : data.feeds()) {
      if (!feeds.contains(feed)) {
        throw Messages.dataOfNoFeed(feed, feeds);
      }
    }
    return new TermsEvaluation(compiled, data, repeats, seed).run();
  }

  private Evaluation run() {
    List<Double> losses = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    Map<String, Integer> rowsOfFeeds = new LinkedHashMap<>();
    for (SumTerm term : compiled.terms()) {
      Data own =
          data.data(term.feed()).orElseThrow(() -> Messages.noDataForTerm(term, data.feeds()));
      losses.add(loss(term, own));
      rows.add(own.rows());
      rowsOfFeeds.put(term.feed(), own.rows());
    }
    List<Double> weights = compiled.objective().weights(rows);
    double value = 0;
    for (int i = 0; i < losses.size(); i++) {
      value += weights.get(i) * losses.get(i);
    }
    if (Double.isNaN(value)) {
      throw Messages.notNumber(parts);
    }
    int all = rowsOfFeeds.values().stream().mapToInt(Integer::intValue).sum();
    return new Evaluation(value, parts, all, repeats, seed);
  }

  /** The term's loss; its parts are added to the parts. */
  private double loss(SumTerm term, Data own) {
    double value = 0;
    int particles = term.objective().particles();
    int most = Math.max(1, Math.min(DrawnChunks.ROWS, DRAWS_AT_ONCE / particles));
    int size = term.objective().rowsAtOnce(own.rows(), most);
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (int from = 0; from < own.rows(); from += size) {
        int to = Math.min(from + size, own.rows());
        double weight = (double) (to - from) / own.rows() / repeats;
        DrawKey draws = DrawKey.of(seed).repeat(repeat).chunk(from / size).particles(particles);
        Measurement measured =
            compiled.term(term.name()).measure(QueryRun.of(own, from, to, draws));
        value += weight * measured.value();
        measured.parts().forEach((name, part) -> parts.merge(name, weight * part, Double::sum));
      }
    }
    return value;
  }
}
