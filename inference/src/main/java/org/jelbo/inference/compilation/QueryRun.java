package org.jelbo.inference.compilation;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.data.Data;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;

/**
 * What a query is answered of: rows of data or imagined ones, draws, and numbers that are fed.
 * Immutable.
 */
public final class QueryRun {
  private final @Nullable Data data;
  private final int from;
  private final int to;
  private final DrawKey draws;
  private final Map<String, Expr> fed;
  private final long steps;
  private final int most;

  private QueryRun(
      @Nullable Data data,
      int from,
      int to,
      DrawKey draws,
      Map<String, Expr> fed,
      long steps,
      int most) {
    this.data = data;
    this.from = from;
    this.to = to;
    this.draws = Required.of(draws, "draws", "a key", "DrawKey.of(0)");
    this.fed = fed;
    this.steps = steps;
    this.most = most;
  }

  /** Over all rows of the data at once. */
  public static QueryRun of(Data data, DrawKey draws) {
    return of(data, 0, present(data).rows(), draws);
  }

  /**
   * Over some rows of the data.
   *
   * @param from the first row
   * @param to the row after the last
   * @throws JelboException for rows that the data do not have
   */
  public static QueryRun of(Data data, int from, int to, DrawKey draws) {
    if (from < 0 || to <= from || to > present(data).rows()) {
      throw QueryMessages.noRows(from, to, data.rows());
    }
    return new QueryRun(data, from, to, draws, Map.of(), 0, Integer.MAX_VALUE);
  }

  /**
   * Without data.
   *
   * @param rows how many rows to imagine, at least 1
   * @throws JelboException for fewer than one row
   */
  public static QueryRun of(int rows, DrawKey draws) {
    if (rows < 1) {
      throw QueryMessages.nothingToDraw(rows);
    }
    return new QueryRun(null, 0, rows, draws, Map.of(), 0, Integer.MAX_VALUE);
  }

  private static Data present(Data data) {
    return Required.of(data, "data", "rows", "Data.of(Column.ofFloats(\"x\", values, 784))");
  }

  /**
   * With numbers that {@code setting.fed} gives: one graph answers for all of them that have the
   * same shapes.
   *
   * @param numbers host constants by name
   * @throws JelboException for null
   */
  public QueryRun feeding(Map<String, Expr> numbers) {
    String remedy = "feeding(Map.of(\"k\", Expr.of(1)))";
    Map<String, Expr> all = new LinkedHashMap<>(Required.of(numbers, "feeding", "numbers", remedy));
    all.forEach((name, value) -> Required.of(value, "feeding '" + name + "'", "a number", remedy));
    return new QueryRun(data, from, to, draws, Collections.unmodifiableMap(all), steps, most);
  }

  /** With other draws. */
  public QueryRun draws(DrawKey other) {
    return new QueryRun(data, from, to, other, fed, steps, most);
  }

  /** After so many training steps. */
  QueryRun after(long done) {
    return new QueryRun(data, from, to, draws, fed, done, most);
  }

  /** With so many particles where the key does not say. */
  QueryRun usually(int particles) {
    return draws(draws.particles(draws.particles().orElse(particles)));
  }

  /** In a graph that knows its sizes where one is above a number. */
  QueryRun withSizesAbove(int number) {
    return new QueryRun(data, from, to, draws, fed, steps, number);
  }

  /** Absent for a query that reads none. */
  @Nullable Data data() {
    return data;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int rows() {
    return to - from;
  }

  DrawKey draws() {
    return draws;
  }

  Map<String, Expr> fed() {
    return fed;
  }

  long steps() {
    return steps;
  }

  /**
   * What a graph that answers it depends on.
   *
   * @param columns of the data
   * @param fed the shapes of what is fed
   * @param sizes the numbers of rows and particles that the graph is to know; empty for any
   */
  record Schema(Object columns, Map<String, Shape> fed, List<Integer> sizes) {}

  Schema schema() {
    Map<String, Shape> shapes = new HashMap<>();
    fed.forEach((name, value) -> shapes.put(name, value.eventShape()));
    return new Schema(data == null ? "no data" : data.schema(), shapes, sizes());
  }

  /**
   * The numbers of rows and particles that the graph is to know, because one is so large that sums
   * over it are long; empty for any.
   */
  List<Integer> sizes() {
    int particles = draws.particles().orElse(1);
    return Math.max(rows(), particles) > most ? List.of(rows(), particles) : List.of();
  }
}
