package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Iwae;
import org.junit.jupiter.api.Test;

/** What importance-weighted bounds refuse. */
class WeightMessagesTest {
  private static final Program MASKED =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr y = p.sample("y", Bernoulli.ofLogits(Expr.of(0)));
                p.masked(y, () -> p.sample("z", Normal.standard()));
                p.sample("x", Bernoulli.ofLogits(y));
              });
  private static final Program MASKED_GUIDE =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr m = p.param(Param.of("m"));
                Expr y = p.sample("y", Bernoulli.ofLogits(Expr.of(0)));
                p.masked(y, () -> p.sample("z", Normal.of(m, Expr.of(1))));
              });

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

  /** Said before that a site is in neither form, which would hide it. */
  @Test
  void siteOfAnotherNameInTheOnlyForm() {
    Iwae iwae = Iwae.of(MASKED, MASKED_GUIDE).given("x").sumInside("yy");
    assertThat(Refusal.of(iwae::explain))
        .isEqualTo(
            """
            at sumInside 'yy':
              expected a site that the guide enumerates, but those are [y]
              try: sumInside("y")""");
  }

  @Test
  void drawThatIsMaskedForSomeOfTheValuesThatShareIt() {
    Iwae iwae = Iwae.of(MASKED, MASKED_GUIDE).given("x").sumInside("y").doublyReparameterized();
    assertThat(Refusal.of(iwae::explain))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WeightMessagesTest.java: p.masked(y, () -> p.sample("z", Normal.of(m, Expr.of(1))));):
              expected a draw that is masked or not, because its gradient is doubly reparameterized, but its mask depends on 'y', whose values share the draw and are summed inside the weight
              try: leave out doublyReparameterized(), or a draw that depends on 'y'""");
  }
}
