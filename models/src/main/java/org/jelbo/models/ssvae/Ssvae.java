package org.jelbo.models.ssvae;

import java.util.List;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.dsl.nn.Mlp;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.GuideLikelihood;
import org.jelbo.inference.objective.Objective;

/**
 * The autoencoder whose label is sometimes seen (Kingma, Rezende, Mohamed and Welling 2014, model
 * M2), with the networks of the second assignment of Stanford CS236 (2018):
 *
 * <pre>
 * p(y) = Categorical(1/L),  p(z) = N(0, I),  p(x | y, z) = prod_i Bernoulli(logits = decoder(z, y)_i)
 * q(y | x) = Categorical(logits = classifier(x))
 * q(z | x, y) = N(m, v),  (m, r) = encoder(x, y),  v = softplus(r) + 1e-8
 * </pre>
 *
 * The loss is {@code a} times the negative bound of images without labels, in which y is summed
 * over exactly with a draw of z for each label, and {@code b} times {@code -log q(y | x)} of images
 * with labels.
 */
public final class Ssvae {
  /** The feed of images without labels. */
  public static final String UNLABELLED = "unlabelled";

  /** The feed of images with labels. */
  public static final String LABELLED = "labelled";

  private static final double LEAST_VARIANCE = 1e-8;

  private final SsvaeSettings settings;
  private final Mlp classifier;
  private final Mlp encoder;
  private final Mlp decoder;

  private Ssvae(SsvaeSettings settings) {
    this.settings = settings;
    int hidden = settings.hidden();
    classifier =
        Mlp.of("classifier", hidden, hidden, settings.labels()).activation(Activation.RELU);
    encoder = Mlp.of("encoder", hidden, hidden, 2L * settings.latents()).activation(Activation.ELU);
    decoder = Mlp.of("decoder", hidden, hidden, settings.pixels()).activation(Activation.ELU);
  }

  /** The autoencoder of these settings. */
  public static Ssvae of(SsvaeSettings settings) {
    return new Ssvae(settings);
  }

  /** Images from labels and latents: sites {@code y}, {@code z}, {@code x}. */
  public Program model() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr y = p.sample("y", OneHotCategorical.uniform(settings.labels()));
              Expr z = p.sample("z", Normal.standard(settings.latents()));
              p.sample("x", Bernoulli.ofLogits(decoder.apply(p, z, y)));
            });
  }

  /** Labels and latents from images: sites {@code y} and {@code z} from the input {@code x}. */
  public Program guide() {
    return p ->
        p.plate(
            "images",
            () -> {
              Expr x = p.input("x", settings.pixels());
              Expr y = p.sample("y", OneHotCategorical.ofLogits(classifier.apply(p, x)));
              List<Expr> h = encoder.apply(p, x, y).split(2);
              Expr variance = h.get(1).softplus().plus(LEAST_VARIANCE);
              p.sample("z", Normal.ofMeanAndVariance(h.get(0), variance));
            });
  }

  /** The bound of images without labels, y summed over. */
  public Elbo elbo() {
    return Elbo.of(model(), guide()).given("x");
  }

  /** The loss that trains both: feeds {@link #UNLABELLED} and {@link #LABELLED}. */
  public Objective objective() {
    return objective(1);
  }

  /**
   * The same with several draws of z in the bound.
   *
   * @param particles at least 1
   */
  public Objective objective(int particles) {
    return Objective.sum(
        elbo().particles(particles).from(UNLABELLED).weight(settings.boundWeight()),
        GuideLikelihood.of(guide(), "y").from(LABELLED).weight(settings.labelWeight()));
  }
}
