package org.jelbo.models.convvae;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;

/**
 * The variational autoencoder with convolutional networks and Bernoulli pixels:
 *
 * <pre>
 * p(x, z) = N(z; 0, I) prod_i Bernoulli(x_i; logits = decoder(z)_i)
 * q(z | x) = N(z; m, v),  (m, r) = encoder(x),  v = softplus(r) + 1e-8, or exp(r)
 * </pre>
 */
public final class Convvae {
  private static final int SIDE = 28;

  private final ConvvaeSettings settings;

  private Convvae(ConvvaeSettings settings) {
    this.settings = settings;
  }

  /** The autoencoder of these settings. */
  public static Convvae of(ConvvaeSettings settings) {
    return new Convvae(settings);
  }

  /** Images from latents: sites {@code z} and {@code x} in plate {@code images}. */
  public Program model() {
    Layer decoder = settings.networks().decoder();
    return p ->
        p.plate(
            "images",
            () -> {
              Expr z = p.sample("z", Normal.standard(settings.latents()));
              p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
            });
  }

  /** Latents from images: site {@code z} from the input {@code x}. */
  public Program guide() {
    Networks networks = settings.networks();
    Layer encoder = networks.encoder(settings.latents());
    return p ->
        p.plate(
            "images",
            () -> {
              List<Expr> h = encoder.apply(p, p.input("x", SIDE, SIDE, 1)).split(2);
              p.sample("z", Normal.ofMeanAndVariance(h.get(0), networks.variance(h.get(1))));
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
