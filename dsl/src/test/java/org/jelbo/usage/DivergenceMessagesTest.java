package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.distribution.Laplace;
import org.jelbo.dsl.distribution.Logistic;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.divergence.Divergences;
import org.junit.jupiter.api.Test;

/** Every refusal of the table of divergences, word for word, with the Java line. */
final class DivergenceMessagesTest {
  private static final Divergences TABLE = Divergences.standard();

  @Test
  void aPairThatIsNotThere() {
    assertRefused(
        "KL divergence of Laplace from Normal",
        () -> TABLE.kl(Laplace.of(0, 1), Normal.standard()),
        "expected a pair with a closed form, but the table has none of Laplace from Normal",
        "another family for p (Laplace), the mean of q.logProb(x) - p.logProb(x) over draws x of"
            + " q, or Divergences.with(Laplace.class, Normal.class, form)");
    assertRefused(
        "KL divergence of Logistic from Logistic",
        () -> TABLE.kl(Logistic.of(0, 1), Logistic.of(0, 1)),
        "expected a pair with a closed form, but the table has none of Logistic from Logistic",
        "the mean of q.logProb(x) - p.logProb(x) over draws x of q, or"
            + " Divergences.with(Logistic.class, Logistic.class, form)");
  }

  @Test
  void basesOfOneMapThatAreNotThere() {
    assertRefused(
        "KL divergence of Laplace from Normal",
        () ->
            TABLE.kl(
                Transformed.of(Laplace.of(0, 1), Exp.of()),
                Transformed.of(Normal.standard(), Exp.of())),
        "expected a pair with a closed form, but the table has none of Laplace from Normal",
        "another family for p (Laplace), the mean of q.logProb(x) - p.logProb(x) over draws x of"
            + " q, or Divergences.with(Laplace.class, Normal.class, form)");
  }

  @Test
  void otherEvents() {
    assertRefused(
        "KL divergence of Normal from Normal",
        () -> TABLE.kl(Normal.standard(2), Normal.standard(3)),
        "expected equal event shapes, but got [2] and [3]",
        "two distributions of the same event");
  }

  @Test
  void valuesThatTheOtherHasNot() {
    assertRefused(
        "KL divergence of Uniform from Uniform",
        () -> TABLE.kl(Uniform.of(0, 2), Uniform.of(0, 1)),
        "expected every value of q among those of p, but q is over real numbers in [0, 2] and p"
            + " over real numbers in [0, 1]",
        "a p whose support holds that of q: elsewhere the divergence is infinite");
  }
}
