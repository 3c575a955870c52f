package org.jelbo.inference.objective;

import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;

/**
 * The importance-weighted bound, negated: {@code -IWAE_K = -E[log (1/K) sum_k w_k], w_k = p(x, z_k)
 * / q(z_k | x)} for K independent draws from the guide, in nats per datum (Burda, Grosse and
 * Salakhutdinov 2016, equation 8).
 *
 * <p>Latents that share terms, directly or by way of others, are a group and have one weight; its
 * log-mean-exp stands in the plates that all sites of the group have in common, for each row by
 * itself and never over the batch: plates inside are summed before it, plates outside after it.
 * Latents outside every plate are drawn once, outside the weights, and contribute {@code log p -
 * log q}; {@link #oneWeight} weighs them too. The bound rises with K towards the evidence where
 * nothing stands outside the weights.
 *
 * <p>Where the guide enumerates y there are two forms, and one is to be asked for: {@link
 * #sumInside} and {@link #sumOutside}.
 *
 * <p>The part {@code ess} is the effective number of particles, {@code (sum_k w_k)^2 / sum_k
 * w_k^2}, a count; the mean of the groups, in each of which a row counts as the greatest mask in
 * it.
 */
public final class Iwae extends ImportanceWeighted {
  private Iwae(WeightOptions options) {
    super(options);
  }

  /**
   * The bound of a model by a guide, with one particle.
   *
   * @param model the generative program
   * @param guide samples the model's latents
   * @throws JelboException for null
   */
  public static Iwae of(Program model, Program guide) {
    return new Iwae(WeightOptions.of(Programs.of(model, guide)));
  }

  /** This bound, with these sites taking the data, besides those given before. */
  public Iwae given(String... names) {
    return new Iwae(options.given(names));
  }

  /**
   * This bound with K draws.
   *
   * @param count K, at least 1
   * @throws JelboException for fewer than one
   */
  public Iwae particles(int count) {
    return new Iwae(options.particles(count));
  }

  /**
   * This bound with the values of a site that the guide enumerates summed within the weight: {@code
   * w_k = sum over y of p(x, y, z_k) / q(z_k | x, y)}. It tends to {@code log p(x)}; {@code q(y |
   * x)} does not occur: training is refused where its parameters are reached by no other term, such
   * as a {@link GuideLikelihood}.
   *
   * @param site enumerated by the guide
   * @throws JelboException for a site that {@link #sumOutside} has; when the bound is derived, for
   *     one that the guide does not enumerate
   */
  public Iwae sumInside(String site) {
    return new Iwae(options.inside(site));
  }

  /**
   * This bound with the values of a site that the guide enumerates summed outside the weights:
   * {@code sum over y of q(y | x) log (1/K) sum_k p(x, y, z_k) / (q(y | x) q(z_k | x, y))}. It
   * trains {@code q(y | x)}, and does not tend to {@code log p(x)}.
   *
   * @param site enumerated by the guide, from what is the same for all particles
   * @throws JelboException for a site that {@link #sumInside} has; when the bound is derived, for
   *     one that the guide does not enumerate, or from what differs by particle
   */
  public Iwae sumOutside(String site) {
    return new Iwae(options.outside(site));
  }

  /**
   * This bound with a latent treated as asked, as {@link Elbo#treat}; a draw that is scored has the
   * baseline of VIMCO where there are several particles (Mnih and Rezende 2016).
   *
   * @param site a latent of the model
   * @throws JelboException for a blank name; where the treatment is unsound, when the bound is
   *     derived
   */
  public Iwae treat(String site, Treatment treatment) {
    return new Iwae(options.treat(site, treatment));
  }

  /**
   * This bound with one weight around the whole program, for latents outside every plate too. It
   * needs all rows of the data at once.
   *
   * @throws JelboException when the bound is derived, in a run that sees some of the rows only
   */
  public Iwae oneWeight() {
    return new Iwae(options.oneWeight());
  }

  /**
   * This bound with the doubly reparameterized gradient of the guide (Tucker, Lawson, Gu and
   * Maddison 2019, equation 8): {@code sum_k v_k^2 (d log w_k / d z_k) (d z_k / d phi)} for
   * normalised weights {@code v}, with the guide's density held fixed. Its expectation is that of
   * the plain gradient, and its signal-to-noise ratio does not fall as K grows. The model's
   * gradient stays as it is, and that of a density whose range moves with parameters, as of {@link
   * Elbo#stickingTheLanding}.
   */
  public Iwae doublyReparameterized() {
    return new Iwae(options.doublyReparameterized());
  }

  @Override
  public String title() {
    return "Importance-weighted bound";
  }

  @Override
  public String symbol() {
    return "-IWAE";
  }

  @Override
  public Loss build(Setting setting) {
    return options.loss(setting, 1);
  }
}
