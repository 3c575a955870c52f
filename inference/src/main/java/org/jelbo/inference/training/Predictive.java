package org.jelbo.inference.training;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.data.Data;
import org.jspecify.annotations.Nullable;

/**
 * Which draws are wanted of a fit. Immutable.
 *
 * <pre>
 * fit.predict(Predictive.prior(200)).of("x");                       // [images, 784]
 * fit.predict(Predictive.posterior(test).draws(50)).meanOf("x");    // [draws, images, 784]
 * fit.predict(Predictive.prior(patients).doing("dose", 3)).of("outcome");
 * </pre>
 *
 * <p>{@link Fit#sample}, {@link Fit#encode} and {@link Fit#reconstruct} are short for prior, guide
 * and posterior.
 */
public final class Predictive {
  /** The name of the leading axis of several draws. */
  public static final String DRAWS = "draws";

  enum Kind {
    PRIOR,
    GUIDE,
    POSTERIOR,
    IMPUTED
  }

  private final Kind kind;
  private final @Nullable Data data;
  private final int rows;
  private final @Nullable Integer draws;
  private final long seed;
  private final Map<String, Expr> doings;

  private Predictive(
      Kind kind,
      @Nullable Data data,
      int rows,
      @Nullable Integer draws,
      long seed,
      Map<String, Expr> doings) {
    this.kind = kind;
    this.data = data;
    this.rows = rows;
    this.draws = draws;
    this.seed = seed;
    this.doings = Collections.unmodifiableMap(doings);
  }

  private static int rows(String call, Data data) {
    return Required.of(data, call, "data", call + "(test)").rows();
  }

  private static Predictive of(Kind kind, @Nullable Data data, int rows) {
    return new Predictive(kind, data, rows, null, 0, Map.of());
  }

  /**
   * The model, every site drawn. A program with inputs is refused when it runs: {@link
   * #prior(Data)} gives it theirs.
   *
   * @param rows how many rows to imagine, at least 1
   * @throws JelboException for fewer than one row
   */
  public static Predictive prior(int rows) {
    if (rows < 1) {
      throw Messages.noRowsToDraw(rows);
    }
    return of(Kind.PRIOR, null, rows);
  }

  /**
   * The model at the inputs of each row, every site drawn.
   *
   * @throws JelboException for null
   */
  public static Predictive prior(Data data) {
    return of(Kind.PRIOR, data, rows("prior", data));
  }

  /**
   * The guide's latents of each row.
   *
   * @throws JelboException for null
   */
  public static Predictive guide(Data data) {
    return of(Kind.GUIDE, data, rows("guide", data));
  }

  /**
   * The model at the guide's latents of each row: given sites are drawn anew. Finite latents that
   * the guide lacks are drawn from their distribution given the guide's latents and the data.
   *
   * @throws JelboException for null
   */
  public static Predictive posterior(Data data) {
    return of(Kind.POSTERIOR, data, rows("posterior", data));
  }

  /**
   * The posterior, in which given sites keep the data's values where their masks are not 0: what is
   * missing is drawn, and what follows sees the completed values. Means and variances are those of
   * the sites' distributions, whether a value was seen or not.
   *
   * <p>A missing value is drawn from its distribution given what it depends on, which is the
   * posterior only where nothing that is seen depends on it. Where a site, a factor or the guide
   * does and counts there, the query is refused when it runs: draw such rows by a term in which the
   * value is not given.
   *
   * @throws JelboException for null
   */
  public static Predictive imputing(Data data) {
    return of(Kind.IMPUTED, data, rows("imputing", data));
  }

  /**
   * Independent draws of everything, along a leading axis {@link #DRAWS}; without this there is one
   * draw and no such axis.
   *
   * @param count at least 1
   * @throws JelboException for a count below 1
   */
  public Predictive draws(int count) {
    if (count < 1) {
      throw Messages.noDraws(count);
    }
    return new Predictive(kind, data, rows, count, seed, doings);
  }

  /** With the noise of another seed than 0; binarized columns too. */
  public Predictive seed(long other) {
    return new Predictive(kind, data, rows, draws, other, doings);
  }

  /**
   * With a site of the model set from outside; draws that do not follow from it stay as they are.
   * In a posterior the latents are the guide's, which knows nothing of it: a latent that follows
   * from the site is refused.
   *
   * @param site its name, prefixes included
   * @param value a host constant, {@code [event...]}
   * @throws JelboException for a value of a graph, a site that is set already, and draws of the
   *     guide alone
   */
  public Predictive doing(String site, Expr value) {
    Required.name(site, "doing", "the name of a site, prefixes included");
    Required.of(value, "doing '" + site + "'", "a value", "Expr.of(3)");
    if (!value.isConstant()) {
      throw Messages.doingGraphValue(site);
    }
    if (kind == Kind.GUIDE) {
      throw Messages.doingInGuide(site);
    }
    Map<String, Expr> more = new LinkedHashMap<>(doings);
    if (more.put(site, value) != null) {
      throw Messages.doingTwice(site);
    }
    return new Predictive(kind, data, rows, draws, seed, more);
  }

  /**
   * With a scalar site of the model set from outside.
   *
   * @throws JelboException for a site that is set already, and draws of the guide alone
   */
  public Predictive doing(String site, double value) {
    return doing(site, Expr.of(value));
  }

  Kind kind() {
    return kind;
  }

  @Nullable Data data() {
    return data;
  }

  int rows() {
    return rows;
  }

  boolean hasDraws() {
    return draws != null;
  }

  int draws() {
    return draws == null ? 1 : draws;
  }

  long seed() {
    return seed;
  }

  /** The sites that are set, with their values. */
  Map<String, Expr> doings() {
    return doings;
  }

  /** Such as {@code POSTERIOR of 200 rows, 50 draws, seed 0}. */
  @Override
  public String toString() {
    return kind
        + " of "
        + rows
        + " rows, "
        + draws()
        + " draws, seed "
        + seed
        + doings.entrySet().stream()
            .map(set -> ", doing " + set.getKey() + shown(set.getValue()))
            .collect(Collectors.joining());
  }

  private static String shown(Expr value) {
    return value.eventShape() + Arrays.toString(value.constant());
  }
}
