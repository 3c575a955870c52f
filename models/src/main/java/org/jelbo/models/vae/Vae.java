package org.jelbo.models.vae;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;

/**
 * The variational autoencoder of Kingma and Welling (2014), section 3, with Bernoulli pixels:
 *
 * <pre>
 * p(x, z) = N(z; 0, I) prod_i Bernoulli(x_i; logits = decoder(z)_i)
 * q(z | x) = N(z; m, v),  (m, r) = encoder(x),  v = softplus(r) + 1e-8
 * </pre>
 */
public final class Vae {
  private final VaeSettings settings;
  private final Mlp encoder;
  private final Mlp decoder;

  private Vae(VaeSettings settings) {
    this.settings = settings;
    int hidden = settings.hidden();
    encoder = Mlp.of("encoder", hidden, hidden, 2L * settings.latents());
    decoder = Mlp.of("decoder", hidden, hidden, settings.pixels());
  }

  /** The autoencoder of these settings. */
  public static Vae of(VaeSettings settings) {
    return new Vae(settings);
  }

  /** Images from latents: sites {@code z} and {@code x} in plate {@code images}. */
  public Program model() {
    Mlp network = decoder.activation(settings.activation());
    return p ->
        p.plate(
            "images",
            () -> {
              Expr z = p.sample("z", Normal.standard(settings.latents()));
              p.sample("x", Bernoulli.ofLogits(network.apply(p, z)));
            });
  }

  /** Latents from images: site {@code z} from the input {@code x}. */
  public Program guide() {
    Mlp network = encoder.activation(settings.activation());
    return p ->
        p.plate(
            "images",
            () -> {
              List<Expr> h = network.apply(p, p.input("x", settings.pixels())).split(2);
              p.sample("z", Normal.ofMeanAndVariance(h.get(0), h.get(1).softplus().plus(1e-8)));
            });
  }

  /** The bound that trains both, given the images {@code x}. */
  public Elbo elbo() {
    return Elbo.of(model(), guide()).given("x").klWeight(settings.klWeight());
  }

  /** The importance-weighted bound, given the images {@code x}; of one particle. */
  public Iwae iwae() {
    return Iwae.of(model(), guide()).given("x");
  }
}
