package org.jelbo.inference.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;

/**
 * Data by the name of the feed that they stand for, to evaluate a sum of terms on. Immutable.
 *
 * <pre>
 * Datasets.of("unlabelled", images).and("labelled", labelledImages)
 * </pre>
 */
public final class Datasets {
  private final Map<String, Data> byFeed;

  private Datasets(Map<String, Data> byFeed) {
    this.byFeed = Collections.unmodifiableMap(byFeed);
  }

  /** The data of one feed. */
  public static Datasets of(String feed, Data data) {
    return new Datasets(new LinkedHashMap<>()).and(feed, data);
  }

  /**
   * With the data of one more feed.
   *
   * @param feed a name that has no data yet
   * @throws JelboException for a blank name, and a feed that has data
   */
  public Datasets and(String feed, Data data) {
    Required.name(feed, "data", "the name of a feed of the objective");
    Required.of(
        data, "data of '" + feed + "'", "data", "Data.of(Column.ofFloats(\"x\", values, 784))");
    Map<String, Data> more = new LinkedHashMap<>(byFeed);
    if (more.put(feed, data) != null) {
      throw Messages.dataTwice(feed);
    }
    return new Datasets(more);
  }

  /** The feeds that have data, in order. */
  public Set<String> feeds() {
    return byFeed.keySet();
  }

  /** The data of a feed, if there are any. */
  public Optional<Data> data(String feed) {
    return Optional.ofNullable(byFeed.get(feed));
  }
}
