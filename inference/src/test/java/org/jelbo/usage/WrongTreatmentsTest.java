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
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Baseline;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Schedule;
import org.jelbo.inference.objective.Treatment;
import org.jelbo.inference.objective.WakeSleep;
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

  @Test
  void leaveOneOutOfOneParticle() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Treatment scored = Treatment.scoreFunction(Baseline.leaveOneOut());
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", scored);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected several draws of the site, because Baseline.leaveOneOut() compares them, but there is one
              try: particles(5), or Baseline.runningMean()""");
  }

  @Test
  void scoreAtDraws() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Elbo elbo =
        Elbo.of(MODEL, guide).given("x").treat("z", Treatment.scoreFunction()).stickingTheLanding();
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected latents whose draws are differentiated, because the gradient of the guide is taken at them, but the gradient by way of this one is that of its score function
              try: Treatment.pathwise(), or leave out stickingTheLanding() and doublyReparameterized()""");
  }

  @Test
  void freeBitsOfScoredDraws() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Elbo elbo =
        Elbo.of(MODEL, guide).given("x").treat("z", Treatment.scoreFunction()).freeBits(0.5);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected latents whose draws can be differentiated, or that are enumerated, because freeBits takes the greater of two means and the score function of a draw is no estimate of that, but its draws are scored
              try: leave out freeBits, or Treatment.enumerated()""");
  }

  @Test
  void baselineOfNothing() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    Mlp net = Mlp.of("baseline", 10, 1);
    assertThat(Refusal.of(() -> elbo.treat("z", Treatment.scoreFunction(Baseline.learned(net)))))
        .isEqualTo(
            """
            at baseline (WrongTreatmentsTest.java: assertThat(Refusal.of(() -> elbo.treat("z", Treatment.scoreFunction(Baseline.learned(net)))))):
              expected the name of at least one site that it reads, but got none
              try: learned(layer, "x"), or Baseline.runningMean()""");
  }

  @Test
  void baselineOfUnknownSite() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Baseline baseline = Baseline.learned(Mlp.of("baseline", 10, 1), "pixels");
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.scoreFunction(baseline));
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at baseline of 'z':
              expected the name of a site or an input that it reads, but 'pixels' is none of [z, x]
              try: one of them""");
  }

  @Test
  void baselineOfItsOwnDraw() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Baseline baseline = Baseline.learned(Mlp.of("baseline", 10, 1), "z");
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.scoreFunction(baseline));
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected a baseline that is known before the draw, because it would bias the gradient otherwise, but 'z' depends on 'z'
              try: inputs, given sites or latents that come before 'z'""");
  }

  @Test
  void baselineOfSeveralIndices() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.plate(
                      "parts", 3, () -> p.sample("x", Normal.of(z.sum().reshape(1), Expr.of(1))));
                });
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Baseline baseline = Baseline.learned(Mlp.of("baseline", 10, 1), "x");
    Elbo elbo = Elbo.of(model, guide).given("x").treat("z", Treatment.scoreFunction(baseline));
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at baseline of 'z':
              expected one number for each draw of 'z', because the cost would count several times otherwise, but what it reads, [x], has several, along 'parts'
              try: Baseline.runningMean(), or a site or an input that stands where 'z' does""");
  }

  @Test
  void baselineOfSeveralNumbers() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Baseline baseline = Baseline.learned(Mlp.of("baseline", 10, 2), "x");
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.scoreFunction(baseline));
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at baseline of 'z':
              expected one number for each row, but the network gives [2]
              try: a last width of 1""");
  }

  @Test
  void relaxationOfCount() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(3)));
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", Treatment.relaxed(0.5));
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(3)));):
              expected a family that another stands for, because treat("z", ...) asks to relax it, but Poisson is not relaxable
              try: Bernoulli or OneHotCategorical for the site, or Treatment.scoreFunction()""");
  }

  @Test
  void temperatureOfZero() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    assertThat(Refusal.of(() -> elbo.treat("z", Treatment.relaxed(0))))
        .isEqualTo(
            """
            at temperature (WrongTreatmentsTest.java: assertThat(Refusal.of(() -> elbo.treat("z", Treatment.relaxed(0))))):
              expected a finite temperature above 0 at every step, but got 0.0
              try: relaxed(0.5)""");
  }

  @Test
  void relaxationsOfTwoFamilies() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample(
                        "x",
                        Normal.of(
                            p.sample("z", Bernoulli.ofLogits(Expr.of(new double[2]))),
                            Expr.of(1))));
    Schedule cool = Schedule.constant(0.5);
    Elbo elbo = Elbo.of(model, guide).given("x").treat("z", Treatment.relaxedDensity(cool));
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the model, plate 'rows' (WrongTreatmentsTest.java: p.sample("z", Bernoulli.ofLogits(Expr.of(new double[2]))),):
              expected one family in both programs, because both are relaxed, but the guide has OneHotCategorical (WrongTreatmentsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));) and the model Bernoulli
              try: OneHotCategorical in the model, or Treatment.enumerated()""");
  }

  @Test
  void sleepBeyondOne() {
    WakeSleep objective = WakeSleep.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> objective.sleep(1.5)))
        .isEqualTo(
            """
            at sleep (WrongTreatmentsTest.java: assertThat(Refusal.of(() -> objective.sleep(1.5)))):
              expected a share from 0 to 1, but got 1.5
              try: sleep(0.5)""");
  }

  @Test
  void wakeSleepWithoutGuide() {
    Program guide = p -> p.plate("rows", () -> p.input("x", 2));
    Program model =
        p -> p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(Expr.of(new double[2]))));
    WakeSleep objective = WakeSleep.of(model, guide).given("x");
    assertThat(Refusal.of(() -> objective.explain()))
        .isEqualTo(
            """
            at objective:
              expected a guide that samples the latents, because wake-sleep trains it, but it samples nothing
              try: MaximumLikelihood.of(model) for a model without latents, or a guide""");
  }

  @Test
  void wakeSleepOutsideRows() {
    Program guide = p -> p.sample("w", Normal.standard(2));
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard(2));
          p.plate("rows", () -> p.sample("x", Bernoulli.ofLogits(w)));
        };
    WakeSleep objective = WakeSleep.of(model, guide).given("x");
    assertThat(Refusal.of(() -> objective.explain()))
        .isEqualTo(
            """
            at site 'w' in the guide (WrongTreatmentsTest.java: Program guide = p -> p.sample("w", Normal.standard(2));):
              expected every latent in the plate that the data fill, because wake-sleep weighs the draws of each row by themselves, but it stands outside
              try: Elbo.of(model, guide), or the latent in that plate""");
  }
}
