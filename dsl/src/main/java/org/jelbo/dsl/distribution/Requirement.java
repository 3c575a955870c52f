package org.jelbo.dsl.distribution;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleFunction;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Bounds;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.SpecialFunctions;

/**
 * What the parameters of a family have to be. Host constants are checked when the family is made,
 * values of a graph by whoever runs it: an entry of {@code value} below {@code least} or above
 * {@code greatest} is refused. What is not a number is not: it shows by itself.
 *
 * @param family whose parameter it is
 * @param value computed of the parameter, {@code [axes..., event...]}
 * @param least of every entry
 * @param greatest of every entry
 * @param onParameter what keeps a {@code Param} so, such as {@code positive()}; may be empty
 * @param refused of the entry that is farthest outside
 */
public record Requirement(
    String family,
    Expr value,
    double least,
    double greatest,
    String onParameter,
    DoubleFunction<JelboException> refused) {
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** What rounding may carry a probability beyond 0 or 1. */
  private static final double ROUNDING = 1e-5;

  /** What rounding may add to a sum of few float32 numbers, and of each of many. */
  private static final double ROUNDING_OF_SUM = 1e-4;

  private static final double ROUNDING_OF_EACH = 0x1p-22;

  /** Of any real number. */
  private static final Set<String> REAL =
      Set.of("mean", "loc", "logits", "gateLogits", "logRate", "atoms", "value", "factor");

  private static final Set<String> POSITIVE =
      Set.of(
          "stddev",
          "variance",
          "precision",
          "scale",
          "rate",
          "concentration",
          "alpha",
          "beta",
          "df",
          "dispersion",
          "failures",
          "temperature",
          "diagonal");

  private static final Set<String> OF_CATEGORIES =
      Set.of("Categorical", "OneHotCategorical", "Multinomial");

  private static final Set<String> PROBABILITY = Set.of("probabilities", "gateProbabilities");

  /**
   * Of the parameters that are values of a graph and that no op keeps in their range; none of a
   * family of someone else's.
   */
  public static List<Requirement> of(Distribution family) {
    return Made.of(family).stream().flatMap(made -> of(made).stream()).toList();
  }

  static List<Requirement> of(Made made) {
    String family = made.family();
    List<Requirement> found = new ArrayList<>();
    made.parameters().forEach((name, value) -> found.addAll(of(family, name, value)));
    Expr low = made.parameters().get("low");
    Expr high = made.parameters().get("high");
    if (low != null && high != null) {
      found.add(ordered(family, low, high));
    }
    found.removeIf(
        one -> one.value.isConstant() || Bounds.of(one.value).areWithin(one.least, one.greatest));
    return found;
  }

  private static List<Requirement> of(String family, String name, Expr value) {
    boolean isMean = name.equals("mean");
    if (POSITIVE.contains(name) || (isMean && family.equals("NegativeBinomial"))) {
      return List.of(positive(family, name, value));
    }
    if (PROBABILITY.contains(name) || (isMean && family.equals("Beta"))) {
      Requirement range =
          new Requirement(
              family,
              value,
              -ROUNDING,
              1 + ROUNDING,
              "between(0, 1)",
              found -> Messages.noProbability(family, name, found));
      return OF_CATEGORIES.contains(family) ? List.of(range, sum(family, value)) : List.of(range);
    }
    return switch (name) {
      case "trials" -> counts(family, name, value);
      case "scaleTril" ->
          List.of(positive(family, "diagonal of scaleTril", Matrices.diagonal(value)));
      case MultivariateNormal.FACTOR -> List.of(definite(family, Matrices.diagonal(value)));
      case "low", "high", "covariance" -> List.of();
      default -> real(family, name);
    };
  }

  /** More would tell processors apart. */
  private static double fourDigits(double number) {
    return Double.isInfinite(number)
        ? number
        : new BigDecimal(number).round(new MathContext(4)).doubleValue();
  }

  /** Every parameter of every family is one of those above. */
  private static List<Requirement> real(String family, String name) {
    if (!REAL.contains(name)) {
      throw new IllegalStateException("no range is known of " + name + " of " + family);
    }
    return List.of();
  }

  private static Requirement positive(String family, String name, Expr value) {
    return new Requirement(
        family,
        value,
        0,
        INFINITY,
        "positive()",
        found -> Messages.notPositive(family, name, new double[] {found}));
  }

  private static Requirement sum(String family, Expr probabilities) {
    int rank = probabilities.eventShape().numDimensions();
    boolean isSingle =
        !probabilities.isConstant() && Precision.of(probabilities) == Precision.FLOAT32;
    double rounding =
        isSingle
            ? Math.max(ROUNDING_OF_SUM, probabilities.eventShape().get(rank - 1) * ROUNDING_OF_EACH)
            : ROUNDING;
    return new Requirement(
        family,
        Reductions.sumLast(probabilities),
        1 - rounding,
        1 + rounding,
        "simplex()",
        found -> Messages.probabilitiesDoNotSum(family, found));
  }

  private static List<Requirement> counts(String family, String name, Expr value) {
    Expr fraction = value.minus(SpecialFunctions.floor(value));
    DoubleFunction<JelboException> refused = found -> Messages.noCount(family, name, found);
    return List.of(
        new Requirement(family, value, 0, INFINITY, "", refused),
        new Requirement(family, value.keptWhere(fraction), 0, 0, "", refused));
  }

  private static Requirement ordered(String family, Expr low, Expr high) {
    return new Requirement(
        family, high.minus(low), 0, INFINITY, "", found -> RunMessages.endsCross(family, -found));
  }

  /** A pivot that is not a number is the only thing that a factorisation leaves. */
  private static Requirement definite(String family, Expr pivots) {
    Expr isMissing = Masks.not(pivots.lessThan(pivots.plus(1)));
    return new Requirement(
        family, isMissing, -INFINITY, 0, "", found -> Messages.notPositiveDefinite());
  }

  /** The values that count, a number inside in the place of those that a mask leaves out. */
  public Requirement where(Expr mask) {
    Expr keep = mask;
    if (mask.eventShape().numDimensions() > 0) {
      keep = mask.sum();
    }
    Expr inside = Expr.of(Math.min(greatest, Math.max(least, 1)));
    return new Requirement(
        family,
        value.keptWhere(keep).plus(inside.keptWhere(Masks.isZero(keep))),
        least,
        greatest,
        onParameter,
        refused);
  }

  /**
   * What a run found is refused with, as a family of a site; empty where it is as required.
   *
   * @param low the least entry
   * @param high the greatest entry
   */
  public Optional<JelboException> refusal(double low, double high) {
    boolean isBelow = low < least;
    if (!isBelow && !(high > greatest)) {
      return Optional.empty();
    }
    JelboException found = refused.apply(fourDigits(isBelow ? low : high));
    return Optional.of(
        JelboException.of(
            family,
            found.problem(),
            found.remedy()
                + (onParameter.isEmpty() ? "" : ", or " + onParameter + " on a parameter")));
  }
}
