package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.Iwae;
import org.jelbo.inference.objective.MaximumLikelihood;
import org.junit.jupiter.api.Test;

/** What is said of bounds with finite latents. */
class ExplainFiniteTest {
  private static final Program MODEL =
      p ->
          p.plate(
              "images",
              () -> {
                Expr y = p.sample("y", OneHotCategorical.uniform(3));
                Expr z = p.sample("z", Normal.standard(3));
                p.sample("x", Bernoulli.ofLogits(z.plus(y)));
              });
  private static final Program GUIDE =
      p ->
          p.plate(
              "images",
              () -> {
                Expr y = p.sample("y", OneHotCategorical.ofLogits(p.input("x", 3)));
                p.sample("z", Normal.of(y, p.param(Param.of("spread").positive())));
              });

  @Test
  void siteThatTheGuideEnumerates() {
    assertThat(Elbo.of(MODEL, GUIDE).given("x").explain().toString())
        .isEqualTo(
            """
            Evidence lower bound, given x

            latent y, plate images
              model   p(y) = OneHotCategorical [3]
              guide   q(y | x) = OneHotCategorical [3]
              values  3, enumerated, each weighed by q(y | x)
              kl      log q - log p at each value
            latent z, plate images
              model   p(z) = Normal [3]
              guide   q(z | y) = Normal [3]
              draw    pathwise, one draw
              kl      closed form, Normal to Normal
            given  x, plate images
              model   p(x | y, z) = Bernoulli [3]
              rec     -log p(x | y, z), scored once

            -ELBO = rec + kl, in nats per datum
              rec = mean over images sum over y q(y | x) [-log p(x | y, z)]
              kl  = mean over images sum over y q(y | x) [log q(y | x) - log p(y)] + mean over images sum over y q(y | x) KL[q(z | y) || p(z)]

            1 parameter, 1 number
              spread []
            """);
  }

  @Test
  void siteThatTheGuideEnumeratesInMarkdown() {
    assertThat(Elbo.of(MODEL, GUIDE).given("x").explain().markdown())
        .isEqualTo(
            """
            ### Evidence lower bound, given x

            | site | plates | how |
            | --- | --- | --- |
            | latent `y` | images | model: p(y) = OneHotCategorical [3]<br>guide: q(y \\| x) = OneHotCategorical [3]<br>values: 3, enumerated, each weighed by q(y \\| x)<br>kl: log q - log p at each value |
            | latent `z` | images | model: p(z) = Normal [3]<br>guide: q(z \\| y) = Normal [3]<br>draw: pathwise, one draw<br>kl: closed form, Normal to Normal |
            | given `x` | images | model: p(x \\| y, z) = Bernoulli [3]<br>rec: -log p(x \\| y, z), scored once |

            $$
            -\\mathrm{ELBO} = \\frac{1}{B}\\sum_{\\mathrm{images}} \\sum_{y} q(y \\mid x)\\, \\left[\\log q(y \\mid x) - \\log p(y)\\right] + \\frac{1}{B}\\sum_{\\mathrm{images}} \\sum_{y} q(y \\mid x)\\, \\mathrm{KL}\\left[q(z \\mid y) \\,\\middle\\|\\, p(z)\\right] + \\frac{1}{B}\\sum_{\\mathrm{images}} \\sum_{y} q(y \\mid x)\\, \\left[-\\log p(x \\mid y, z)\\right]
            $$

            ```
            1 parameter, 1 number
              spread []
            ```
            """);
  }

  @Test
  void sumsWithinWeights() {
    Iwae iwae = Iwae.of(MODEL, GUIDE).given("x").particles(5).sumInside("y");
    assertThat(iwae.explain().toString())
        .isEqualTo(
            """
            Importance-weighted bound, given x

            latent y, plate images
              model   p(y) = OneHotCategorical [3]
              guide   q(y | x) = OneHotCategorical [3]
              values  3, summed within the weight; q(y | x) does not occur
              kl      -log p(y), within the log: summed over y
            latent z, plate images
              model   p(z) = Normal [3]
              guide   q(z | y) = Normal [3]
              draw    pathwise, 5 draws, weighted
              kl      log q - log p at the draw, within the log: summed over y
            given  x, plate images
              model   p(x | y, z) = Bernoulli [3]
              rec     -log p(x | y, z), within the log: summed over y

            -IWAE = mean over images [-log 1/K sum over particles exp[log sum over y exp[log p(y) + log p(z) - log q(z | y) + log p(x | y, z)]]], in nats per datum
              K = 5
              q(y) does not occur: what is read for it alone is not trained by this bound

            1 parameter, 1 number
              spread []
            """);
  }

