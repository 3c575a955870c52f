package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.derivation.Sketch;
import org.jelbo.inference.derivation.Term;

/**
 * The log-likelihood of a program without latents, negated: {@code -(1/N) log p(x)}, in nats per
 * datum. Its minimum over the parameters is the point estimate of maximum likelihood; with factors
 * that hold the log-densities of priors, that of the posterior's mode.
 */
public final class MaximumLikelihood implements Derived {
  private final Programs programs;

  private MaximumLikelihood(Programs programs) {
    this.programs = programs;
  }

  /**
   * The likelihood of a program.
   *
   * @param model every random site of it is to be given
   */
  public static MaximumLikelihood of(Program model) {
    return new MaximumLikelihood(Programs.of(model, guide -> {}));
  }

  /** This likelihood, with these sites taking the data, besides those given before. */
  public MaximumLikelihood given(String... names) {
    return new MaximumLikelihood(programs.given(names));
  }

  /** The model; the guide is empty. */
  @Override
  public Programs programs() {
    return programs;
  }

  @Override
  public int particles() {
    return 1;
  }

  @Override
  public Loss build(Setting setting) {
    return BoundLoss.of(derive(setting), setting, Expr.of(1), Term.Part.REC);
  }

  @Override
  public List<Param> parameters() {
    try (Sketch sketch = programs.sketch(1)) {
      derive(sketch);
      return sketch.parameters();
    }
  }

  @Override
  public String explain() {
    try (Sketch sketch = programs.sketch(1)) {
      return Explanation.of(this, derive(sketch), sketch.parameters());
    }
  }

  @Override
  public Derivation derive(Setting setting) {
    return programs.derive(setting, Divergences.empty(), false);
  }
}
