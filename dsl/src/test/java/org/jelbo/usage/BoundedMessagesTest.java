package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.distribution.ContinuousBernoulli;
import org.jelbo.dsl.distribution.DiscretizedLogistic;
import org.jelbo.dsl.distribution.RelaxedOneHotCategorical;
import org.jelbo.dsl.distribution.TruncatedNormal;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What families with ends, and the relaxed ones, refuse: word for word, with the Java line. */
final class BoundedMessagesTest {
  @Test
  void endsOutOfOrder() {
    String remedy = "low, and low plus softplus of an unconstrained value";
    assertRefused(
        "Uniform",
        () -> Uniform.of(Expr.of(1), Expr.of(new double[] {2, 0.5})),
        "expected low to be below high, but got [1.0, 0.5]",
        remedy);
    assertRefused(
        "TruncatedNormal",
        () -> TruncatedNormal.of(0, 1, 2, 2),
        "expected low to be below high, but got [2.0, 2.0]",
        remedy);
  }

  @Test
  void endsThatAreNotNumeric() {
    assertRefused(
        "Uniform",
        () -> Uniform.of(0, Double.POSITIVE_INFINITY),
        "expected finite numbers for the high, but got Infinity",
        "a large finite number, such as 1e6");
    assertRefused(
        "TruncatedNormal",
        () -> TruncatedNormal.of(0, 1, Double.NaN, 2),
        "expected numbers or infinities for the low, but got NaN",
        "a negative infinity for no low end, a positive one for no high end");
  }

  @Test
  void probabilitiesAtTheEnds() {
    assertRefused(
        "ContinuousBernoulli",
        () -> ContinuousBernoulli.ofProbabilities(1),
        "expected probabilities above 0 and below 1, but got 1.0",
        "sigmoid of an unconstrained value");
  }

  @Test
  void wholeNumbersOutOfOrderOrTooMany() {
    String problem =
        "expected whole numbers with low below high, both at most 2^23 in size, but got ";
    assertRefused(
        "DiscretizedLogistic",
        () -> DiscretizedLogistic.of(0, 1, 5, 5),
        problem + "5 and 5",
        "low 0 and high 255 for pixels");
    assertRefused(
        "DiscretizedLogistic",
        () -> DiscretizedLogistic.of(0, 1, 0, 1 << 24),
        problem + "0 and 16777216",
        "low 0 and high 255 for pixels");
    assertRefused(
        "entropy of DiscretizedLogistic",
        () -> DiscretizedLogistic.of(0, 1, 0, 65536).entropy(),
        "expected at most 65536 values to sum over, but got 65537",
        "a mean over draws, or a smaller range");
  }

  @Test
  void relaxedCategories() {
    Expr two = Expr.of(new double[] {0, 1});
    assertRefused(
        "RelaxedOneHotCategorical",
        () -> RelaxedOneHotCategorical.ofLogits(two.plus(1), two),
        "expected one temperature for all entries, a scalar event, but got event shape [2]",
        "a plate for different temperatures");
    assertRefused(
        "RelaxedOneHotCategorical",
        () -> RelaxedOneHotCategorical.ofLogits(1, Expr.of(new double[] {0})),
        "expected logits whose last dim has at least two entries, but got event shape [1]",
        "logits of event shape [k], k at least 2");
    assertRefused(
        "mean of RelaxedOneHotCategorical",
        () -> RelaxedOneHotCategorical.ofLogits(1, Expr.filled(0, Shape.of(257))).mean(),
        "expected at most 256 categories to integrate over, but got 257",
        "a mean over draws; for the entropy, of minus the log-density");
  }
}
