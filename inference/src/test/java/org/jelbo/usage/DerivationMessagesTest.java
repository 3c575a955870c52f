package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.junit.jupiter.api.Test;

/** What bounds of two programs are refused with while they are derived. */
class DerivationMessagesTest {
  private static final Program LATENT =
      p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
  private static final Program GLOBAL =
      p -> {
        Expr w = p.sample("w", Normal.standard(2));
        p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));
      };

  /** The bound is refused alike when it is explained and when it is compiled. */
  @Test
  void compilationRefusesWhatExplanationRefuses() {
    Program guide = p -> p.sample("w", Normal.standard(2));
    Iwae iwae = Iwae.of(GLOBAL, guide).given("x").sumInside("w");
    assertThat(Refusal.of(() -> Compilation.of(iwae).compile()))
        .contains("expected a site that the guide enumerates")
        .isEqualTo(Refusal.of(() -> iwae.explain()));
  }

  @Test
  void guideInThePlaceOfTheModel() {
    Program decoder =
        p ->
            p.plate(
                "rows", () -> p.sample("x", Bernoulli.ofLogits(p.sample("z", Normal.standard(2)))));
    Program encoder =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("x", 2), Expr.of(1))));
    assertThat(Refusal.of(() -> Elbo.of(encoder, decoder).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the guide, plate 'rows' (DerivationMessagesTest.java: "rows", () -> p.sample("x", Bernoulli.ofLogits(p.sample("z", Normal.standard(2)))));):
              expected a given site of the model, which its density compares with data, but only the guide samples what is given
              try: the model before the guide, as in Elbo.of(model, guide), or p.sample("x", ...) in the model""");
  }

  @Test
  void latentOfTheGuideWithTypingError() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard(2));
                  p.sample("zz", Normal.standard(2));
                });
    Program model =
        p ->
            p.plate(
                "rows", () -> p.sample("x", Bernoulli.ofLogits(p.sample("z", Normal.standard(2)))));
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'zz' in the guide, plate 'rows' (DerivationMessagesTest.java: p.sample("zz", Normal.standard(2));):
              expected a site of the model with this name, but the model has latents [z]
              try: 'z' for the name of the site""");
  }

  @Test
  void eventOfAnotherShapeThanItsColumn() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Normal.standard()));
    Data matrices = Data.of(Column.ofDoubles("x", new double[12], 2, 3));
    try (Compiled compiled = Compilation.of(Elbo.of(model, p -> {}).given("x")).compile()) {
      assertThat(Refusal.of(() -> compiled.measure(matrices, DrawKey.of(0))))
          .isEqualTo(
              """
              at site 'x' in the model, plate 'rows' (DerivationMessagesTest.java: Program model = p -> p.plate("rows", () -> p.sample("x", Normal.standard()));):
                expected event shape [2, 3] as column 'x' has, but Normal has []
                try: parameters of event shape [2, 3], or a column of event shape []""");
    }
  }

  @Test
  void laterDataOutsideTheSupport() {
    Data good = Data.of(Column.ofDoubles("x", new double[] {0, 1, 1, 0}, 2));
    Data bad = Data.of(Column.ofDoubles("x", new double[] {0, 1, 0.5, 0}, 2));
    Elbo elbo = Elbo.of(model(), LATENT).given("x");
    try (Compiled compiled = Compilation.of(elbo).compile()) {
      double before = compiled.measure(good, DrawKey.of(0)).value();
      assertThat(Refusal.of(() -> compiled.measure(bad, DrawKey.of(0))))
          .isEqualTo(
              """
              at site 'x' in the model, plate 'rows' (DerivationMessagesTest.java: p.sample("x", Bernoulli.ofLogits(z));):
                expected values of Bernoulli, zeros and ones, but column 'x' holds real numbers in [0, 1]; the first outside is 0.5 in row 1, entry 0
                try: binarized() on the column, or ContinuousBernoulli for the site""");
      assertThat(compiled.measure(good, DrawKey.of(0)).value()).isEqualTo(before);
    }
  }

  private static Program model() {
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr z = p.sample("z", Normal.standard(2));
              p.sample("x", Bernoulli.ofLogits(z));
            });
  }
}
