package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.junit.jupiter.api.Test;

/** What people read of a sum. */
class SumExplainTest {
  private static final String TERMS =
      """
            Sum of 2 terms

            loss = unlabelled + 100.0 labelled, in nats per datum; in a term, N is the rows of its feed
              unlabelled: feed unlabelled, weight 1.0
              labelled: feed labelled, weight 100.0
              labelled-2: weight 0, dropped with [c]

            Term unlabelled: Evidence lower bound, given x

            latent w, outside every plate
              model   p(w) = Normal []
              guide   q(w) = Normal []
              draw    pathwise, one draw
              kl      closed form, Normal to Normal
            given  x, plate rows
              model   p(x | w) = Normal []
              rec     -log p(x | w), scored once

            -ELBO = rec + kl, in nats per datum
              rec = mean over rows [-log p(x | w)]
              kl  = 1/N KL[q(w) || p(w)]

            Term labelled: Evidence lower bound, given x

            given  x, plate rows
              model   p(x) = Normal []
              rec     -log p(x), scored once

            -ELBO = rec + kl, in nats per datum
              rec = mean over rows [-log p(x)]
              kl  = 0

            2 parameters, 2 numbers
              m []
              b []
            """;
  private static final Param M = Param.of("m");
  private static final Param B = Param.of("b");

  @Test
  void termsWithTheirFeedsAndWeights() {
    assertThat(sum().explain().toString()).isEqualTo(TERMS);
  }

  @Test
  void pooledTermsAndWhatCountsOnce() {
    assertThat(Objective.pooled(global().from("few"), global().from("many")).explain().toString())
        .isEqualTo(
            """
            Pooled sum of 2 terms

            loss = (N(few) few + N(many) many) / (N(few) + N(many)), in nats per datum; in a term, N is the rows of its feed
              few: feed few
              many: feed many, without w, which an earlier term counts

            Term few: Evidence lower bound, given x

            latent w, outside every plate
              model   p(w) = Normal []
              guide   q(w) = Normal []
              draw    pathwise, one draw
              kl      closed form, Normal to Normal
            given  x, plate rows
              model   p(x | w) = Normal []
              rec     -log p(x | w), scored once

            -ELBO = rec + kl, in nats per datum
              rec = mean over rows [-log p(x | w)]
              kl  = 1/N KL[q(w) || p(w)]

            Term many: Evidence lower bound, given x

            given  x, plate rows
              model   p(x | w) = Normal []
              rec     -log p(x | w), scored once

            -ELBO = rec + kl, in nats per datum
              rec = mean over rows [-log p(x | w)]
              kl  = 0

            1 parameter, 1 number
              m []
            """);
  }

  private static Objective sum() {
    Elbo likelihood = Elbo.of(rows(B), p -> {}).given("x");
    return Objective.sum(
        global().from("unlabelled"),
        likelihood.from("labelled").weight(100),
        Elbo.of(rows(Param.of("c")), p -> {}).given("x").from("labelled").weight(0));
  }

  private static Program rows(Param mean) {
    return p -> p.plate("rows", () -> p.sample("x", Normal.of(p.param(mean), Expr.of(1))));
  }

  private static Elbo global() {
    Program model =
        p -> {
          Expr w = p.sample("w", Normal.standard());
          p.plate("rows", () -> p.sample("x", Normal.of(w, Expr.of(1))));
        };
    return Elbo.of(model, p -> p.sample("w", Normal.of(p.param(M), Expr.of(1)))).given("x");
  }
}