  @Test
  void sumsOutsideWeights() {
    Iwae iwae = Iwae.of(MODEL, GUIDE).given("x").particles(5).sumOutside("y");
    assertThat(iwae.explain().toString())
        .isEqualTo(
            """
            Importance-weighted bound, given x

            latent y, plate images
              model   p(y) = OneHotCategorical [3]
              guide   q(y | x) = OneHotCategorical [3]
              values  3, enumerated outside the weight, each weighed by q(y | x)
              kl      log q - log p at each value
            latent z, plate images
              model   p(z) = Normal [3]
              guide   q(z | y) = Normal [3]
              draw    pathwise, 5 draws, weighted
              kl      Monte Carlo at the draw; inside an importance weight
            given  x, plate images
              model   p(x | y, z) = Bernoulli [3]
              rec     -log p(x | y, z), scored once

            -IWAE = mean over images [-sum over y q(y | x) [log p(y) - log q(y | x)]] + mean over images [-sum over y q(y | x) log 1/K sum over particles exp[log p(z) + log p(x | y, z) - log q(z | y)]], in nats per datum
              K = 5
              the sum over y stands outside the weights: the bound does not tend to log p as K grows

            1 parameter, 1 number
              spread []
            """);
  }

  @Test
  void siteThatTheGuideLacks() {
    Program guide =
        p -> p.plate("images", () -> p.sample("z", Normal.of(p.input("x", 3), Expr.of(1))));
    assertThat(Elbo.of(MODEL, guide).given("x").explain().toString())
        .isEqualTo(
            """
            Evidence lower bound, given x

            summed y, plate images
              model   p(y) = OneHotCategorical [3]
              values  3, summed out: no guide proposes it
            latent z, plate images
              model   p(z) = Normal [3]
              guide   q(z | x) = Normal [3]
              draw    pathwise, one draw
              kl      closed form, Normal to Normal
            given  x, plate images
              model   p(x | y, z) = Bernoulli [3]
              rec     -log p(x | y, z), within the log: summed over y

            -ELBO = rec + kl, in nats per datum
              rec = mean over images [-log sum over y exp[log p(y) + log p(x | y, z)]]
              kl  = mean over images KL[q(z | x) || p(z)]

            0 parameters, 0 numbers
            """);
  }

  @Test
  void chain() {
    Param steps = Param.of("steps", 2, 2).normal(1);
    Program model =
        p ->
            p.plate(
                "series",
                () -> {
                  Expr first = p.sample("s0", Categorical.uniform(2));
                  p.sample("o0", Normal.of(first, Expr.of(1)));
                  Expr second = p.sample("s1", Categorical.ofLogits(p.param(steps).at(first)));
                  p.sample("o1", Normal.of(second, Expr.of(1)));
                });
    assertThat(MaximumLikelihood.of(model).given("o0", "o1").explain().toString())
        .isEqualTo(
            """
            Log-likelihood, given o0, o1

            summed s0, plate series
              model   p(s0) = Categorical []
              values  2, summed out: no guide proposes it
            given  o0, plate series
              model   p(o0 | s0) = Normal []
              rec     -log p(o0 | s0), within the log: summed over s0, s1
            summed s1, plate series
              model   p(s1 | s0) = Categorical []
              values  2, summed out: no guide proposes it
            given  o1, plate series
              model   p(o1 | s1) = Normal []
              rec     -log p(o1 | s1), within the log: summed over s0, s1

            -log-likelihood = rec, in nats per datum
              rec = mean over series [-log sum over s0, s1 exp[log p(s0) + log p(o0 | s0) + log p(s1 | s0) + log p(o1 | s1)]]

            1 parameter, 4 numbers
              steps [2, 2]
            """);
  }

  @Test
  void likelihoodOfTheGuide() {
    assertThat(GuideLikelihood.of(GUIDE, "y").explain().toString())
        .isEqualTo(
            """
            Log-likelihood of the guide, given y

            given  y, plate images
              guide   q(y | x) = OneHotCategorical [3]
              rec     -log q(y | x), scored once

            -log-likelihood = rec, in nats per datum
              rec = mean over images [-log q(y | x)]

            0 parameters, 0 numbers
            """);
  }
}
