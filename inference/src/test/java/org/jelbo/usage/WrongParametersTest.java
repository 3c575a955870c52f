package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.usage.UsualPrograms.DATA;
import static org.jelbo.usage.UsualPrograms.GUIDE;
import static org.jelbo.usage.UsualPrograms.MODEL;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.Test;

/** Programs whose parameters and layers are wrong. */
class WrongParametersTest {
  @Test
  void parameterOfTwoShapes() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr loc = p.param(Param.of("loc", 2));
                  Expr shift = p.param(Param.of("loc", 3).normal(0.1));
                  p.sample("z", Normal.of(loc.plus(shift.sum()), Expr.of(1)));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at parameter 'loc' in the guide, plate 'rows' (WrongParametersTest.java: Expr shift = p.param(Param.of("loc", 3).normal(0.1));):
              expected the parameter as it was read at WrongParametersTest.java: Expr loc = p.param(Param.of("loc", 2));, shape [2] from Constant[value=0.0], but now it is shape [3] from Normal[stddev=0.1]
              try: another name for one of the two""");
  }

  @Test
  void parameterOfTwoSupports() {
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr loc = p.param(Param.of("scale"));
                  Expr scale = p.param(Param.of("scale").positive());
                  p.sample("z", Normal.of(loc.plus(Expr.of(new double[2])), scale));
                });
    assertThat(Refusal.of(() -> Elbo.of(MODEL, guide).given("x").explain()))
        .isEqualTo(
            """
            at parameter 'scale' in the guide, plate 'rows' (WrongParametersTest.java: Expr scale = p.param(Param.of("scale").positive());):
              expected the parameter as it was read at WrongParametersTest.java: Expr loc = p.param(Param.of("scale"));, shape [] from Constant[value=0.0] in real numbers, but now it is shape [] from Constant[value=1.0] in positive numbers
              try: another name for one of the two""");
  }

  @Test
  void parameterTrainedAndNot() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr mean = p.param(Param.of("mean").untrained());
                  p.sample("x", Normal.of(mean, p.param(Param.of("mean")).exp()));
                });
    assertThat(Refusal.of(() -> MaximumLikelihood.of(model).given("x").explain()))
        .isEqualTo(
            """
            at parameter 'mean' in the model, plate 'rows' (WrongParametersTest.java: p.sample("x", Normal.of(mean, p.param(Param.of("mean")).exp()));):
              expected the parameter as it was read at WrongParametersTest.java: Expr mean = p.param(Param.of("mean").untrained());, shape [] from Constant[value=0.0], untrained, but now it is shape [] from Constant[value=0.0], trained
              try: another name for one of the two""");
  }

  @Test
  void layerForInputsOfTwoWidths() {
    Mlp network = Mlp.of("network", 2);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  Expr x = p.input("covariates", 5);
                  p.sample("x", Bernoulli.ofLogits(network.apply(p, z).plus(network.apply(p, x))));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at parameter 'network/0/kernel' in the model, plate 'rows' (WrongParametersTest.java: p.sample("x", Bernoulli.ofLogits(network.apply(p, z).plus(network.apply(p, x))));):
              expected the parameter as it was read at WrongParametersTest.java: p.sample("x", Bernoulli.ofLogits(network.apply(p, z).plus(network.apply(p, x))));, shape [2, 2] from Uniform[bound=0.7071067811865475], but now it is shape [5, 2] from Uniform[bound=0.4472135954999579]
              try: another name for one of the two""");
  }

  @Test
  void layerOnScalar() {
    Mlp decoder = Mlp.of("decoder", 7, 2);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z.sum())));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at layer 'decoder/0' in the model, plate 'rows' (WrongParametersTest.java: p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z.sum())));):
              expected inputs with events of rank 1, but got event shape []
              try: reshape(1)""");
  }

  @Test
  void layerWithoutInput() {
    Mlp decoder = Mlp.of("decoder", 7, 2);
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z = p.sample("z", Normal.standard(2));
                  p.sample("x", Bernoulli.ofLogits(decoder.apply(p).plus(z)));
                });
    assertThat(Refusal.of(() -> Elbo.of(model, GUIDE).given("x").explain()))
        .isEqualTo(
            """
            at layer 'decoder/0' in the model, plate 'rows' (WrongParametersTest.java: p.sample("x", Bernoulli.ofLogits(decoder.apply(p).plus(z)));):
              expected at least one input, but got none
              try: apply(p, x)""");
  }

  @Test
  void networkWithoutLayers() {
    assertThat(Refusal.of(() -> Mlp.of("decoder")))
        .isEqualTo(
            """
            at network 'decoder' (WrongParametersTest.java: assertThat(Refusal.of(() -> Mlp.of("decoder")))):
              expected at least one width, but got none
              try: Mlp.of(name, 10)""");
  }

  @Test
  void networkOfNegativeWidth() {
    assertThat(Refusal.of(() -> Mlp.of("decoder", 300, -784)))
        .isEqualTo(
            """
            at network 'decoder' (WrongParametersTest.java: assertThat(Refusal.of(() -> Mlp.of("decoder", 300, -784)))):
              expected widths of 1 or more, but got [300, -784]
              try: positive widths, the last one the output's""");
  }

  @Test
  void parameterOfNegativeSize() {
    assertThat(Refusal.of(() -> Param.of("w", 2, -1)))
        .isEqualTo(
            """
            at parameter 'w' (WrongParametersTest.java: assertThat(Refusal.of(() -> Param.of("w", 2, -1)))):
              expected positive sizes, but got shape [2, -1]
              try: sizes of 1 or more""");
  }

  @Test
  void parameterTooLarge() {
    assertThat(Refusal.of(() -> Param.of("w", 100_000, 100_000)))
        .isEqualTo(
            """
            at parameter 'w' (WrongParametersTest.java: assertThat(Refusal.of(() -> Param.of("w", 100_000, 100_000)))):
              expected at most 2,147,483,647 numbers, but shape [100000, 100000] has more
              try: several parameters""");
  }

  @Test
  void parameterStartedOutsideItsSupport() {
    Param spread = Param.of("spread").positive().constant(-2);
    Program model =
        p ->
            p.plate(
                "rows", () -> p.sample("x", Normal.of(Expr.of(new double[2]), p.param(spread))));
    Objective likelihood = MaximumLikelihood.of(model).given("x");
    assertThat(Refusal.of(() -> Trainer.of(likelihood).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at parameter 'spread' in the model, plate 'rows' (WrongParametersTest.java: "rows", () -> p.sample("x", Normal.of(Expr.of(new double[2]), p.param(spread))));):
              expected values inside its support, positive numbers, and not at its ends, but got -2.0
              try: constant(...) with a value inside""");
  }

  @Test
  void intervalUpsideDown() {
    assertThat(Refusal.of(() -> Param.of("rate").between(1, 0)))
        .isEqualTo(
            """
            at parameter 'rate' (WrongParametersTest.java: assertThat(Refusal.of(() -> Param.of("rate").between(1, 0)))):
              expected finite ends, the lower one first, but got 1.0 and 0.0
              try: between(-1, 1), or positive() for numbers without an upper end""");
  }

  @Test
  void simplexOfOneNumber() {
    assertThat(Refusal.of(() -> Param.of("shares", 1).simplex()))
        .isEqualTo(
            """
            at parameter 'shares' (WrongParametersTest.java: assertThat(Refusal.of(() -> Param.of("shares", 1).simplex()))):
              expected a last dim of size 2 or more for a simplex, but got shape [1]
              try: Param.of("shares", 3).simplex()""");
  }

  @Test
  void startWithNegativeSpread() {
    assertThat(Refusal.of(() -> Param.of("w", 3).normal(-0.1)))
        .isEqualTo(
            """
            at normal (WrongParametersTest.java: assertThat(Refusal.of(() -> Param.of("w", 3).normal(-0.1)))):
              expected a finite standard deviation of 0 or more, but got -0.1
              try: normal(0.1)""");
  }

  @Test
  void startWithNegativeBound() {
    assertThat(Refusal.of(() -> Param.of("w", 3).uniform(-0.1)))
        .isEqualTo(
            """
            at uniform (WrongParametersTest.java: assertThat(Refusal.of(() -> Param.of("w", 3).uniform(-0.1)))):
              expected a finite bound of 0 or more, but got -0.1
              try: uniform(0.1)""");
  }

  @Test
  void startThatIsNotNumeric() {
    assertThat(Refusal.of(() -> Param.of("w", 3).constant(Double.NaN)))
        .isEqualTo(
            """
            at constant (WrongParametersTest.java: assertThat(Refusal.of(() -> Param.of("w", 3).constant(Double.NaN)))):
              expected a finite number, but got NaN
              try: constant(0)""");
  }

  @Test
  void parameterThatNoSiteUses() {
    Param unused = Param.of("unused");
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.param(unused);
                  p.sample("z", Normal.standard(2));
                });
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at parameter 'unused' in the guide, plate 'rows' (WrongParametersTest.java: p.param(unused);):
              expected a parameter that the loss depends on, but no term is computed from it
              try: remove the parameter, let its value reach a site, or add a term that scores it, such as GuideLikelihood.of(guide, "y") for a given y""");
  }

  @Test
  void parameterBehindStopGradient() {
    Param shift = Param.of("shift", 2);
    Program guide =
        p ->
            p.plate(
                "rows", () -> p.sample("z", Normal.of(p.param(shift).stopGradient(), Expr.of(1))));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(DATA.batch(3)).steps(1).run()))
        .isEqualTo(
            """
            at parameter 'shift' in the guide, plate 'rows' (WrongParametersTest.java: "rows", () -> p.sample("z", Normal.of(p.param(shift).stopGradient(), Expr.of(1))));):
              expected a parameter that the loss depends on differentiably, but every way to it passes a stopGradient or a step function
              try: remove the parameter, or let its value reach a site""");
  }

  @Test
  void severalThingsAtOnce() {
    Param shift = Param.of("shift", 2);
    Param unused = Param.of("unused");
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  p.param(unused);
                  p.sample("z", Normal.of(p.param(shift).stopGradient(), Expr.of(1)));
                });
    Data grey = Data.of(Column.ofBytes("x", new byte[] {0, 1, 5, 2}, 2));
    Elbo elbo = Elbo.of(MODEL, guide).given("x");
    assertThat(Refusal.of(() -> Trainer.of(elbo).feed(grey.batch(2)).steps(1).run()))
        .isEqualTo(
            """
            at 3 places:
              expected programs and data that can be used together, but
              at site 'x' in the model, plate 'rows' (UsualPrograms.java: p.sample("x", Bernoulli.ofLogits(z));):
                expected values of Bernoulli, zeros and ones, but column 'x' holds whole numbers in [0, 5]; the first outside is 5 in row 1, entry 0
                try: scaled(5).binarized() on the column, or a distribution whose support holds them
              at parameter 'unused' in the guide, plate 'rows' (WrongParametersTest.java: p.param(unused);):
                expected a parameter that the loss depends on, but no term is computed from it
                try: remove the parameter, let its value reach a site, or add a term that scores it, such as GuideLikelihood.of(guide, "y") for a given y
              at parameter 'shift' in the guide, plate 'rows' (WrongParametersTest.java: p.sample("z", Normal.of(p.param(shift).stopGradient(), Expr.of(1)));):
                expected a parameter that the loss depends on differentiably, but every way to it passes a stopGradient or a step function
                try: remove the parameter, or let its value reach a site
              try: what is said at each; nothing was run""");
  }
}
