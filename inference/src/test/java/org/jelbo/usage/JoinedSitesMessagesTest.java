package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;

/** What cannot be told apart, because a logarithm of a sum or a weight holds it with others. */
class JoinedSitesMessagesTest {
  private static Expr coin(double logit) {
    return Expr.of(logit);
  }

  private static final Program TWO =
      p ->
          p.plate(
              "rows",
              () -> {
                Expr a = p.sample("a", Bernoulli.ofLogits(coin(0.3)));
                Expr b = p.sample("b", Bernoulli.ofLogits(a));
                p.sample("x", Normal.of(p.sample("z", Normal.standard()).plus(b), Expr.of(1)));
              });

  /** {@code sum over b of q(b) log sum over a of p(a, b) / q(b | a)} may exceed the evidence. */
  @Test
  void outsideSiteThatDependsOnAnInsideSite() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr a = p.sample("a", Bernoulli.ofLogits(coin(0)));
                  p.sample("b", Bernoulli.ofLogits(a.times(4)));
                  p.sample("z", Normal.standard());
                });
    Iwae iwae = Iwae.of(TWO, guide).given("x").sumInside("a").sumOutside("b");
    assertThat(Refusal.of(iwae::explain))
        .isEqualTo(
            """
            at site 'b' in the guide, plate 'rows' (JoinedSitesMessagesTest.java: p.sample("b", Bernoulli.ofLogits(a.times(4)));):
              expected a site whose probabilities are one number for each value, because its values are summed outside the weights, but in the guide it depends on 'a', which is summed inside
              try: sumInside("b"), or sumOutside("a")""");
  }

  /** The rows of the second feed would not count at all. */
  @Test
  void pooledSiteThatIsSummedOutAroundTheRows() {
    Program model =
        p -> {
          Expr g = p.sample("g", Bernoulli.ofLogits(coin(0.3)));
          Expr mean = p.param(Param.of("mean").normal(1));
          p.plate("rows", () -> p.sample("x", Normal.of(g.times(mean), Expr.of(1))));
        };
    MaximumLikelihood likelihood = MaximumLikelihood.of(model).given("x");
    Objective pooled = Objective.pooled(likelihood.from("a"), likelihood.from("b"));
    assertThat(Refusal.of(pooled::explain))
        .isEqualTo(
            """
            at site 'g':
              expected a site that a pooled sum can count once, but in 'b' it stands within a logarithm with the rows of one feed
              try: one feed with all rows, or a guide for 'g' and no weight around it""");
  }

  /** The second feed's weight would be without prior and guide. */
  @Test
  void pooledSiteWithinOneWeight() {
    Program model =
        p -> {
          Expr g = p.sample("g", Normal.standard());
          p.plate("rows", () -> p.sample("x", Normal.of(g, Expr.of(1))));
        };
    Program guide = p -> p.sample("g", Normal.of(p.param(Param.of("mean").normal(1)), Expr.of(1)));
    Iwae iwae = Iwae.of(model, guide).given("x").particles(3).oneWeight();
    assertThat(Refusal.of(() -> Objective.pooled(iwae.from("a"), iwae.from("b")).explain()))
        .startsWith("at site 'g':\n  expected a site that a pooled sum can count once");
  }

  @Test
  void freeBitsOfSitesInSeveralPlates() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr k = p.sample("k", Bernoulli.ofLogits(coin(0.3)));
                  p.plate("inner", 2, () -> p.sample("z", Normal.of(k, Expr.of(1))));
                  p.sample("x", Normal.standard());
                });
    Program guide =
        p -> p.plate("rows", () -> p.plate("inner", 2, () -> p.sample("z", Normal.standard())));
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").freeBits(2).explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows', plate 'inner' (JoinedSitesMessagesTest.java: p.plate("inner", 2, () -> p.sample("z", Normal.of(k, Expr.of(1))));):
              expected latents in the same plates, because freeBits is about the divergence of each, but a sum in the model joins this one with sites of other plates
              try: leave out freeBits, or a guide for what is summed out""");
  }

  /** In this order, too. */
  @Test
  void freeBitsAfterGradientsAtDraws() {
    Elbo atDraws = Elbo.of(p -> {}, p -> {}).stickingTheLanding().freeBits(0);
    assertThat(Refusal.of(() -> atDraws.freeBits(0.5)))
        .startsWith("at freeBits (")
        .contains("expected freeBits or stickingTheLanding, not both");
  }

  @Test
  void factorBeforeTheSiteOfGuideLikelihood() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr k = p.sample("k", Bernoulli.ofLogits(coin(0.3)));
                  p.factor("f", k.times(3));
                  p.sample("x", Normal.of(k, Expr.of(1)));
                });
    assertThat(Refusal.of(() -> GuideLikelihood.of(guide, "x").explain()))
        .contains("expected factors in the model only");
  }

  @Test
  void doublyReparameterizedDrawThatAnInsideSiteMasks() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr k = p.sample("k", Bernoulli.ofLogits(coin(0.3)));
                  p.masked(k, () -> p.sample("z", Normal.standard()));
                  p.sample("x", Normal.of(k, Expr.of(1)));
                });
    Iwae iwae = Iwae.of(model, model).given("x").sumInside("k").doublyReparameterized();
    assertThat(Refusal.of(iwae::explain))
        .contains("but its mask depends on 'k', whose values share the draw");
  }
}
