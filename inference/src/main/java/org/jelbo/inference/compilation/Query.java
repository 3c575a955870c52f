package org.jelbo.inference.compilation;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.Present;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Summand;
import org.tensorflow.ndarray.Shape;

/**
 * Something to compute with the parameters as they are. Its graph is built once for each shape of
 * data and runs at any number of rows and particles.
 *
 * <p>What tells queries apart is all that they compute: a query of a lambda is another than every
 * other query, whatever line both were made at, and is kept to be run again. Where what computes
 * the values is a record, queries of one name and equal records are one: nothing that a record
 * computes from can differ without it.
 */
public final class Query {
  private final String name;
  private final Axes particles;
  private final Function<Setting, Map<String, Expr>> build;
  private final Map<String, Expr> fed;

  /**
   * A query.
   *
   * @param name part of its noise key
   * @param particles the axes of its latents
   * @param build the values to compute, by name
   */
  public Query(String name, Axes particles, Function<Setting, Map<String, Expr>> build) {
    this(name, particles, build, Map.of());
  }

  private Query(
      String name,
      Axes particles,
      Function<Setting, Map<String, Expr>> build,
      Map<String, Expr> fed) {
    this.name = Present.name(name, "query", "new Query(\"mean of z\", Axes.NONE, setting -> ...)");
    String subject = "query '" + name + "'";
    this.particles = Present.of(particles, subject, "axes", "Axes.NONE");
    this.build = Present.of(build, subject, "values to compute", "setting -> Map.of(\"v\", ...)");
    this.fed = Collections.unmodifiableMap(new LinkedHashMap<>(fed));
  }

  /** Part of its noise key. */
  public String name() {
    return name;
  }

  /** The axes of its latents. */
  public Axes particles() {
    return particles;
  }

  /** The values to compute, by name. */
  public Function<Setting, Map<String, Expr>> build() {
    return build;
  }

  /** The values in a graph; refused where one is null. */
  Map<String, Expr> valuesIn(Setting setting) {
    String subject = "query '" + name + "'";
    String remedy = "setting -> Map.of(\"v\", ...)";
    Map<String, Expr> values = Present.of(build.apply(setting), subject, "values", remedy);
    values.forEach((of, value) -> Present.of(value, subject, "a value of '" + of + "'", remedy));
    return values;
  }

  /**
   * The same of the programs of an objective, with other noise for each term of a sum.
   *
   * @param objective the compiled one, or one of its terms
   */
  public Query about(Objective objective) {
    return objective instanceof Summand term && !term.name().isEmpty()
        ? new Query(name + "/term " + term.name(), particles, build, fed)
        : this;
  }

  /**
   * The same with numbers that are fed when it runs, which {@link Setting#fed} gives: one graph
   * answers for all of them that have the same shapes.
   *
   * @param constants host constants by name
   */
  public Query feeding(Map<String, Expr> constants) {
    return new Query(name, particles, build, constants);
  }

  /** What it is fed, by name. */
  Map<String, Expr> fed() {
    return fed;
  }

  /** Equal for queries that one graph answers, and for no others. */
  Object key() {
    if (!(build instanceof Record)) {
      return this;
    }
    Map<String, Shape> shapes = new HashMap<>();
    fed.forEach((of, value) -> shapes.put(of, value.eventShape()));
    return List.of(name, particles, build, shapes);
  }
}
