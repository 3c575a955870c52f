package org.jelbo.models.vae2d;

import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Dense;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.nn.Sequential;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;

/**
 * The variational autoencoder with two latents, and a guide that has a head of its own for each of
 * their mean and the logarithm of their standard deviation; ReLU between layers:
 *
 * <pre>
 * p(x, z) = N(z; 0, I_2) prod_i Bernoulli(x_i; logits = decoder(z)_i)
 * q(z | x) = N(z; mean(h), exp(logStddev(h))^2),  h = encoder(x)
 * </pre>
 */
public final class PlaneVae {
  /** Entries of z. */
  public static final int LATENTS = 2;

  private final PlaneVaeSettings settings;
  private final Mlp decoder;
  private final Layer encoder;
  private final Dense mean = Dense.of("encoder/mean", LATENTS);
  private final Dense logStddev = Dense.of("encoder/logStddev", LATENTS);

  private PlaneVae(PlaneVaeSettings settings) {
    this.settings = settings;
    decoder =
        Mlp.of("decoder", settings.narrow(), settings.wide(), settings.pixels())
            .activation(Activation.RELU);
    encoder =
        Sequential.of(
            "encoder",
            Dense.of("0", settings.wide()),
            Activation.RELU,
            Dense.of("1", settings.narrow()),
            Activation.RELU);
  }

  /** The autoencoder of these settings. */
  public static PlaneVae of(PlaneVaeSettings settings) {
    return new PlaneVae(settings);
  }

  /** Images from latents: sites {@code z} and {@code x} in plate {@code images}. */
  public Program model() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr z = p.sample("z", Normal.standard(LATENTS));
              p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
            });
  }

  /** Latents from images: site {@code z} from the input {@code x}. */
  public Program guide() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr h = encoder.apply(p, p.input("x", settings.pixels()));
              p.sample("z", Normal.of(mean.apply(p, h), logStddev.apply(p, h).exp()));
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
