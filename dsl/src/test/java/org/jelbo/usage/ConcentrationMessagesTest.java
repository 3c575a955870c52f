package org.jelbo.usage;

import static org.jelbo.usage.Refusals.assertRefused;

import org.jelbo.dsl.distribution.Beta;
import org.jelbo.dsl.distribution.Dirichlet;
import org.jelbo.dsl.distribution.Gamma;
import org.jelbo.dsl.distribution.InverseGamma;
import org.jelbo.dsl.distribution.StudentT;
import org.jelbo.dsl.distribution.VonMises;
import org.jelbo.dsl.expr.Expr;
import org.junit.jupiter.api.Test;

/** Refusals of parameters by the families of concentrations, word for word. */
final class ConcentrationMessagesTest {
  private static final String SOFTPLUS =
      "softplus of an unconstrained value, plus a small constant";

  @Test
  void parametersThatAreNotPositive() {
    assertRefused(
        "Gamma",
        () -> Gamma.ofConcentrationAndRate(0, 1),
        "expected a positive concentration, but got 0.0",
        SOFTPLUS);
    assertRefused(
        "Gamma",
        () -> Gamma.ofConcentrationAndScale(1, -2),
        "expected a positive scale, but got -2.0",
        SOFTPLUS);
    assertRefused(
        "InverseGamma",
        () -> InverseGamma.ofConcentrationAndScale(1, 0),
        "expected a positive scale, but got 0.0",
        SOFTPLUS);
    assertRefused(
        "Beta",
        () -> Beta.ofAlphaAndBeta(1, -0.5),
        "expected a positive beta, but got -0.5",
        SOFTPLUS);
    assertRefused(
        "StudentT", () -> StudentT.of(0, 0, 1), "expected a positive df, but got 0.0", SOFTPLUS);
    assertRefused(
        "VonMises",
        () -> VonMises.of(0, 0),
        "expected a positive concentration, but got 0.0",
        SOFTPLUS);
  }

  @Test
  void meanOfBetaOutside() {
    assertRefused(
        "Beta",
        () -> Beta.ofMeanAndConcentration(Expr.of(new double[] {0.5, 1}), Expr.of(3)),
        "expected mean above 0 and below 1, but got 1.0",
        "sigmoid of an unconstrained value");
    assertRefused(
        "Beta",
        () -> Beta.ofMeanAndConcentration(-0.25, 3),
        "expected mean above 0 and below 1, but got -0.25",
        "sigmoid of an unconstrained value");
  }

  @Test
  void concentrationsThatAreNoVectors() {
    String problem = "expected concentration whose last dim has at least two entries, but got";
    String remedy = "concentration of event shape [k], k at least 2";
    assertRefused(
        "Dirichlet", () -> Dirichlet.ofConcentration(1), problem + " event shape [1]", remedy);
    assertRefused(
        "Dirichlet",
        () -> Dirichlet.ofConcentration(Expr.of(1)),
        problem + " event shape []",
        remedy);
  }
}
