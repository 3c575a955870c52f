package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Every refusal of the distribution package, word for word, with the Java line. */
final class DistributionMessagesTest {
  private static Expr filled(double value, long... sizes) {
    return Expr.filled(value, Shape.of(sizes));
  }

  @Test
  void parametersThatDoNotFit() {
    assertRefused(
        "Normal",
        () -> Normal.of(filled(0, 2), filled(1, 3)),
        "expected parameters whose event shapes are equal, of equal rank with sizes 1, or one of"
            + " them scalar, but got [2] and [3]",
        "one event shape for both, or a scalar for one of them");
    assertThat(catchThrowable(() -> Normal.of(filled(0, 2), filled(1, 3))))
        .hasCauseInstanceOf(JelboException.class)
        .cause()
        .hasMessageStartingWith("at plus (");
  }

  @Test
  void parametersThatAreNotPositive() {
    String remedy = "softplus of an unconstrained value, plus a small constant";
    assertRefused(
        "Normal", () -> Normal.of(0, 0), "expected a positive stddev, but got 0.0", remedy);
    assertRefused(
        "Normal",
        () -> Normal.ofMeanAndVariance(Expr.of(0), Expr.of(new double[] {1, -2, -0.5})),
        "expected a positive variance, but got -2.0",
        remedy);
  }

  @Test
  void parametersThatAreNotFinite() {
    String large = "a large finite number, such as 1e6";
    assertRefused(
        "Normal",
        () -> Normal.of(Double.NEGATIVE_INFINITY, 1),
        "expected finite numbers for the mean, but got -Infinity",
        large);
    assertRefused(
        "Normal",
        () -> Normal.of(0, Double.POSITIVE_INFINITY),
        "expected finite numbers for the stddev, but got Infinity",
        large);
    assertRefused(
        "Normal",
        () -> Normal.ofMeanAndPrecision(0, Double.POSITIVE_INFINITY),
        "expected finite numbers for the precision, but got Infinity",
        large);
    assertRefused(
        "Normal",
        () -> Normal.of(0, Double.NaN),
        "expected finite numbers for the stddev, but got NaN",
        "the arithmetic it comes from: 0 / 0, or the log or root of a negative number");
  }

  @Test
  void logitsWithoutCategories() {
    String problem =
        "expected logits whose last dim has one entry a category, at least one and at most"
            + " 16,777,216, but got event shape ";
    assertRefused(
        "Categorical",
        () -> Categorical.ofLogits(Expr.of(0)),
        problem + "[]",
        "logits of event shape [n]");
    String remedy = "at least one category";
    assertRefused("Categorical", () -> Categorical.uniform(0), problem + "[0]", remedy);
    assertRefused("OneHotCategorical", () -> OneHotCategorical.uniform(0), problem + "[0]", remedy);
  }

  @Test
  void valuesLargerThanTheEvent() {
    String remedy = "a value of event shape ";
    assertRefused(
        "log-probability of Normal",
        () -> Normal.of(0, 1).logProb(filled(0, 10)),
        "expected a value of event shape [], but got [10]",
        remedy + "[], or a distribution of event shape [10]");
    assertRefused(
        "log-probability of Normal",
        () -> Normal.standard(1).logProb(filled(0, 10)),
        "expected a value of event shape [1], but got [10]",
        remedy + "[1], or a distribution of event shape [10]");
    assertRefused(
        "log-probability of Normal",
        () -> Normal.standard(10).logProb(filled(0, 10, 1)),
        "expected a value of event shape [10], but got [10, 1]",
        remedy + "[10], or a distribution of event shape [10, 1]");
    assertRefused(
        "log-probability of Bernoulli",
        () -> Bernoulli.ofLogits(filled(0, 1, 3)).logProb(filled(0, 2, 3)),
        "expected a value of event shape [1, 3], but got [2, 3]",
        remedy + "[1, 3], or a distribution of event shape [2, 3]");
    assertRefused(
        "log-probability of Categorical",
        () -> Categorical.uniform(3).logProb(filled(0, 3)),
        "expected a value of event shape [], but got [3]",
        remedy + "[], or a distribution of event shape [3]");
  }

  @Test
  void oneHotVectorsOfAnotherLength() {
    String remedy = "a value of event shape [3], or a distribution of event shape ";
    String problem = "expected a value of event shape [3], but got ";
    OneHotCategorical uniform = OneHotCategorical.uniform(3);
    String subject = "log-probability of OneHotCategorical";
    assertRefused(
        subject, () -> uniform.logProb(filled(1, 2, 3)), problem + "[2, 3]", remedy + "[2, 3]");
    assertRefused(subject, () -> uniform.logProb(filled(1, 1)), problem + "[1]", remedy + "[1]");
    assertRefused(subject, () -> uniform.logProb(Expr.of(1)), problem + "[]", remedy + "[]");
  }
}
