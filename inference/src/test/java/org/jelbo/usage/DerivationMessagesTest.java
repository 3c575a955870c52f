package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.divergence.KlTable;
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

  @Test
  void supportsThatDiffer() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Bernoulli.ofLogits(Expr.of(new double[2])));
                  p.sample("x", Bernoulli.ofLogits(z));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, LATENT).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (DerivationMessagesTest.java: Expr z = p.sample("z", Bernoulli.ofLogits(Expr.of(new double[2])));):
              expected a support that holds the draws of the guide (DerivationMessagesTest.java: p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));), real numbers, but Bernoulli has zeros and ones
              try: families of equal support in both programs""");
  }

  @Test
  void dataPlatesThatDiffer() {
    Program guide =
        p -> {
          p.sample("w", Normal.standard(2));
          p.plate("images", () -> p.input("x", 2));
        };
    assertThat(Refusal.of(() -> Elbo.of(GLOBAL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'images' in the guide:
              expected the plate that the data fill to have one name, but in the model it is 'rows'
              try: the same name in both programs""");
  }

  @Test
  void inputsThatAreLatents() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.input("z", 2);
                  p.sample("x", Bernoulli.ofLogits(z));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, LATENT).given("x").explain()))
        .isEqualTo(
            """
            at input 'z' in the model (DerivationMessagesTest.java: Expr z = p.input("z", 2);):
              expected a name that no latent has, but the guide samples a latent 'z'
              try: another name for one of the two""");
  }

  @Test
  void formsThatAreNotReduced() {
    KlTable table = KlTable.standard().with(Normal.class, Normal.class, (q, p) -> q.klOfEach(p));
    Elbo elbo = Elbo.of(model(), LATENT).given("x").divergences(table);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' (DerivationMessagesTest.java: p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected a closed form that is one number for each event, but the table's form of Normal has event [2]
              try: Reductions.sumOfEvent(form, q.eventShape()) in KlTable.with""");
  }

  @Test
  void latentsOutsideThePlateOfTheWeights() {
    Program guide = p -> p.sample("w", Normal.standard(2));
    Iwae iwae = Iwae.of(GLOBAL, guide).given("x");
    assertThat(Refusal.of(() -> iwae.explain()))
        .isEqualTo(
            """
            at site 'w' (DerivationMessagesTest.java: Expr w = p.sample("w", Normal.standard(2));):
              expected every latent of an importance-weighted bound in the plate that the data fill and in no other, but it stands in plates []
              try: Elbo.of(model, guide), or the latent in that plate""");
    assertThat(Refusal.of(() -> Compilation.of(iwae).compile()))
        .isEqualTo(Refusal.of(() -> iwae.explain()));
    Program parts =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.plate("parts", 3, () -> p.sample("v", Normal.standard()));
                  p.sample("x", Bernoulli.ofLogits(Expr.of(0)));
                });
    Program inner =
        p -> p.plate("rows", () -> p.plate("parts", 3, () -> p.sample("v", Normal.standard())));
    assertThat(Refusal.of(() -> Iwae.of(parts, inner).given("x").explain()))
        .contains("and in no other, but it stands in plates [rows, parts]\n");
  }

  @Test
  void weightsWithoutLatents() {
    Program model = p -> p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(Expr.of(0))));
    assertThat(Refusal.of(() -> Iwae.of(model, p -> {}).given("x").explain()))
        .isEqualTo(
            """
            at objective:
              expected latents to weigh, but every site of the model is given
              try: Elbo.of(model, guide), which is then the log-likelihood""");
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
              at site 'x' (DerivationMessagesTest.java: p.sample("x", Bernoulli.ofLogits(z));):
                expected values of Bernoulli, zeros and ones, but column 'x' holds real numbers in [0, 1]
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
