package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.StudentT;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Treatment;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** Latents that cannot be treated as asked. */
class WrongTreatmentsTest {
  @Test
  void pathwiseDrawsOfFiniteLatent() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.pathwise());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));):
              expected a latent whose draws can be differentiated, because treat("z", Treatment.pathwise()) needs them, but OneHotCategorical is not reparameterized
              try: RelaxedOneHotCategorical for the site, or Treatment.enumerated()""");
  }

  @Test
  void closedFormOfFiniteLatent() {
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Bernoulli.ofLogits(Expr.filled(0, Shape.of(2)))));
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.closedForm());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: p -> p.plate("rows", () -> p.sample("z", Bernoulli.ofLogits(Expr.filled(0, Shape.of(2)))));):
              expected a latent whose draws can be differentiated, because treat("z", Treatment.closedForm()) needs them, but Bernoulli is not reparameterized
              try: leave out treat("z", ...), or Treatment.enumerated()""");
  }

  @Test
  void pathwiseDrawsOfCount() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(3)));
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.pathwise());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(3)));):
              expected a latent whose draws can be differentiated, because treat("z", Treatment.pathwise()) needs them, but Poisson is not reparameterized
              try: a family whose draws are pathwise, such as Normal, for the site""");
  }

  @Test
  void enumerationOfNormal() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x").treat("z", Treatment.enumerated());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (UsualPrograms.java: static final Program GUIDE = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected a site with finitely many values, because treat("z", ...) asks to sum over them, but Normal has infinitely many
              try: leave out treat("z", ...), or a finite family""");
  }

  @Test
  void sumOverNormal() {
    Program guide = p -> p.plate("rows", () -> p.input("x", 2));
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.summedOut());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a site with finitely many values, because treat("z", ...) asks to sum over them, but Normal has infinitely many
              try: p.sample("z", ...) in the guide in the place of treat, or a finite family""");
  }

  @Test
  void sumOverFiniteSiteOfTheGuide() {
    Expr logits = Expr.of(new double[2]);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Bernoulli.ofLogits(logits));
                  p.sample("x", Bernoulli.ofLogits(c));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("c", Bernoulli.ofLogits(logits)));
    Elbo elbo = Elbo.of(model, guide).given("x").treat("c", Treatment.summedOut());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'c' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("c", Bernoulli.ofLogits(logits)));):
              expected no such site in the guide, because treat("c", ...) asks to sum it out of the model
              try: leave p.sample("c", ...) out of the guide, or Treatment.enumerated()""");
  }

  @Test
  void sumOverSiteOfTheGuide() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x").treat("z", Treatment.summedOut());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (UsualPrograms.java: static final Program GUIDE = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected no such site in the guide, because treat("z", ...) asks to sum it out of the model
              try: leave out treat("z", ...)""");
  }

  @Test
  void enumerationOfSiteThatTheGuideLacks() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", OneHotCategorical.uniform(2));
                  Expr z = p.sample("z", Normal.of(c, Expr.of(1)));
                  p.sample("x", Bernoulli.ofLogits(z));
                });
    Elbo elbo = Elbo.of(model, GUIDE).given("x").treat("c", Treatment.enumerated());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'c' in the model, plate 'rows' (WrongTreatmentsTest.java: Expr c = p.sample("c", OneHotCategorical.uniform(2));):
              expected a site of the guide with this name, but the guide has latents [z] and given are [x]
              try: p.sample("c", ...) in the guide, or leave out treat("c", ...)""");
  }

  @Test
  void treatmentOfNoSite() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x").treat("zz", Treatment.pathwise());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at treat 'zz':
              expected the name of a latent of the model, but its latents are [z]
              try: treat("z", ...)""");
  }

  @Test
  void treatmentOfGivenSite() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x").treat("x", Treatment.enumerated());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at treat 'x':
              expected the name of a latent of the model, but its latents are [z]
              try: the name of a latent""");
  }

  @Test
  void treatmentWithoutName() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> elbo.treat(" ", Treatment.pathwise())))
        .isEqualTo(
            """
            at treat (WrongTreatmentsTest.java: assertThat(Refusal.of(() -> elbo.treat(" ", Treatment.pathwise())))):
              expected a name, but got a blank one
              try: the name of a latent""");
  }

  @Test
  void closedFormThatIsNotInTheTable() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample(
                        "z", StudentT.of(Expr.of(5), Expr.filled(0, Shape.of(2)), Expr.of(1))));
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.closedForm());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a closed form of the divergence, because treat("z", ...) asks for it, but none is right: no closed form from StudentT to Normal in the table
              try: leave out treat("z", ...)""");
  }

  @Test
  void closedFormOfParentThatFollows() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr w = p.sample("w", Normal.standard(2));
                  Expr z = p.sample("z", Normal.of(w, Expr.of(1)));
                  p.sample("x", Bernoulli.ofLogits(z));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("w", Normal.of(z, Expr.of(1)));
                });
    Elbo elbo = Elbo.of(model, guide).given("x").treat("z", Treatment.closedForm());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (WrongTreatmentsTest.java: Expr z = p.sample("z", Normal.of(w, Expr.of(1)));):
              expected a closed form of the divergence, because treat("z", ...) asks for it, but none is right: in the model z depends on w, which in the guide depends on z
              try: leave out treat("z", ...)""");
  }

  @Test
  void closedFormOfParentThatIsSummedOut() {
    Param means = Param.of("means", 3, 2).normal(0.1);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr c = p.sample("c", Categorical.uniform(3));
                  Expr z = p.sample("z", Normal.of(p.param(means).at(c), Expr.of(1)));
                  p.sample("x", Bernoulli.ofLogits(z));
                });
    Elbo elbo = Elbo.of(model, GUIDE).given("x").treat("z", Treatment.closedForm());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (WrongTreatmentsTest.java: Expr z = p.sample("z", Normal.of(p.param(means).at(c), Expr.of(1)));):
              expected a closed form of the divergence, because treat("z", ...) asks for it, but none is right: in the model z depends on c, which is summed out
              try: leave out treat("z", ...)""");
  }

  @Test
  void closedFormAtLeaves() {
    Elbo elbo =
        Elbo.of(MODEL, GUIDE).given("x").treat("z", Treatment.closedForm()).stickingTheLanding();
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected a closed form of the divergence, because treat("z", ...) asks for it, but none is right: the gradient is taken at the draw
              try: leave out treat("z", ...)""");
  }

  @Test
  void tooManyValuesOfOneSite() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr bits = p.sample("bits", Bernoulli.ofLogits(Expr.filled(0, Shape.of(20))));
                  p.sample("x", Normal.of(bits.sum(), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at site 'bits' in the model, plate 'rows' (WrongTreatmentsTest.java: Expr bits = p.sample("bits", Bernoulli.ofLogits(Expr.filled(0, Shape.of(20))));):
              expected a site that is given, that the guide samples, or that has at most 65,536 values to sum over, but given are [x], the guide has no latents, and Bernoulli [20] has more values
              try: given("bits"), a plate of sites with few values each, or RelaxedBernoulli for the site in model and guide""");
  }

  @Test
  void tooManyValuesOfOneSiteOfTheGuide() {
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Bernoulli.ofLogits(Expr.filled(0, Shape.of(20)))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: p -> p.plate("rows", () -> p.sample("z", Bernoulli.ofLogits(Expr.filled(0, Shape.of(20)))));):
              expected a finite latent of at most 65,536 values, because all of them are summed over, but Bernoulli [20] has 1,048,576
              try: a plate of sites with few values each, or RelaxedBernoulli for the site""");
  }

  @Test
  void moreValuesThanCanBeCounted() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> p.sample("z", OneHotCategorical.ofLogits(Expr.filled(0, Shape.of(40, 10)))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: () -> p.sample("z", OneHotCategorical.ofLogits(Expr.filled(0, Shape.of(40, 10)))));):
              expected a finite latent of at most 65,536 values, because all of them are summed over, but OneHotCategorical [40, 10] has 2^63 or more
              try: a plate of sites with few values each, or RelaxedOneHotCategorical for the site""");
  }

  @Test
  void tooManyValuesOfSitesTogether() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr sum = Expr.of(0);
                  for (int i = 0; i < 3; i++) {
                    sum = sum.plus(p.sample("c" + i, Categorical.uniform(200)));
                  }
                  p.sample("x", Normal.of(sum, Expr.of(1)));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at sites [c0, c1, c2]:
              expected at most 1,048,576 combinations of the values of finite sites that one term holds together, but c0 with 200, c1 with 200, c2 with 200 have 8,000,000
              try: fewer values, or sites that depend on fewer others""");
  }

  @Test
  void negativeFreeBits() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> elbo.freeBits(-1)))
        .isEqualTo(
            """
            at freeBits (WrongTreatmentsTest.java: assertThat(Refusal.of(() -> elbo.freeBits(-1)))):
              expected a finite number of nats, 0 or more, but got -1.0
              try: freeBits(0.5)""");
  }

  @Test
  void freeBitsAtDraws() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x").freeBits(0.5);
    assertThat(Refusal.of(() -> elbo.stickingTheLanding()))
        .isEqualTo(
            """
            at stickingTheLanding (WrongTreatmentsTest.java: assertThat(Refusal.of(() -> elbo.stickingTheLanding()))):
              expected freeBits or stickingTheLanding, not both, because the guide's density can be held fixed only where all draws count, and free bits leave out the gradient of some
              try: one of the two""");
  }
}
