package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.Uniform;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Baseline;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Treatment;
import org.jelbo.inference.objective.WakeSleep;
import org.jelbo.inference.schedule.Schedule;
import org.junit.jupiter.api.Test;

/** Latents whose gradient cannot be estimated as asked. */
class WrongEstimatorsTest {
  @Test
  void leaveOneOutOfOneParticle() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Treatment scored = Treatment.scoreFunction(Baseline.leaveOneOut());
    Elbo elbo = Elbo.of(MODEL, guide).given("x").treat("z", scored);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongEstimatorsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
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
            at site 'z' in the guide, plate 'rows' (WrongEstimatorsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected latents whose draws are differentiated, because the gradient of the guide is taken at them, but the gradient by way of this one is that of its score function
              try: Treatment.pathwise(), or leave out stickingTheLanding() and doublyReparameterized()""");
  }

  @Test
  void relaxedDrawAtLeaves() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample("x", Bernoulli.ofLogits(p.sample("z", OneHotCategorical.uniform(2)))));
    Elbo elbo =
        Elbo.of(model, guide).given("x").treat("z", Treatment.relaxed(0.5)).stickingTheLanding();
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongEstimatorsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));):
              expected latents that are drawn as they are, because the gradient of the guide is taken at the draws, but a relaxed draw stands for this one
              try: leave out stickingTheLanding() and doublyReparameterized(), or Treatment.enumerated()""");
  }

  @Test
  void freeBitsOfScoredDraws() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Elbo elbo =
        Elbo.of(MODEL, guide).given("x").treat("z", Treatment.scoreFunction()).freeBits(0.5);
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongEstimatorsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
              expected latents whose draws can be differentiated, or that are enumerated, because freeBits takes the greater of two means and the score function of a draw is no estimate of that, but its draws are scored
              try: leave out freeBits, or Treatment.enumerated()""");
  }

  @Test
  void scoreOfMovingRange() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.of(0, 1));
                  p.sample("x", Bernoulli.ofLogits(Expr.of(new double[2]).plus(z)));
                });
    Program guide =
        p -> {
          Expr high = p.param(Param.of("high")).sigmoid();
          p.plate("rows", () -> p.sample("z", Uniform.of(Expr.of(0), high)));
        };
    Elbo elbo = Elbo.of(model, guide).given("x").treat("z", Treatment.scoreFunction());
    assertThat(Refusal.of(() -> elbo.explain()))
        .isEqualTo(
            """
            at site 'z' in the guide, plate 'rows' (WrongEstimatorsTest.java: p.plate("rows", () -> p.sample("z", Uniform.of(Expr.of(0), high)));):
              expected values that are the same ones for all parameters, because the gradient of a log-density leaves out what comes and goes at the ends, but high of Uniform moves with parameters
              try: Treatment.pathwise(), or constants or data for high""");
  }

  @Test
  void baselineOfNothing() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    Mlp net = Mlp.of("baseline", 10, 1);
    assertThat(Refusal.of(() -> elbo.treat("z", Treatment.scoreFunction(Baseline.learned(net)))))
        .isEqualTo(
            """
            at baseline (WrongEstimatorsTest.java: assertThat(Refusal.of(() -> elbo.treat("z", Treatment.scoreFunction(Baseline.learned(net)))))):
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
            at site 'z' in the guide, plate 'rows' (WrongEstimatorsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard(2)));):
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
            at site 'z' in the guide, plate 'rows' (WrongEstimatorsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", Poisson.ofRate(3)));):
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
            at temperature (WrongEstimatorsTest.java: assertThat(Refusal.of(() -> elbo.treat("z", Treatment.relaxed(0))))):
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
            at site 'z' in the model, plate 'rows' (WrongEstimatorsTest.java: p.sample("z", Bernoulli.ofLogits(Expr.of(new double[2]))),):
              expected one family in both programs, because both are relaxed, but the guide has OneHotCategorical (WrongEstimatorsTest.java: Program guide = p -> p.plate("rows", () -> p.sample("z", OneHotCategorical.uniform(2)));) and the model Bernoulli
              try: OneHotCategorical in the model, or Treatment.enumerated()""");
  }

  @Test
  void sleepBeyondOne() {
    WakeSleep objective = WakeSleep.of(MODEL, GUIDE).given("x");
    assertThat(Refusal.of(() -> objective.sleep(1.5)))
        .isEqualTo(
            """
            at sleep (WrongEstimatorsTest.java: assertThat(Refusal.of(() -> objective.sleep(1.5)))):
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
  void asleepOnOtherColumns() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr u = p.input("u", 2);
                  p.sample("z", Normal.of(u, Expr.of(1)));
                });
    WakeSleep objective = WakeSleep.of(MODEL, guide).given("x").sleep(0.5);
    assertThat(Refusal.of(() -> objective.explain()))
        .isEqualTo(
            """
            at input 'u' in the guide, plate 'rows' (WrongEstimatorsTest.java: Expr u = p.input("u", 2);):
              expected what the model draws or reads, because asleep the guide is trained on draws of the model, to which the data do not belong, but the model has no 'u'
              try: sleep(0), or 'u' in the model""");
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
            at site 'w' in the guide (WrongEstimatorsTest.java: Program guide = p -> p.sample("w", Normal.standard(2));):
              expected every latent in the plate that the data fill, because wake-sleep weighs the draws of each row by themselves, but it stands outside
              try: Elbo.of(model, guide), or the latent in that plate""");
  }
}
