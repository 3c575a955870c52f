package org.jelbo.dsl.special;

import java.util.Arrays;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LastDim;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.tensorflow.ndarray.Shape;

/**
 * Moments of the softmax x of {@code (l + g) / t} with k independent standard Gumbel numbers g.
 *
 * <p>With {@code w = l / t} and {@code T = log sum_j exp(w_j + g_j / t)}, x is the gradient of T to
 * w, and the second derivatives are {@code x_i (1 - x_i)}. {@code T + h} with a further Gumbel
 * number h is distributed as the greatest of {@code w_j + d_j}, where the {@code d_j} are
 * independent sums {@code g / t + h}. Its cumulative distribution function is the product of those
 * of the summands, and its mean, that of T plus Euler's constant, is an integral over one
 * dimension; so are the derivatives.
 */
public final class ConcreteMoments {
  public static final int MOST_CATEGORIES = 256;

  private static final double STEP = 0.3;
  private static final double UPPER = 44;
  private static final double LOWER = -9;
  private static final double LEAST = Float.MIN_NORMAL;

  private final Expr temperature;
  private final Expr logProbs;
  private final int categories;

  /** {@code min(t, 1)}: times this, sums {@code g / t + h} have a spread of about 1. */
  private final Expr unit;

  private final GumbelSum sum;
  private final Expr grid;
  private final Expr offsets;

  private ConcreteMoments(Expr temperature, Expr logProbs) {
    this.temperature = temperature;
    this.logProbs = logProbs;
    Shape event = logProbs.eventShape();
    int rank = event.numDimensions();
    this.categories = Math.toIntExact(event.get(rank - 1));
    Expr isSharp = Branches.below(temperature, Expr.of(1));
    Expr isSmooth = Masks.not(isSharp);
    this.unit = temperature.keptWhere(isSharp).plus(isSmooth);
    Expr smooth = temperature.keptWhere(isSmooth).plus(isSharp);
    this.sum = GumbelSum.of(unit.dividedBy(smooth));
    Expr places = logProbs.dividedBy(smooth);
    Shape entries = event.take(rank - 1);
    Expr center = places.logSumExp().stopGradient().reshape(entries.append(1).append(1).asArray());
    this.grid = center.plus(grid(rank));
    this.offsets = grid.minus(LastDim.column(places));
  }

  /**
   * Of a temperature and normalised logits.
   *
   * @param temperature scalar event
   * @param logProbs along the last dim
   */
  public static ConcreteMoments of(Expr temperature, Expr logProbs) {
    return new ConcreteMoments(temperature, logProbs);
  }

  /** From where the greatest of k cannot be to where it cannot be, {@code [1..., 1, n]}. */
  private Expr grid(int rank) {
    double low = LOWER - Math.log(categories);
    double[] grid = new double[(int) ((UPPER - low) / STEP)];
    long[] sizes = new long[rank + 1];
    Arrays.fill(sizes, 1);
    sizes[rank] = grid.length;
    for (int i = 0; i < grid.length; i++) {
      grid[i] = low + STEP * i;
    }
    return Expr.of(grid, Shape.of(sizes));
  }

  /** Of each category and node, a function times the cumulative ones of the others. */
  private Expr amongOthers(Expr function) {
    Expr logs = sum.cdf(offsets).maximum(Expr.of(LEAST)).log();
    Expr all = sumOfCategories(logs);
    long[] sizes = all.eventShape().asArray().clone();
    int last = sizes.length - 1;
    Expr rows = all.reshape(Shape.of(sizes).take(last).append(1).append(sizes[last]).asArray());
    return function.times(rows.minus(logs).exp());
  }

  /** Of {@code [..., categories, nodes]}. */
  private static Expr sumOfCategories(Expr ofNodes) {
    return Reductions.sumAlong(ofNodes, ofNodes.eventShape().numDimensions() - 2);
  }

  /** The probability that a category is the greatest. */
  public Expr mean() {
    return Reductions.sumLast(amongOthers(sum.density(offsets))).times(STEP);
  }

  public Expr variance() {
    Expr mean = mean();
    Expr slope = Reductions.sumLast(amongOthers(sum.slope(offsets))).times(-STEP);
    return mean.times(Expr.of(1).minus(mean)).minus(slope.times(unit));
  }

  /**
   * {@code sum_j l_j / t + (1 + 1 / t) k g + k digamma(k) - k E[T]} with Euler's constant g: minus
   * the mean of the log-density without the factor before it.
   */
  public Expr meanOfMinusLogs() {
    Expr density = sumOfCategories(amongOthers(sum.density(offsets)));
    int rank = grid.eventShape().numDimensions();
    Shape flat = grid.eventShape().take(rank - 2).append(grid.eventShape().get(rank - 1));
    Expr greatest = Reductions.sumLast(density.times(grid.reshape(flat.asArray()))).times(STEP);
    Expr meanOfSum = greatest.dividedBy(unit).minus(ExtremeValue.EULER);
    Expr digamma = SpecialFunctions.digamma(Expr.of(categories));
    return Expr.of(1)
        .plus(Expr.of(1).dividedBy(temperature))
        .times(ExtremeValue.EULER)
        .plus(digamma)
        .minus(meanOfSum)
        .times(categories)
        .plus(Reductions.sumLast(logProbs).dividedBy(temperature));
  }
}
