package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;

/**
 * The variational Renyi bound, negated: {@code -L_a = -1/(1-a) E[log (1/K) sum_k w_k^(1-a)]},
 * {@code w_k = p(x, z_k) / q(z_k | x)}, in nats per datum (Li and Turner 2016, equation 13).
 *
 * <p>For a of 0 it is {@link Iwae}; for 1, its limit, the mean of {@code log w}: the evidence lower
 * bound without closed forms. It falls as a grows; below 0 it is not a lower bound of the evidence.
 * Groups and forms with enumerated sites are as those of {@link Iwae}; the gradient is the plain
 * one.
 */
public final class Renyi extends ImportanceWeighted {
  private final double alpha;

  private Renyi(WeightOptions options, double alpha) {
    super(options);
    this.alpha = alpha;
  }

  /**
   * The bound of a model by a guide, with one particle and a of 0.
   *
   * @param model the generative program
   * @param guide samples the model's latents
   * @throws JelboException for null
   */
  public static Renyi of(Program model, Program guide) {
    return new Renyi(WeightOptions.of(Programs.of(model, guide)), 0);
  }

  /** This bound, with these sites taking the data, besides those given before. */
  public Renyi given(String... names) {
    return new Renyi(options.given(names), alpha);
  }

  /**
   * This bound with K draws.
   *
   * @param count K, at least 1
   * @throws JelboException for fewer than one
   */
  public Renyi particles(int count) {
    return new Renyi(options.particles(count), alpha);
  }

  /**
   * This bound of another order.
   *
   * @param order a, finite
   * @throws JelboException for an order that is not finite
   */
  public Renyi alpha(double order) {
    if (!Double.isFinite(order)) {
      throw WeightMessages.alphaNotFinite(order);
    }
    return new Renyi(options, order);
  }

  /**
   * As {@link Iwae#sumInside}.
   *
   * @throws JelboException for a site that {@link #sumOutside} has; when the bound is derived, for
   *     one that the guide does not enumerate
   */
  public Renyi sumInside(String site) {
    return new Renyi(options.inside(site), alpha);
  }

  /**
   * As {@link Iwae#sumOutside}.
   *
   * @throws JelboException for a site that {@link #sumInside} has; when the bound is derived, for
   *     one that the guide does not enumerate, or from what differs by particle
   */
  public Renyi sumOutside(String site) {
    return new Renyi(options.outside(site), alpha);
  }

  /**
   * As {@link Iwae#treat}.
   *
   * @throws JelboException for a blank name; where the treatment is unsound, when the bound is
   *     derived
   */
  public Renyi treat(String site, Treatment treatment) {
    return new Renyi(options.treat(site, treatment), alpha);
  }

  /**
   * As {@link Iwae#oneWeight}.
   *
   * @throws JelboException when the bound is derived, in a run that sees some of the rows only
   */
  public Renyi oneWeight() {
    return new Renyi(options.oneWeight(), alpha);
  }

  /** The order of the bound, a. */
  public double alpha() {
    return alpha;
  }

  @Override
  public String title() {
    return "Renyi bound of order " + alpha;
  }

  @Override
  public String symbol() {
    return "-Renyi";
  }

  @Override
  public Loss build(Setting setting) {
    List<String> notes = new ArrayList<>();
    if (alpha < 0) {
      notes.add("not a lower bound of the evidence: the order is below 0");
    }
    if (alpha != 1) {
      notes.add("K draws estimate the bound with a bias that falls as K grows");
    }
    return options.loss(setting, 1 - alpha).notes(notes);
  }
}
