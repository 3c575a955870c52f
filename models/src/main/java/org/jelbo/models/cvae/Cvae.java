package org.jelbo.models.cvae;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;

/**
 * The conditional variational autoencoder of Sohn, Lee and Yan (2015), equation 4, with Bernoulli
 * pixels and a prior that does not depend on the class:
 *
 * <pre>
 * p(x, z | y) = N(z; 0, I) prod_i Bernoulli(x_i; logits = decoder(z, y)_i)
 * q(z | x, y) = N(z; m, v),  (m, r) = encoder(x, y),  v = softplus(r) + 1e-8
 * </pre>
 *
 * <p>The class y has no density: it is an input, one-hot, and the bound is one of {@code log p(x |
 * y)}.
 */
public final class Cvae {
  private final CvaeSettings settings;
  private final Mlp encoder;
  private final Mlp decoder;

  private Cvae(CvaeSettings settings) {
    this.settings = settings;
    int hidden = settings.hidden();
    encoder =
        Mlp.of("encoder", hidden, hidden, 2L * settings.latents())
            .activation(settings.activation());
    decoder =
        Mlp.of("decoder", hidden, hidden, settings.pixels()).activation(settings.activation());
  }

  /** The autoencoder of these settings. */
  public static Cvae of(CvaeSettings settings) {
    return new Cvae(settings);
  }

  /**
   * Images from latents and classes: sites {@code z} and {@code x}, from the input {@code y}, in
   * plate {@code images}.
   */
  public Program model() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr z = p.sample("z", Normal.standard(settings.latents()));
              Expr y = p.input("y", settings.labels());
              p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z, y)));
            });
  }

  /** Latents from images and classes: site {@code z} from the inputs {@code x} and {@code y}. */
  public Program guide() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr x = p.input("x", settings.pixels());
              Expr y = p.input("y", settings.labels());
              List<Expr> h = encoder.apply(p, x, y).split(2);
              p.sample("z", Normal.ofMeanAndVariance(h.get(0), h.get(1).softplus().plus(1e-8)));
            });
  }

  /** The bound that trains both, given the images {@code x}. */
  public Elbo elbo() {
    return Elbo.of(model(), guide()).given("x");
  }

  /** The importance-weighted bound, given the images {@code x}; of one particle. */
  public Iwae iwae() {
    return Iwae.of(model(), guide()).given("x");
  }
}
