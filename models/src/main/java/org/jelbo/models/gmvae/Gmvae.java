package org.jelbo.models.gmvae;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Iwae;

/**
 * The autoencoder with a trained mixture of K diagonal normals as its prior, as in the second
 * assignment of Stanford CS236 (2018):
 *
 * <pre>
 * p(x, z) = (1/K) sum_c N(z; m_c, v_c) prod_i Bernoulli(x_i; logits = decoder(z)_i)
 * q(z | x) = N(z; m, v),  (m, r) = encoder(x),  v = softplus(r) + 1e-8
 * </pre>
 *
 * The prior's parameters are {@code prior.mean} and {@code prior.raw}, {@code [K, latents]}, both
 * started at N(0, 1/(K latents)); {@code v_c = softplus(raw_c) + 1e-8}. The component is either
 * inside the distribution of z, or a site {@code c} of its own that is summed out: the same bound.
 */
public final class Gmvae {
  private static final double LEAST_VARIANCE = 1e-8;

  private final GmvaeSettings settings;
  private final Mlp encoder;
  private final Mlp decoder;
  private final Param means;
  private final Param raws;

  private Gmvae(GmvaeSettings settings) {
    this.settings = settings;
    int hidden = settings.hidden();
    encoder =
        Mlp.of("encoder", hidden, hidden, 2L * settings.latents())
            .activation(settings.activation());
    decoder =
        Mlp.of("decoder", hidden, hidden, settings.pixels()).activation(settings.activation());
    double start = 1 / Math.sqrt((double) settings.components() * settings.latents());
    means = Param.of("prior.mean", settings.components(), settings.latents()).normal(start);
    raws = Param.of("prior.raw", settings.components(), settings.latents()).normal(start);
  }

  /** The autoencoder of these settings. */
  public static Gmvae of(GmvaeSettings settings) {
    return new Gmvae(settings);
  }

  /** Images from latents of one mixture: sites {@code z} and {@code x} in plate {@code images}. */
  public Program model() {
    return p -> {
      Normal components = gaussian(p.param(means), p.param(raws));
      p.plate(
          "images",
          () -> {
            Expr z = p.sample("z", Mixture.ofRows(components));
            p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
          });
    };
  }

  /** The same with the component as a site: {@code c}, {@code z}, {@code x}. */
  public Program componentModel() {
    return p -> {
      Expr mean = p.param(means);
      Expr raw = p.param(raws);
      p.plate(
          "images",
          () -> {
            Expr c = p.sample("c", Categorical.uniform(settings.components()));
            Expr z = p.sample("z", gaussian(mean.at(c), raw.at(c)));
            p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z)));
          });
    };
  }

  /** Latents from images: site {@code z} from the input {@code x}. */
  public Program guide() {
    return p ->
        p.plate(
            "images",
            () -> {
              List<Expr> h = encoder.apply(p, p.input("x", settings.pixels())).split(2);
              p.sample("z", gaussian(h.get(0), h.get(1)));
            });
  }

  /** The bound that trains both, given the images {@code x}. */
  public Elbo elbo() {
    return Elbo.of(model(), guide()).given("x");
  }

  /** The same bound with the site {@code c} summed out of the model. */
  public Elbo componentElbo() {
    return Elbo.of(componentModel(), guide()).given("x");
  }

  /** The importance-weighted bound, given the images {@code x}; of one particle. */
  public Iwae iwae() {
    return Iwae.of(model(), guide()).given("x");
  }

  private static Normal gaussian(Expr mean, Expr raw) {
    return Normal.ofMeanAndVariance(mean, raw.softplus().plus(LEAST_VARIANCE));
  }
}
