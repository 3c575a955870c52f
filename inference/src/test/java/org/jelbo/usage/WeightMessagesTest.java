package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Iwae;
import org.junit.jupiter.api.Test;

/** What importance-weighted bounds refuse. */
class WeightMessagesTest {
  @Test
  void siteSummedOutsideDependsOnDraw() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr y = p.sample("y", Bernoulli.ofLogits(z));
                  p.sample("x", Normal.of(y, Expr.of(1)));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.of(p.input("x"), Expr.of(1)));
                  p.sample("y", Bernoulli.ofLogits(z.times(2)));
                });
    assertThat(Refusal.of(() -> Iwae.of(model, guide).given("x").sumOutside("y").explain()))
        .isEqualTo(
            """
            at site 'y' in the guide, plate 'rows' (WeightMessagesTest.java: p.sample("y", Bernoulli.ofLogits(z.times(2)));):
              expected a site whose probabilities are the same for all particles, because its values are summed outside the weights, but in the guide it depends on 'z', which is drawn for each particle
              try: sumInside("y"), or a guide in which it comes before 'z'""");
  }
}
