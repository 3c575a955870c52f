package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.distribution.Empirical;
import org.jelbo.dsl.distribution.PointMass;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;

/** Supports that are none, and values outside of theirs, word for word. */
final class SupportMessagesTest {
  private static Expr vector(double... values) {
    return Expr.of(values);
  }

  @Test
  void endsOutOfOrder() {
    assertRefused(
        "Support.Interval",
        () -> new Support.Interval(2, 1),
        "expected the lower end first, but got 2.0 and 1.0",
        "new Support.Interval(-1, 1)");
    assertRefused(
        "Support.Interval",
        () -> new Support.Interval(Double.NaN, 1),
        "expected the lower end first, but got NaN and 1.0",
        "new Support.Interval(-1, 1)");
    assertRefused(
        "Support.Integers",
        () -> new Support.Integers(1, 0),
        "expected the least number first, but got 1 and 0",
        "new Support.Integers(0, 255)");
  }

  @Test
  void sizesThatAreTooSmall() {
    String remedy = "the size of the event's last dim";
    assertRefused(
        "Support.OneHot",
        () -> new Support.OneHot(0),
        "expected a size of 1 or more, but got 0",
        remedy);
    assertRefused(
        "Support.Counts",
        () -> new Support.Counts(0, 3),
        "expected a size of 1 or more, but got 0",
        remedy);
    assertRefused(
        "Support.Simplex",
        () -> new Support.Simplex(1),
        "expected a size of 2 or more, but got 1",
        remedy);
    assertRefused(
        "Support.LowerTriangular",
        () -> new Support.LowerTriangular(-2),
        "expected a size of 1 or more, but got -2",
        remedy);
    assertRefused(
        "Support.Counts",
        () -> new Support.Counts(3, -1),
        "expected a total of 0 or more, but got -1",
        "the number of trials");
  }

  @Test
  void valuesOutsideOfTheirSupport() {
    String remedy = "a support that holds them, such as Support.reals()";
    assertRefused(
        "PointMass.within",
        () -> PointMass.of(Expr.of(-1)).within(Support.positive()),
        "expected values in the support, positive numbers, but got -1.0",
        remedy);
    assertRefused(
        "PointMass.within",
        () -> PointMass.of(vector(1, 2.5)).within(Support.naturals()),
        "expected values in the support, whole numbers from 0, but got 2.5",
        remedy);
    assertRefused(
        "Empirical.within",
        () -> Empirical.ofRows(vector(0, 2)).within(Support.booleans()),
        "expected values in the support, zeros and ones, but got 2.0",
        remedy);
    Expr rows = vector(1, 0, 0, 1, 1, 0).reshape(2, 3);
    assertRefused(
        "Empirical.within",
        () -> Empirical.ofRows(rows).within(new Support.OneHot(3)),
        "expected values in the support, one-hot vectors of 3, but got [1.0, 1.0, 0.0]",
        remedy);
  }

  @Test
  void eventsOfAnotherSizeThanTheirSupport() {
    assertRefused(
        "PointMass.within",
        () -> PointMass.of(vector(1, 0)).within(new Support.OneHot(3)),
        "expected an event that consists of one-hot vectors of 3, but got event shape [2]",
        "a support of that size, or Support.reals()");
    assertRefused(
        "Empirical.within",
        () -> Empirical.ofRows(vector(0.5, 0.5)).within(new Support.Simplex(2)),
        "expected an event that consists of vectors of 2 positive numbers that sum to 1, but got"
            + " event shape []",
        "a support of that size, or Support.reals()");
  }

  @Test
  @SuppressWarnings("NullAway")
  void supportsThatAreNotThere() {
    String problem = "expected a support, but got null";
    assertRefused(
        "PointMass.within",
        () -> PointMass.of(Expr.of(1)).within(null),
        problem,
        "Support.positive()");
    assertRefused(
        "Empirical.within",
        () -> Empirical.ofRows(vector(1)).within(null),
        problem,
        "Support.positive()");
  }
}
