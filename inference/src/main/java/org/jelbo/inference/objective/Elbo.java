package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.error.Present;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.derivation.Sketch;
import org.jelbo.inference.derivation.Term;

/**
 * The evidence lower bound, negated: {@code -ELBO = E_q[log q(z) - log p(x, z)] = kl + rec}, in
 * nats per datum (Kingma and Welling 2014, equations 2 and 3).
 *
 * <p>At a latent whose pair of families has a closed form, and where that is sound, kl is the
 * closed form; elsewhere it is {@code log q - log p} at the draw. The gradient is pathwise. With a
 * weight b on kl the loss is {@code rec + b kl} (Higgins et al. 2017); it is a bound of the
 * evidence for b of 1 or more.
 */
public final class Elbo implements Derived {
  private final Programs programs;
  private final int particles;
  private final Schedule klWeight;
  private final Divergences divergences;

  private Elbo(Programs programs, int particles, Schedule klWeight, Divergences divergences) {
    this.programs = programs;
    this.particles = particles;
    this.klWeight = klWeight;
    this.divergences = divergences;
  }

  /**
   * The bound of a model by a guide: one particle, weight 1.
   *
   * @param model the generative program
   * @param guide samples the model's latents
   */
  public static Elbo of(Program model, Program guide) {
    return new Elbo(Programs.of(model, guide), 1, Schedule.constant(1), Divergences.standard());
  }

  /** This bound, with these sites taking the data, besides those given before. */
  public Elbo given(String... names) {
    return new Elbo(programs.given(names), particles, klWeight, divergences);
  }

  /**
   * This bound, averaged over independent draws of the latents in each step.
   *
   * @param count at least 1
   */
  public Elbo particles(int count) {
    return new Elbo(programs, Programs.requireParticles(count), klWeight, divergences);
  }

  /**
   * This bound with a weight on kl.
   *
   * @param weight at least 0
   */
  public Elbo klWeight(double weight) {
    return klWeight(Schedule.constant(weight));
  }

  /**
   * This bound with a weight on kl that changes with the step.
   *
   * @param weight at least 0 at every step
   */
  public Elbo klWeight(Schedule weight) {
    Present.of(weight, "klWeight", "a weight", "klWeight(1)");
    if (!(weight.least() >= 0)) {
      throw Messages.negativeWeight(weight);
    }
    return new Elbo(programs, particles, weight, divergences);
  }

  /** This bound with other closed forms. */
  public Elbo divergences(Divergences table) {
    return new Elbo(programs, particles, klWeight, table);
  }

  @Override
  public Programs programs() {
    return programs;
  }

  @Override
  public int particles() {
    return particles;
  }

  Schedule klWeight() {
    return klWeight;
  }

  @Override
  public Loss build(Setting setting) {
    return BoundLoss.of(
        derive(setting), setting, klWeight.at(setting.step()), Term.Part.KL, Term.Part.REC);
  }

  @Override
  public List<Param> parameters() {
    try (Sketch sketch = programs.sketch(particles)) {
      derive(sketch);
      return sketch.parameters();
    }
  }

  @Override
  public String explain() {
    try (Sketch sketch = programs.sketch(particles)) {
      return Explanation.of(this, derive(sketch), sketch.parameters());
    }
  }

  @Override
  public Derivation derive(Setting setting) {
    return programs.derive(setting, divergences, false);
  }
}
