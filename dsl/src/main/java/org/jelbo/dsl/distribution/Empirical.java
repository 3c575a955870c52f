package org.jelbo.dsl.distribution;

import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.noise.NoiseStream;
import org.jelbo.dsl.support.Support;
import org.tensorflow.ndarray.Shape;

/**
 * One of n given rows, with equal or given weights: {@code log p(x) = log sum_j w_j [x = a_j]}, the
 * log of the weight of all rows that equal x, minus infinity where there is none. Equal means that
 * every entry is the same number in the precision of the graph. There is no gradient to x and the
 * rows, only to the weights.
 *
 * <p>Event shape: that of a row. Draws are rows; they are not reparameterized. Where rows of a
 * graph are enumerated they have to differ from each other: a run in which two are equal is
 * refused.
 *
 * <p>Sources: Efron and Tibshirani 1993, chapter 4, there of equal weights; moments and entropy are
 * sums over the rows.
 */
public final class Empirical implements Distribution {
  private final Expr atoms;
  private final Logits logits;
  private final boolean isWeighted;
  private final Support support;

  private Empirical(Expr atoms, Logits logits, boolean isWeighted, Support support) {
    this.atoms = atoms;
    this.logits = logits;
    this.isWeighted = isWeighted;
    this.support = support;
  }

  /**
   * Rows of equal weights.
   *
   * @param atoms {@code [n, event...]}
   * @throws JelboException for atoms without rows or entries
   */
  public static Empirical ofRows(Expr atoms) {
    int rows = rows(atoms);
    return new Empirical(atoms, Logits.uniform("Empirical", rows), false, Support.reals());
  }

  /**
   * Rows and the logs of their weights.
   *
   * @param atoms {@code [n, event...]}
   * @param logits unnormalised log-probabilities {@code [n]}; minus infinity for a row that never
   *     occurs
   * @throws JelboException for atoms without rows or entries, and for logits of another number
   */
  public static Empirical ofRows(Expr atoms, Expr logits) {
    Logits weights = Logits.of("Empirical", logits);
    if (!logits.eventShape().equals(Shape.of(rows(atoms)))) {
      throw Messages.weightsDoNotFit(atoms.eventShape(), logits.eventShape());
    }
    return new Empirical(atoms, weights, true, Support.reals());
  }

  /**
   * The same with another support than the real numbers.
   *
   * @param narrower where each entry of the rows lies; checked where they are host constants
   * @throws JelboException for a support that constant rows do not lie in, or of another size
   */
  public Empirical within(Support narrower) {
    Support known = NarrowerSupport.of("Empirical", narrower, atoms, eventShape());
    return new Empirical(atoms, logits, isWeighted, known);
  }

  private static int rows(Expr atoms) {
    Required.of(atoms, "Empirical", "atoms", "Expr.of(rows, shape), or a value of the program");
    Shape shape = atoms.eventShape();
    if (shape.numDimensions() == 0 || shape.size() == 0) {
      throw Messages.noRows(shape);
    }
    return Math.toIntExact(shape.get(0));
  }

  @Override
  public Map<String, Expr> parameters() {
    return isWeighted
        ? Parameters.of("atoms", atoms, "logits", logits.given())
        : Map.of("atoms", atoms);
  }

  @Override
  public Shape eventShape() {
    return atoms.eventShape().tail();
  }

  @Override
  public Support support() {
    return support;
  }

  @Override
  public Expr logProb(Expr value) {
    Expr whole = Parameters.filling(Scored.by(this, value), eventShape());
    Expr isOther = Expr.filled(1, atoms.eventShape()).keptWhere(row(whole).minus(atoms));
    Expr others = Reductions.sumLast(isOther.reshape(logits.categories(), eventShape().size()));
    Expr rows = Masks.isZero(others);
    Expr found = Masks.not(Masks.isZero(rows.sum()));
    // Where no row is equal all are summed instead: the log of 0 would have no gradient.
    Expr left = Expr.of(Double.NEGATIVE_INFINITY).keptWhere(others.times(found));
    return logits
        .logProbs()
        .plus(left)
        .logSumExp()
        .plus(Expr.of(Double.NEGATIVE_INFINITY).keptWhere(Masks.not(found)));
  }

  private Expr row(Expr value) {
    return value.reshape(value.eventShape().prepend(1).asArray());
  }

  @Override
  public Expr draw(NoiseStream noise) {
    Expr index = logits.draw(noise);
    return atoms.axes().size() == 0
        ? atoms.at(index).stopGradient()
        : Reductions.sumAlong(
                atoms.keptWhere(column(LastDim.oneHot(index, logits.categories()))), 0)
            .stopGradient();
  }

  /** A number for each row, along the first of the atoms' dims. */
  private Expr column(Expr ofRows) {
    long[] ones = LongStream.generate(() -> 1).limit(eventShape().numDimensions()).toArray();
    return ofRows.reshape(Shape.of(ones).prepend(logits.categories()).asArray());
  }

  @Override
  public boolean isReparameterized() {
    return false;
  }

  @Override
  public Set<String> rangeParameters() {
    return Set.of("atoms");
  }

  /** {@code sum_j w_j a_j}. */
  @Override
  public Expr mean() {
    return Reductions.sumAlong(atoms.times(column(logits.probs())), 0);
  }

  /** {@code sum_j w_j (a_j - mean)^2}. */
  @Override
  public Expr variance() {
    return Reductions.sumAlong(atoms.minus(row(mean())).square().times(column(logits.probs())), 0);
  }

  /**
   * {@code -sum_j w_j log p(a_j)}. Every pair of rows is compared, unless they are host constants
   * that differ.
   */
  @Override
  public Expr entropy() {
    if (atoms.isConstant() && EqualRows.distinct(atoms).size() == logits.categories()) {
      return logits.entropyOfEach();
    }
    Expr equal = logits.logProbs().reshape(1, logits.categories());
    Expr unequal = Expr.of(Double.NEGATIVE_INFINITY).keptWhere(EqualRows.differences(atoms));
    Expr logProbs = equal.plus(unequal).logSumExp();
    return logits.probs().times(logProbs.keptWhere(logits.probs())).sum().negate();
  }

  /** How many rows there are, without repetitions if they are host constants. */
  @Override
  public OptionalLong cardinality() {
    return OptionalLong.of(
        atoms.isConstant() ? EqualRows.distinct(atoms).size() : logits.categories());
  }

  /**
   * The rows, without repetitions if they are host constants; with their axes. A run is refused
   * where other rows are equal.
   */
  @Override
  public Expr enumerate() {
    return EqualRows.each(atoms);
  }
}
