package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.AnotherThread.onAnotherThread;
import static org.jelbo.usage.UsualPrograms.DATA;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import java.util.Random;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Programs and objectives that cannot run. */
class WrongRunsTest {
  @Test
  void nothingGiven() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).explain()))
        .isEqualTo(
            """
            at objective:
              expected at least one given site, but none is given
              try: given("x") with the name of the observed site""");
  }

  @Test
  void givenNoNames() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given().explain()))
        .isEqualTo(
            """
            at objective:
              expected at least one given site, but none is given
              try: given("x") with the name of the observed site""");
  }

  @Test
  void latentWithoutGuide() {
    assertThat(Refusal.of(() -> MaximumLikelihood.of(MODEL).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (UsualPrograms.java: Expr z = p.sample("z", Normal.standard(2));):
              expected every random site to be given where there is no guide, but it is latent
              try: given("z"), or Elbo.of(model, guide) with a guide that samples it""");
  }

  @Test
  void importanceWeightsWithoutLatents() {
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(Expr.of(new double[2]))));
    assertThat(Refusal.of(() -> Iwae.of(model, p -> {}).given("x").explain()))
        .isEqualTo(
            """
            at objective:
              expected a latent inside a plate to weigh, but none is drawn there
              try: oneWeight() for latents outside every plate, or Elbo.of(model, guide)""");
  }

  @Test
  void noParticles() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).particles(0)))
        .isEqualTo(
            """
            at particles (WrongRunsTest.java: assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).particles(0)))):
              expected 1 draw or more, but got 0
              try: particles(1)""");
  }

  @Test
  void moreParticlesThanCanBeCounted() {
    Param mean = Param.of("mean", 2);
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(mean), Expr.of(1))));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    Compiled compiled = Compilation.of(elbo).compile();
    DrawKey draws = DrawKey.of(0).particles(1_000_000_000);
    assertThat(Refusal.of(() -> compiled.gradients(DATA, draws)))
        .isEqualTo(
            """
            at loss:
              expected values of at most 2147483647 numbers, but one has shape [1000000000, 3]
              try: fewer rows, particles or draws at once""");
  }

  @Test
  void negativeWeightOfKl() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).klWeight(-0.5)))
        .isEqualTo(
            """
            at klWeight (WrongRunsTest.java: assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).klWeight(-0.5)))):
              expected a finite weight of 0 or more at every step, but got -0.5
              try: klWeight(1)""");
  }

  @Test
  void trainingWithoutData() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).steps(100).run()))
        .isEqualTo(
            """
            at Trainer (WrongRunsTest.java: assertThat(Refusal.of(() -> Trainer.of(elbo).steps(100).run()))):
              expected batches to train on, but got none
              try: feed(data.batch(100))""");
  }

  @Test
  void trainingWithoutSteps() {
    Elbo elbo = Elbo.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).run()))
        .isEqualTo(
            """
            at Trainer (WrongRunsTest.java: assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).run()))):
              expected a number of steps, but got none
              try: steps(20_000)""");
  }

  @Test
  void batchLargerThanTheData() {
    assertThat(Refusal.of(() -> DATA.batch(100)))
        .isEqualTo(
            """
            at batch:
              expected a batch of 1 to 3 rows, as many as the data have, but got 100
              try: a smaller batch, or more data""");
  }

  @Test
  void parametersThatChangeBetweenRuns() {
    Random random = new Random(0);
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr shift = p.param(Param.of("shift", 2).constant(random.nextDouble()));
                  p.sample("z", Normal.of(shift, Expr.of(1)));
                });
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at parameter 'shift' in the guide, plate 'rows' (WrongRunsTest.java: Expr shift = p.param(Param.of("shift", 2).constant(random.nextDouble()));):
              expected the parameters that the programs declared when they were compiled, but this one is new or has changed
              try: programs that declare the same parameters in every run""");
  }

  @Test
  void valueKeptFromAnotherRun() {
    Expr[] kept = new Expr[1];
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  if (kept[0] == null) {
                    kept[0] = p.input("x", 2).sigmoid();
                  }
                  p.sample("z", Normal.of(kept[0], Expr.of(1)));
                });
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    elbo.parameters();
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongRunsTest.java: p.sample("z", Normal.of(kept[0], Expr.of(1)));):
              expected values of this run, but it uses a value that another run made
              try: compute the value inside the program: it runs again for each reading""");
  }

  @Test
  void parameterKeptFromAnotherRun() {
    Param w = Param.of("w", 2);
    Expr[] kept = new Expr[1];
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  if (kept[0] == null) {
                    kept[0] = p.param(w);
                  }
                  p.deterministic("shift", kept[0]);
                  p.sample("z", Normal.of(kept[0], Expr.of(1)));
                });
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    elbo.parameters();
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'shift' in the guide, plate 'rows' (WrongRunsTest.java: p.deterministic("shift", kept[0]);):
              expected values of this run, but it uses a value that another run made
              try: compute the value inside the program: it runs again for each reading""");
  }

  @Test
  void scopeKeptFromAnotherRun() {
    Scope[] kept = new Scope[1];
    Program model =
        p -> {
          kept[0] = p;
          MODEL.run(p);
        };
    Elbo.of(model, GUIDE).given("x").explain();
    assertThat(Refusal.of(() -> kept[0].sample("w", Normal.standard())))
        .isEqualTo(
            """
            at a scope in the model (WrongRunsTest.java: assertThat(Refusal.of(() -> kept[0].sample("w", Normal.standard())))):
              expected the scope of the run that is going on, but that run is over
              try: the scope that the program is given, not one kept from before""");
  }

  @Test
  void scopeOfTheGuideInTheModel() {
    Scope[] kept = new Scope[1];
    Program guide =
        p -> {
          kept[0] = p;
          GUIDE.run(p);
        };
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  kept[0].sample("x", Bernoulli.ofLogits(z));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, guide).given("x").explain()))
        .isEqualTo(
            """
            at a scope in the guide (WrongRunsTest.java: kept[0].sample("x", Bernoulli.ofLogits(z));):
              expected the scope of the run that is going on, but that run is over
              try: the scope that the program is given, not one kept from before""");
  }

  @Test
  void sitesOnOtherThreads() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(z));
                  onAnotherThread(() -> p.factor("f", z.sum()));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at a scope in the model (WrongRunsTest.java: onAnotherThread(() -> p.factor("f", z.sum()));):
              expected the thread that runs the program, but this is another
              try: declare the sites one after the other, in a loop""");
  }

  @Test
  void refusalThatTheProgramCatches() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard(2));
                  try {
                    p.sample("z", Normal.standard(3));
                  } catch (RuntimeException e) {
                    p.deterministic("tried", Expr.of(1));
                  }
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongRunsTest.java: p.sample("z", Normal.standard(3));):
              expected a new name, but 'z' is used at WrongRunsTest.java: p.sample("z", Normal.standard(2));
              try: another name for one of the two, or p.within("prefix", () -> ...) around it""");
  }

  @Test
  void siteWithoutDistribution() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.sample("z", Normal.standard(2));
                  p.sample("x", Absent.value());
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at site 'x' in the model, plate 'rows' (WrongRunsTest.java: p.sample("x", Absent.value());):
              expected a distribution, but got null
              try: Normal.standard()""");
  }

  @Test
  void plateWithoutBody() {
    Program guide = p -> p.plate("rows", Absent.value());
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plate 'rows' in the guide (WrongRunsTest.java: Program guide = p -> p.plate("rows", Absent.value());):
              expected a body, but got null
              try: () -> ... that declares what it holds""");
  }

  @Test
  void parameterThatIsNull() {
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(Absent.value()), Expr.of(1))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at a parameter in the guide, plate 'rows' (WrongRunsTest.java: p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(Absent.value()), Expr.of(1))));):
              expected one, but got null
              try: Param.of("w", 3)""");
  }

  @Test
  void familyOfNull() {
    Expr unit = Expr.of(new double[] {1, 1});
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(Absent.value(), unit)));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at Normal in the guide, plate 'rows' (WrongRunsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.of(Absent.value(), unit)));):
              expected mean, but got null
              try: Expr.of(0), or a value of the program""");
  }

  @Test
  void sumWithNull() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample(
                        "z", Normal.of(p.input("x", 2).plus(Absent.<Expr>value()), Expr.of(1))));
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at plus in the guide, plate 'rows' (WrongRunsTest.java: "z", Normal.of(p.input("x", 2).plus(Absent.<Expr>value()), Expr.of(1))));):
              expected a second value, but got null
              try: Expr.of(1), or a value of the program""");
  }

  @Test
  void objectiveWithoutModel() {
    assertThat(Refusal.of(() -> Elbo.of(Absent.value(), GUIDE)))
        .isEqualTo(
            """
            at objective (WrongRunsTest.java: assertThat(Refusal.of(() -> Elbo.of(Absent.value(), GUIDE)))):
              expected a model, but got null
              try: a Program, such as p -> p.plate(...)""");
  }

  @Test
  void objectiveWithoutGuide() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, Absent.value())))
        .isEqualTo(
            """
            at objective (WrongRunsTest.java: assertThat(Refusal.of(() -> Elbo.of(MODEL, Absent.value())))):
              expected a guide, but got null
              try: p -> {} for a model without latents""");
  }

  @Test
  void givenNull() {
    assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given(Absent.<String>value())))
        .isEqualTo(
            """
            at given (WrongRunsTest.java: assertThat(Refusal.of(() -> Elbo.of(MODEL, GUIDE).given(Absent.<String>value())))):
              expected a name, but got null
              try: given("x") with the name of the observed site""");
  }

  @Test
  void stepThatIsNotFinite() {
    Param scale = Param.of("scale", 2).constant(-1);
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(scale).log(), Expr.of(1))));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at step 1, site 'z' in the guide, plate 'rows' (WrongRunsTest.java: p -> p.plate("rows", () -> p.sample("z", Normal.of(p.param(scale).log(), Expr.of(1))));):
              expected finite loss and gradients, but Log(-1.0) is NaN, and with it loss, kl, rec, gradient of scale; the parameters are as before the step
              try: an argument that stays positive, such as softplus() plus a small constant""");
  }
}
