package org.jelbo.inference.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Scope;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.usage.SmallVae;
import org.jelbo.usage.Unlisted;
import org.junit.jupiter.api.Test;
import org.tensorflow.op.Ops;

/** Where the closed form is used, and where it would be wrong. */
class ClosedFormTest {
  private static final String CLOSED = "  kl      closed form, Normal to Normal\n";

  @Test
  void plainAutoencoderHasTheClosedForm() {
    assertThat(SmallVae.tiny().elbo().explain().toString())
        .contains("latent z, plate images\n", CLOSED);
  }

  @Test
  void pairThatTheTableLacksIsMonteCarlo() {
    Program guide = p -> p.plate("rows", () -> p.sample("z", new Unlisted(Normal.standard(2))));
    assertThat(explained(observed(), guide))
        .contains(
            "  kl      Monte Carlo at the draw; no closed form from Unlisted to Normal in the"
                + " table\n")
        .doesNotContain(CLOSED);
  }

  @Test
  void bottomUpGuideHasTheClosedFormAtTheTopOnly() {
    assertThat(explained(topDownModel(z -> z), bottomUpGuide()))
        .contains(
            "latent z2, plate rows\n"
                + "  model   p(z2) = Normal [2]\n"
                + "  guide   q(z2 | z1) = Normal [2]\n"
                + "  draw    pathwise, one draw\n"
                + CLOSED,
            "latent z1, plate rows\n"
                + "  model   p(z1 | z2) = Normal [2]\n"
                + "  guide   q(z1 | x) = Normal [2]\n"
                + "  draw    pathwise, one draw\n"
                + "  kl      Monte Carlo at the draw; no closed form: in the model z1 depends on"
                + " z2, which in the guide depends on z1\n");
  }

  @Test
  void topDownGuideHasTheClosedFormAtBoth() {
    assertThat(explained(topDownModel(z -> z), topDownGuide()))
        .contains(
            "  guide   q(z2 | x) = Normal [2]\n  draw    pathwise, one draw\n" + CLOSED,
            "  guide   q(z1 | z2, x) = Normal [2]\n  draw    pathwise, one draw\n" + CLOSED);
  }

  @Test
  void parentReachedThroughRawTensorFlowIsSeen() {
    assertThat(explained(topDownModel(ClosedFormTest::rawTanh), bottomUpGuide()))
        .contains(
            "  model   p(z1 | z2) = Normal [2]\n",
            "in the model z1 depends on z2, which in the guide depends on z1\n");
  }

  @Test
  void parentReachedThroughDeterministicSiteIsSeen() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z2 = p.sample("z2", Normal.standard(2));
                  Expr h = p.deterministic("h", z2.tanh());
                  observe(p, p.sample("z1", Normal.of(h, Expr.of(1))));
                });
    assertThat(explained(model, bottomUpGuide()))
        .contains("in the model z1 depends on z2, which in the guide depends on z1\n");
  }

  @Test
  void descentOverSeveralSitesOfTheGuideIsSeen() {
    Program model =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z3 = p.sample("z3", Normal.standard(2));
                  p.sample("z2", Normal.standard(2));
                  observe(p, p.sample("z1", Normal.of(z3, Expr.of(1))));
                });
    Program guide =
        p ->
            p.plate(
                "rows",
                () -> {
                  Expr z1 = p.sample("z1", Normal.of(p.input("x", 2), Expr.of(1)));
                  Expr z2 = p.sample("z2", Normal.of(z1, Expr.of(1)));
                  p.sample("z3", Normal.of(z2, Expr.of(1)));
                });
    assertThat(explained(model, guide))
        .contains("in the model z1 depends on z3, which in the guide depends on z1\n");
  }

  @Test
  void inputThatBothProgramsReadIsNoObstacle() {
    Program model =
        p ->
            p.plate(
                "rows", () -> observe(p, p.sample("z", Normal.of(p.input("c", 2), Expr.of(1)))));
    Program guide =
        p -> p.plate("rows", () -> p.sample("z", Normal.of(p.input("c", 2).tanh(), Expr.of(2))));
    assertThat(explained(model, guide)).contains("p(z | c)", "q(z | c)", CLOSED);
  }

  private static String explained(Program model, Program guide) {
    return Elbo.of(model, guide).given("x").explain().toString();
  }

  private static Program observed() {
    return p -> p.plate("rows", () -> observe(p, p.sample("z", Normal.standard(2))));
  }

  private static Program topDownModel(UnaryOperator<Expr> between) {
    Dense layer = Dense.of("prior", 4);
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr z2 = p.sample("z2", Normal.standard(2));
              Expr head = layer.apply(p, between.apply(z2));
              observe(p, p.sample("z1", SmallVae.gaussian(head)));
            });
  }

  private static Program bottomUpGuide() {
    Dense first = Dense.of("guide/1", 4);
    Dense second = Dense.of("guide/2", 4);
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr head = first.apply(p, p.input("x", 2));
              Expr z1 = p.sample("z1", SmallVae.gaussian(head));
              p.sample("z2", SmallVae.gaussian(second.apply(p, z1)));
            });
  }

  private static Program topDownGuide() {
    Dense first = Dense.of("guide/1", 4);
    Dense second = Dense.of("guide/2", 4);
    return p ->
        p.plate(
            "rows",
            () -> {
              Expr x = p.input("x", 2);
              Expr z2 = p.sample("z2", SmallVae.gaussian(second.apply(p, x)));
              p.sample("z1", SmallVae.gaussian(first.apply(p, x, z2)));
            });
  }

  private static void observe(Scope p, Expr logits) {
    p.sample("x", Bernoulli.ofLogits(logits));
  }

  private static Expr rawTanh(Expr z) {
    Ops tf = Ops.create(z.operand().op().env());
    return Expr.of(tf.math.tanh(z.operand()), z.axes());
  }
}
