package org.jelbo.models.fsvae;

import java.util.List;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;

/**
 * The fully supervised variational autoencoder of Stanford CS236's second assignment (2018): what
 * an image shows is known, and z is left with how it looks. The generative model M2 of Kingma and
 * others (2014), equation 2, with all labels given and normal pixels:
 *
 * <pre>
 * p(x, y, z) = Cat(y; 1/labels) N(z; 0, I) N(x; decoder(z, y), variance I)
 * q(z | x, y) = N(z; m, v),  (m, r) = encoder(x, y),  v = softplus(r) + 1e-8
 * </pre>
 */
public final class Fsvae {
  private final FsvaeSettings settings;

  private Fsvae(FsvaeSettings settings) {
    this.settings = settings;
  }

  /** The autoencoder of these settings. */
  public static Fsvae of(FsvaeSettings settings) {
    return new Fsvae(settings);
  }

  /**
   * Images from labels and latents: sites {@code y}, one-hot, {@code z} and {@code x} in plate
   * {@code images}.
   */
  public Program model() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr y = p.sample("y", OneHotCategorical.uniform(settings.labels()));
              Expr z = p.sample("z", Normal.standard(settings.latents()));
              Expr variance = Expr.of(settings.variance());
              Expr mean = settings.networks().decode(p, z, y);
              p.sample("x", Normal.ofMeanAndVariance(mean, variance));
            });
  }

  /**
   * Latents from images and their labels: site {@code z} from the inputs {@code x} and {@code y}.
   */
  public Program guide() {
    return p ->
        p.plate(
            "images",
            () -> {
              Networks networks = settings.networks();
              Expr x = p.input("x", networks.image());
              Expr y = p.input("y", settings.labels());
              List<Expr> h = networks.encode(p, x, y, 2L * settings.latents()).split(2);
              p.sample("z", Normal.ofMeanAndVariance(h.get(0), h.get(1).softplus().plus(1e-8)));
            });
  }

  /**
   * The bound on {@code log p(x, y)} that trains both, given images {@code x} and labels {@code y};
   * the labels' part of it is the constant {@code -log labels}.
   */
  public Elbo elbo() {
    return Elbo.of(model(), guide()).given("x", "y");
  }
}
