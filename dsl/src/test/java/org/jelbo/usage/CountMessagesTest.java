package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Binomial;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Empirical;
import org.jelbo.dsl.distribution.Exponential;
import org.jelbo.dsl.distribution.Geometric;
import org.jelbo.dsl.distribution.Multinomial;
import org.jelbo.dsl.distribution.NegativeBinomial;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.ZeroInflated;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** What families of counts and of probabilities refuse, word for word. */
final class CountMessagesTest {
  private static Expr vector(double... values) {
    return Expr.of(values);
  }

  @Test
  void probabilitiesOutsideOfZeroToOne() {
    String remedy = "the sigmoid of an unconstrained value, or logits";
    assertRefused(
        "Bernoulli",
        () -> Bernoulli.ofProbabilities(1.5),
        "expected probabilities from 0 to 1, but got 1.5",
        remedy);
    assertRefused(
        "Binomial",
        () -> Binomial.ofProbabilities(3, -0.5),
        "expected probabilities from 0 to 1, but got -0.5",
        remedy);
    assertRefused(
        "ZeroInflated",
        () -> ZeroInflated.ofProbabilities(Expr.of(2), Poisson.ofRate(1)),
        "expected gateProbabilities from 0 to 1, but got 2.0",
        remedy);
  }

  @Test
  void probabilitiesThatDoNotSumToOne() {
    assertRefused(
        "Categorical",
        () -> Categorical.ofProbabilities(vector(0.5, 0.25)),
        "expected probabilities that sum to 1 along the last dim, but they sum to 0.75",
        "probabilities divided by their sum, or their logs as logits");
  }

  @Test
  void probabilitiesWithoutCategories() {
    assertRefused(
        "Multinomial",
        () -> Multinomial.ofProbabilities(3, Expr.of(1)),
        "expected probabilities whose last dim has one entry a category, at least one and at most"
            + " 16,777,216, but got event shape []",
        "probabilities of event shape [n]");
  }

  @Test
  void trialsThatAreNoCounts() {
    assertRefused(
        "Binomial",
        () -> Binomial.ofLogits(vector(1, 2.5), Expr.of(0)),
        "expected whole numbers from 0 for the trials, but got 2.5",
        "a count, such as Expr.of(10)");
    assertRefused(
        "Multinomial",
        () -> Multinomial.ofLogits(-1, vector(0, 1)),
        "expected whole numbers from 0 for the trials, but got -1.0",
        "a count, such as Expr.of(10)");
  }

  @Test
  void trialsThatAreNotOneForEachVector() {
    assertRefused(
        "Multinomial",
        () -> Multinomial.ofLogits(vector(3, 4), vector(0, 1)),
        "expected trials of event shape [] or [], one a vector, but got [2]",
        "p.input(\"totals\"), or a constant");
  }

  @Test
  void ratesThatAreNotPositive() {
    String remedy = "softplus of an unconstrained value, plus a small constant";
    assertRefused(
        "Poisson", () -> Poisson.ofRate(0), "expected a positive rate, but got 0.0", remedy);
    assertRefused(
        "Geometric",
        () -> Geometric.ofProbabilities(0),
        "expected probabilities above 0 of a success, which is waited for, but got 0",
        "the sigmoid of an unconstrained value, or logits");
    assertRefused(
        "NegativeBinomial",
        () -> NegativeBinomial.ofLogits(Expr.of(-1), Expr.of(0)),
        "expected positive failures, but got -1.0",
        remedy);
  }

  @Test
  void divergencesOfOtherTrials() {
    Binomial nine = Binomial.ofProbabilities(9, 0.5);
    assertRefused(
        "divergence of Binomial",
        () -> nine.klOfEach(Binomial.ofProbabilities(8, 0.5)),
        "expected equal trials, but they differ",
        "a Monte Carlo estimate, or equal trials");
    Multinomial five = Multinomial.ofLogits(5, vector(0, 1));
    assertRefused(
        "divergence of Multinomial",
        () -> five.kl(Multinomial.ofLogits(4, vector(0, 1))),
        "expected equal trials, but they differ",
        "a Monte Carlo estimate, or equal trials");
  }

