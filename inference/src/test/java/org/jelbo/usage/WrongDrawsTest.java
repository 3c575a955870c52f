package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.distribution.VonMises;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.SpecialFunctions;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws by way of which a gradient would be wrong. */
class WrongDrawsTest {
  @Test
  void comparisonOfDraw() {
    Param mean = Param.of("mean");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("x", Normal.of(z.plus(z.lessThan(Expr.of(0.3))), Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1.4, 0.2}));
    Elbo elbo = Elbo.of(model, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongDrawsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));):
              expected a latent that every term depends on continuously, because gradients are taken by way of its draw, but lessThan makes a step function of it, for site 'x' in the model, plate 'rows' (WrongDrawsTest.java: p.sample("x", Normal.of(z.plus(z.lessThan(Expr.of(0.3))), Expr.of(1)));): the gradient lacks what the step adds
              try: a smooth function, such as sigmoid(k (a - b)) for a comparison and softmax for an index; a finite site of its own for what is chosen, over whose values terms are summed; or Branches where both sides are equal at the step""");
  }

  @Test
  void gradientsByWayOfStep() {
    Param mean = Param.of("mean");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("x", Poisson.ofRate(SpecialFunctions.floor(z.exp()).plus(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 0}));
    Compiled compiled = Compilation.of(Elbo.of(model, guide).given("x")).compile();
    assertThat(Refusal.of(() -> compiled.gradients(data, DrawKey.of(0))))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongDrawsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));):
              expected a latent that every term depends on continuously, because gradients are taken by way of its draw, but floor makes a step function of it, for site 'x' in the model, plate 'rows' (WrongDrawsTest.java: p.sample("x", Poisson.ofRate(SpecialFunctions.floor(z.exp()).plus(1)));): the gradient lacks what the step adds
              try: a smooth function, such as sigmoid(k (a - b)) for a comparison and softmax for an index; a finite site of its own for what is chosen, over whose values terms are summed; or Branches where both sides are equal at the step""");
  }

  @Test
  void drawAsIndexOfTable() {
    Param mean = Param.of("mean");
    Expr table = Expr.of(new double[] {-1, 2, 0.5});
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  p.sample("x", Bernoulli.ofLogits(table.at(z.exp())));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1, 0}));
    Iwae iwae = Iwae.of(model, guide).given("x").particles(3).doublyReparameterized();
    assertThat(Refusal.of(() -> Trainer.of(iwae).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongDrawsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));):
              expected a latent that every term depends on continuously, because gradients are taken by way of its draw, but at makes a step function of it, for site 'x' in the model, plate 'rows' (WrongDrawsTest.java: p.sample("x", Bernoulli.ofLogits(table.at(z.exp())));): the gradient lacks what the step adds
              try: a smooth function, such as sigmoid(k (a - b)) for a comparison and softmax for an index; a finite site of its own for what is chosen, over whose values terms are summed; or Branches where both sides are equal at the step""");
  }

  @Test
  void endOfDensityInMixture() {
    Param mean = Param.of("mean");
    Expr halves = Expr.of(new double[] {0, 0});
    Expr low = Expr.of(new double[] {-9, -1});
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr high = Expr.of(new double[] {9, 1}).plus(z.times(0.1));
                  p.sample("x", Mixture.ofEach(halves, Uniform.of(low, high)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1.1, 0.2}));
    Elbo elbo = Elbo.of(model, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongDrawsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));):
              expected a latent that every term depends on continuously, because gradients are taken by way of its draw, but a density that is 0 beyond an end, as Uniform has, is averaged with others, for site 'x' in the model, plate 'rows' (WrongDrawsTest.java: p.sample("x", Mixture.ofEach(halves, Uniform.of(low, high)));): the gradient lacks the jump at the end
              try: a family without ends, such as Normal or Logistic, or a guide of the ends of the latent's own family, such as TruncatedNormal for Uniform""");
  }

  @Test
  void endOfDensityInsideWeight() {
    Param mean = Param.of("mean");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Uniform.of(Expr.of(0), p.input("most")));
                  p.sample("x", Normal.of(z, Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));
    Data data =
        Data.of(
            Column.ofDoubles("x", new double[] {1.1, 0.2}),
            Column.ofDoubles("most", new double[] {2, 3}));
    Iwae iwae = Iwae.of(model, guide).given("x").particles(20);
    assertThat(Refusal.of(() -> Trainer.of(iwae).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongDrawsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));):
              expected a latent that every term depends on continuously, because gradients are taken by way of its draw, but a density that is 0 beyond an end, as Uniform has, is averaged with others, for site 'z' in the model, plate 'rows' (WrongDrawsTest.java: Expr z = p.sample("z", Uniform.of(Expr.of(0), p.input("most")));): the gradient lacks the jump at the end
              try: a family without ends, such as Normal or Logistic, or a guide of the ends of the latent's own family, such as TruncatedNormal for Uniform""");
  }

  @Test
  void borderThatIsTrained() {
    Param border = Param.of("border");
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard());
                  Expr slope = p.param(border);
                  p.sample("x", Normal.of(z.lessThan(slope).plus(slope), Expr.of(1)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1.4, 0.2}));
    Elbo elbo = Elbo.of(model, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongDrawsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));):
              expected a latent that every term depends on continuously, because gradients are taken by way of its draw, but lessThan makes a step function of it, for site 'x' in the model, plate 'rows' (WrongDrawsTest.java: p.sample("x", Normal.of(z.lessThan(slope).plus(slope), Expr.of(1)));): the gradient lacks what the step adds
              try: a smooth function, such as sigmoid(k (a - b)) for a comparison and softmax for an index; a finite site of its own for what is chosen, over whose values terms are summed; or Branches where both sides are equal at the step""");
  }

  @Test
  void angleInMeanOfNormal() {
    Param direction = Param.of("direction").constant(3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr angle = p.sample("angle", Uniform.of(-Math.PI, Math.PI));
                  p.sample("x", Normal.of(angle.times(0.7), Expr.of(1)));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("angle", VonMises.of(p.param(direction), Expr.of(2))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1.4, 0.2}));
    Elbo elbo = Elbo.of(model, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'angle' in the guide, plate 'rows' (WrongDrawsTest.java: p -> p.plate("rows", () -> p.sample("angle", VonMises.of(p.param(direction), Expr.of(2))));):
              expected an angle of which only functions of period 2 pi are taken, because gradients are taken by way of its draw, which is wrapped at -pi and pi, but square takes it for a number, for site 'x' in the model, plate 'rows' (WrongDrawsTest.java: p.sample("x", Normal.of(angle.times(0.7), Expr.of(1)));): the gradient lacks the jump there
              try: cos and sin of it or of whole multiples, VonMises.of(...).logProb(...), or a latent of real numbers such as Normal""");
  }

  @Test
  void cosineOfPartOfAngle() {
    Param direction = Param.of("direction").constant(3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr angle = p.sample("angle", VonMises.of(0, 1));
                  p.sample("x", Normal.of(SpecialFunctions.cos(angle.times(0.5)), Expr.of(1)));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("angle", VonMises.of(p.param(direction), Expr.of(2))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1.4, 0.2}));
    Elbo elbo = Elbo.of(model, guide).given("x").stickingTheLanding();
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'angle' in the guide, plate 'rows' (WrongDrawsTest.java: p -> p.plate("rows", () -> p.sample("angle", VonMises.of(p.param(direction), Expr.of(2))));):
              expected an angle of which only functions of period 2 pi are taken, because gradients are taken by way of its draw, which is wrapped at -pi and pi, but minus takes it for a number, for site 'x' in the model, plate 'rows' (WrongDrawsTest.java: p.sample("x", Normal.of(SpecialFunctions.cos(angle.times(0.5)), Expr.of(1)));): the gradient lacks the jump there
              try: cos and sin of it or of whole multiples, VonMises.of(...).logProb(...), or a latent of real numbers such as Normal""");
  }

  @Test
  void angleByDensityOfNumbers() {
    Param direction = Param.of("direction").constant(3);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr angle = p.sample("angle", Normal.standard());
                  p.sample("x", Normal.of(SpecialFunctions.cos(angle), Expr.of(1)));
                });
    Program guide =
        p -> p.plate("rows", () -> p.sample("angle", VonMises.of(p.param(direction), Expr.of(2))));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1.4, 0.2}));
    Elbo elbo = Elbo.of(model, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(data.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at site 'angle' in the guide, plate 'rows' (WrongDrawsTest.java: p -> p.plate("rows", () -> p.sample("angle", VonMises.of(p.param(direction), Expr.of(2))));):
              expected an angle of which only functions of period 2 pi are taken, because gradients are taken by way of its draw, which is wrapped at -pi and pi, but square takes it for a number, for site 'angle' in the model, plate 'rows' (WrongDrawsTest.java: Expr angle = p.sample("angle", Normal.standard());): the gradient lacks the jump there
              try: cos and sin of it or of whole multiples, VonMises.of(...).logProb(...), or a latent of real numbers such as Normal""");
  }

  /** Its draws are wrapped, but no parameter moves them. */
  @ParameterizedTest
  @ValueSource(strings = {"VonMises", "Uniform", "Normal"})
  void anglesThatDoNotMoveMayHaveAnyDensity(String family) {
    Distribution prior =
        switch (family) {
          case "VonMises" -> VonMises.of(0, 1);
          case "Uniform" -> Uniform.of(-Math.PI, Math.PI);
          default -> Normal.standard();
        };
    Param scale = Param.of("scale").constant(1).positive();
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr angle = p.sample("angle", prior);
                  p.sample("x", Normal.of(SpecialFunctions.cos(angle), p.param(scale)));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("angle", VonMises.of(0.3, 0.8)));
    Data data = Data.of(Column.ofDoubles("x", new double[] {1.4, 0.2}));
    Elbo elbo = Elbo.of(model, guide).given("x");
    try (Fit fit = Trainer.of(elbo).feed(data.batch(2)).steps(1).run()) {
      assertThat(fit.steps()).isEqualTo(1);
    }
  }
}
