package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.derivation.Sketch;

/**
 * The importance-weighted bound, negated: {@code -IWAE_K = -E[log (1/K) sum_k w_k], w_k = p(x, z_k)
 * / q(z_k | x)} for K independent draws from the guide, in nats per datum (Burda, Grosse and
 * Salakhutdinov 2016, equation 8).
 *
 * <p>The logarithm of the mean stands in the plate of the data: for each row by itself, never over
 * the batch. All latents stand in that plate; given sites may stand in plates of known size inside
 * it, which are summed within the weight. The bound rises with K towards the evidence. The part
 * {@code ess} is the effective number of particles, {@code (sum_k w_k)^2 / sum_k w_k^2}, a count.
 */
public final class Iwae implements Derived {
  private final Programs programs;
  private final int particles;

  private Iwae(Programs programs, int particles) {
    this.programs = programs;
    this.particles = particles;
  }

  /**
   * The bound of a model by a guide, with one particle.
   *
   * @param model the generative program
   * @param guide samples the model's latents
   */
  public static Iwae of(Program model, Program guide) {
    return new Iwae(Programs.of(model, guide), 1);
  }

  /** This bound, with these sites taking the data, besides those given before. */
  public Iwae given(String... names) {
    return new Iwae(programs.given(names), particles);
  }

  /**
   * This bound with K draws.
   *
   * @param count K, at least 1
   */
  public Iwae particles(int count) {
    return new Iwae(programs, Programs.requireParticles(count));
  }

  @Override
  public Programs programs() {
    return programs;
  }

  @Override
  public int particles() {
    return particles;
  }

  @Override
  public Loss build(Setting setting) {
    return WeightedLoss.of(LogWeights.of(programs, setting));
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
    Derivation derivation = programs.derive(setting, Divergences.empty(), true);
    LogWeights.requireOnePlate(derivation);
    return derivation;
  }
}
