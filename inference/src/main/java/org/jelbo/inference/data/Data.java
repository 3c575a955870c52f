package org.jelbo.inference.data;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.inference.runtime.Heap;

/** Immutable named columns with equally many rows. */
public final class Data {
  private final Map<String, Column> columns;

  private Data(Map<String, Column> columns) {
    this.columns = Collections.unmodifiableMap(columns);
  }

  /**
   * Data of columns.
   *
   * @param columns at least one, of different names and equally many rows
   * @throws JelboException for no columns, a name that two have, and numbers of rows that differ
   */
  public static Data of(Column... columns) {
    Required.of(columns, "data", "columns", "Data.of(Column.ofFloats(\"x\", values, 784))");
    if (columns.length == 0) {
      throw Messages.noColumns();
    }
    Map<String, Column> byName = new LinkedHashMap<>();
    for (Column column : columns) {
      Required.of(column, "data", "a column", "Column.ofFloats(\"x\", values, 784)");
    }
    for (Column column : columns) {
      if (column.rows() != columns[0].rows()) {
        throw Messages.rowsDiffer(columns[0], column);
      }
      if (byName.put(column.name(), column) != null) {
        throw Messages.columnTwice(column.name());
      }
    }
    return new Data(byName);
  }

  /** How many rows there are. */
  public int rows() {
    return columns.values().iterator().next().rows();
  }

  /** The columns' names in their order. */
  public Set<String> names() {
    return columns.keySet();
  }

  /** The column of a name, if there is one. */
  public Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /** The column that takes most of the heap. */
  public Heap.Load largest() {
    return columns.values().stream()
        .map(Column::load)
        .max(Comparator.comparingLong(Heap.Load::bytes))
        .orElseThrow();
  }

  /**
   * The given rows, at least one, in the order given.
   *
   * @throws JelboException for no rows, and rows that are not there
   */
  public Data rows(int... rows) {
    Required.of(rows, "data", "rows", "rows(0, 1)");
    if (rows.length == 0) {
      throw Messages.noRows(rows());
    }
    for (int row : rows) {
      if (row < 0 || row >= rows()) {
        throw Messages.noSuchRow(row, rows());
      }
    }
    return Heap.with(
        this::largest,
        () ->
            of(columns.values().stream().map(column -> column.rows(rows)).toArray(Column[]::new)));
  }

  /**
   * The first rows.
   *
   * @throws JelboException for a count below 1 or above the number of rows
   */
  public Data first(int count) {
    return rows(IntStream.range(0, count).toArray());
  }

  /**
   * Two parts that have no row in common, each in the order of these data: equal seeds give equal
   * parts.
   *
   * @param count rows of the first part, from 1 to one less than there are
   * @param seed of the draw without replacement
   * @throws JelboException for a part without rows
   */
  public Split split(int count, long seed) {
    int all = rows();
    if (count < 1 || count >= all) {
      throw Messages.splitLeavesNothing(count, all);
    }
    int[] shuffled = Shuffle.of(all, "split/" + seed);
    int[] first = Arrays.copyOf(shuffled, count);
    int[] rest = Arrays.copyOfRange(shuffled, count, all);
    Arrays.sort(first);
    Arrays.sort(rest);
    return new Split(rows(first), rows(rest));
  }

  /**
   * Two parts of data, such as one to train on and one to validate with.
   *
   * @param first as many rows as were asked for
   * @param rest all others
   */
  public record Split(Data first, Data rest) {}

  /**
   * Batches of these data, shuffled anew every epoch from the trainer's seed.
   *
   * @param size rows in a batch, from 1 to the number of rows
   * @throws JelboException for a size outside of its domain
   */
  public Feed batch(int size) {
    return Feed.of(this, size);
  }

  /** Names, types, shapes and transforms of the columns, without their rows. */
  public List<String> schema() {
    return columns.values().stream().map(Column::schema).collect(Collectors.toList());
  }

  /** SHA-256 of names, shapes, types, transforms and numbers, as hexadecimal digits. */
  public String digest() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      columns.values().forEach(column -> column.addTo(digest));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