  @Test
  void divergencesOfOtherFailures() {
    NegativeBinomial three = NegativeBinomial.ofLogits(Expr.of(3), Expr.of(0));
    assertRefused(
        "divergence of NegativeBinomial",
        () -> three.klOfEach(NegativeBinomial.ofLogits(Expr.of(4), Expr.of(0))),
        "expected equal failures, but they differ",
        "a Monte Carlo estimate, or equal failures");
    NegativeBinomial narrow = NegativeBinomial.ofMeanAndDispersion(Expr.of(3), Expr.of(0.5));
    assertRefused(
        "divergence of NegativeBinomial",
        () -> narrow.klOfEach(NegativeBinomial.ofMeanAndDispersion(Expr.of(3), Expr.of(2))),
        "expected equal dispersion, but they differ",
        "a Monte Carlo estimate, or equal dispersion");
    assertRefused(
        "NegativeBinomial",
        () -> NegativeBinomial.ofMeanAndDispersion(Expr.of(3), Expr.of(0)),
        "expected a positive dispersion, but got 0.0",
        "softplus of an unconstrained value, plus a small constant");
  }

  @Test
  void valuesThatAreNotListed() {
    String problem = "expected at most 1048576 values to enumerate, but ";
    String remedy = "a finite family with a smaller event, several sites, or draws";
    assertRefused(
        "values of Poisson",
        () -> Poisson.ofRate(3).enumerate(),
        problem + "the support is whole numbers from 0",
        remedy);
    assertRefused(
        "values of Bernoulli",
        () -> Bernoulli.ofLogits(Expr.filled(0, Shape.of(3, 7))).enumerate(),
        problem + "an event of shape [3, 7] has 2097152",
        remedy);
    assertRefused(
        "values of Bernoulli",
        () -> Bernoulli.ofLogits(Expr.filled(0, Shape.of(64))).enumerate(),
        problem + "an event of shape [64] has more than 2^63",
        remedy);
  }

  @Test
  @SuppressWarnings("NullAway")
  void gatesOfNothing() {
    String problem = "expected counts, but got null";
    String remedy = "Poisson.ofRate(rate)";
    assertRefused("ZeroInflated", () -> ZeroInflated.ofLogits(Expr.of(0), null), problem, remedy);
    assertRefused(
        "ZeroInflated", () -> ZeroInflated.ofProbabilities(Expr.of(0.5), null), problem, remedy);
  }

  @Test
  void gatesOfOtherFamilies() {
    assertRefused(
        "ZeroInflated",
        () -> ZeroInflated.ofLogits(Expr.of(0), Exponential.ofRate(Expr.of(1))),
        "expected a family of whole numbers that can be 0, but Exponential has real numbers from"
            + " 0",
        "Poisson.ofRate(rate), or another family of counts");
    assertRefused(
        "ZeroInflated",
        () -> ZeroInflated.ofLogits(vector(0, 1), Poisson.ofRate(1)),
        "expected a gate that broadcasts to the event shape [] of Poisson, but got [2]",
        "a gate of that event shape or a scalar, or counts of event shape [2]");
  }

  @Test
  void rowsAndWeightsThatDoNotFit() {
    assertRefused(
        "Empirical",
        () -> Empirical.ofRows(Expr.of(1)),
        "expected atoms of event shape [n, event...] with at least one row, but got []",
        "atoms.reshape(n, ...), one row a value");
    assertRefused(
        "Empirical",
        () -> Empirical.ofRows(Expr.filled(0, Shape.of(3, 2)), vector(0, 1)),
        "expected logits of event shape [3], one a row, but got [2]",
        "one logit for each row of the atoms, of shape [3, 2]");
  }
}
