package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.junit.jupiter.api.Test;

/** Data have rows: an observed site that does not stand in their plate is a mistake. */
class GivenOutsidePlateTest {
  private static final Program GUIDE = p -> p.sample("z", Normal.standard(6));

  @Test
  void givenSiteOutsideEveryPlate() {
    Program model =
        p -> {
          Expr z = p.sample("z", Normal.standard(6));
          p.sample("x", Bernoulli.ofLogits(z));
        };
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model (GivenOutsidePlateTest.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected a given site inside the plate that the data fill, but no such plate is open
              try: p.plate("rows", () -> ...) around it""");
  }

  @Test
  void givenSiteInPlateOfKnownSize() {
    Program model =
        p -> {
          Expr z = p.sample("z", Normal.standard(6));
          p.plate(
              "images",
              100,
              () -> {
                p.sample("x", Bernoulli.ofLogits(z));
              });
        };
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'images' (GivenOutsidePlateTest.java: p.sample("x", Bernoulli.ofLogits(z));):
              expected a given site inside the plate that the data fill, but no such plate is open
              try: p.plate("rows", () -> ...) around it""");
  }
}
