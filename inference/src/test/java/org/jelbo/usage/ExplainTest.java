package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.Renyi;
import org.jelbo.inference.schedule.Schedule;
import org.junit.jupiter.api.Test;

/** What people read of an objective. */
class ExplainTest {
  @Test
  void autoencoder() {
    assertThat(SmallVae.tiny().elbo().explain().toString())
        .isEqualTo(
            """
            Evidence lower bound, given x

            latent z, plate images
              model   p(z) = Normal [2]
              guide   q(z | x) = Normal [2]
              draw    pathwise, one draw
              kl      closed form, Normal to Normal
            given  x, plate images
              model   p(x | z) = Bernoulli [6]
              rec     -log p(x | z), scored once

            -ELBO = rec + kl, in nats per datum
              rec = mean over images [-log p(x | z)]
              kl  = mean over images KL[q(z | x) || p(z)]
            126 multiply-adds per datum

            8 parameters, 150 numbers
              enc/0/kernel [6, 7]
              enc/0/bias [7]
              enc/1/kernel [7, 4]
              enc/1/bias [4]
              dec/0/kernel [2, 7]
              dec/0/bias [7]
              dec/1/kernel [7, 6]
              dec/1/bias [6]
            """);
  }

  @Test
  void weightedDivergence() {
    assertThat(SmallVae.tiny().elbo().klWeight(4).particles(3).explain().toString())
        .contains(
            "  draw    pathwise, 3 draws, averaged\n",
            """
            loss = rec + b kl, in nats per datum
              rec = mean over images 1/K sum over particles [-log p(x | z)]
              kl  = mean over images KL[q(z | x) || p(z)]
              b   = 4.0
            238 multiply-adds per datum

            """);
    assertThat(SmallVae.tiny().elbo().klWeight(Schedule.linear(0, 1, 500)).explain().toString())
        .contains(
            "  b   = 0.0 to 1.0 in 500 steps: not a bound of the evidence where b is below 1\n");
  }

  /** Free bits keep a bound, but not of a divergence of too little weight. */
  @Test
  void freeBitsOfWeightedDivergence() {
    Elbo elbo = SmallVae.tiny().elbo().freeBits(0.3);
    assertThat(elbo.klWeight(0.5).explain().toString())
        .contains(
            """
              b   = 0.5: not a bound of the evidence where b is below 1
              free bits: each divergence counts as 0.3 nats at least
            """);
    assertThat(elbo.freeBits(0).stickingTheLanding().explain().toString())
        .contains("  gradient of the guide at the draws, its densities held fixed: unbiased\n");
    assertThat(elbo.klWeight(2).explain().toString())
        .contains(
            """
              b   = 2.0
              free bits: each divergence counts as 0.3 nats at least; a bound of the evidence, below the ELBO
            """);
  }

  @Test
  void boundsOfOtherOrders() {
    SmallVae vae = SmallVae.tiny();
    Renyi renyi = Renyi.of(vae.model(), vae.guide()).given("x").particles(3);
    assertThat(renyi.alpha(-1).explain().toString())
        .startsWith("Renyi bound of order -1.0, given x\n")
        .contains(
            """
              K = 3
              not a lower bound of the evidence: the order is below 0
              K draws estimate the bound with a bias that falls as K grows
            """);
    assertThat(renyi.alpha(0.5).explain().toString())
        .contains(
            """
            -Renyi = mean over images [-1/0.5 log 1/K sum over particles exp(0.5 [log p(z) + log p(x | z) - log q(z | x)])], in nats per datum
              K = 3
              K draws estimate the bound with a bias that falls as K grows
            """);
    assertThat(renyi.alpha(1).explain().toString()).doesNotContain("with a bias");
    Iwae iwae = Iwae.of(vae.model(), vae.guide()).given("x").doublyReparameterized();
    assertThat(iwae.explain().toString())
        .contains("  K = 1\n  gradient of the guide doubly reparameterized: unbiased\n");
  }

  @Test
  void importanceWeightedBound() {
    SmallVae vae = SmallVae.tiny();
    assertThat(Iwae.of(vae.model(), vae.guide()).given("x").particles(5).explain().toString())
        .isEqualTo(
            """
            Importance-weighted bound, given x

            latent z, plate images
              model   p(z) = Normal [2]
              guide   q(z | x) = Normal [2]
              draw    pathwise, 5 draws, weighted
              kl      Monte Carlo at the draw; inside an importance weight
            given  x, plate images
              model   p(x | z) = Bernoulli [6]
              rec     -log p(x | z), scored once

            -IWAE = mean over images [-log 1/K sum over particles exp[log p(z) + log p(x | z) - log q(z | x)]], in nats per datum
              K = 5
            350 multiply-adds per datum

            8 parameters, 150 numbers
              enc/0/kernel [6, 7]
              enc/0/bias [7]
              enc/1/kernel [7, 4]
              enc/1/bias [4]
              dec/0/kernel [2, 7]
              dec/0/bias [7]
              dec/1/kernel [7, 6]
              dec/1/bias [6]
            """);
  }
}
