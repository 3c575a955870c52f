package org.jelbo.models.hvae;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;

/**
 * The autoencoder with two layers of latents, of Burda, Grosse and Salakhutdinov (2016), section 2:
 *
 * <pre>
 * p(x, z1, z2) = N(z2; 0, I) N(z1; prior(z2)) prod_i Bernoulli(x_i; logits = decoder(z1)_i)
 * q(z1, z2 | x) = N(z1; encoder1(x)) N(z2; encoder2(z1))
 * </pre>
 *
 * Each network of a normal ends in a mean and in r, of variance {@code softplus(r) + 1e-8}.
 */
public final class Hvae {
  private final HvaeSettings settings;

  private Hvae(HvaeSettings settings) {
    this.settings = settings;
  }

  /** The autoencoder of these settings. */
  public static Hvae of(HvaeSettings settings) {
    return new Hvae(settings);
  }

  /** Images from latents: sites {@code z2}, {@code z1}, {@code x} in plate {@code images}. */
  public Program model() {
    Mlp prior = network("prior", 2L * settings.lower());
    Mlp decoder = network("decoder", settings.pixels());
    return p ->
        p.plate(
            "images",
            () -> {
              Expr z2 = p.sample("z2", Normal.standard(settings.upper()));
              Expr z1 = p.sample("z1", gaussian(prior.apply(p, z2)));
              p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z1)));
            });
  }

  /** Latents from images: site {@code z1} from the input {@code x}, and {@code z2} from it. */
  public Program guide() {
    Mlp encoder1 = network("encoder1", 2L * settings.lower());
    Mlp encoder2 = network("encoder2", 2L * settings.upper());
    return p ->
        p.plate(
            "images",
            () -> {
              Expr x = p.input("x", settings.pixels());
              Expr z1 = p.sample("z1", gaussian(encoder1.apply(p, x)));
              p.sample("z2", gaussian(encoder2.apply(p, z1)));
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

  private Mlp network(String name, long outputs) {
    return Mlp.of(name, settings.hidden(), settings.hidden(), outputs)
        .activation(settings.activation());
  }

  private static Normal gaussian(Expr head) {
    List<Expr> h = head.split(2);
    return Normal.ofMeanAndVariance(h.get(0), h.get(1).softplus().plus(1e-8));
  }
}
