package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Rules;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;

/**
 * The log-likelihood of a program, negated: {@code -(1/N) log p(x)}, in nats per datum. Every site
 * is given, or has finitely many values and is summed out: a chain of discrete sites by the forward
 * recursion (Rabiner 1989, section III.A). Its minimum over the parameters is the point estimate of
 * maximum likelihood; with factors that hold the log-densities of priors, that of the posterior's
 * mode.
 */
public final class MaximumLikelihood implements SingleObjective {
  private final Programs programs;

  private MaximumLikelihood(Programs programs) {
    this.programs = programs;
  }

  /**
   * The likelihood of a program.
   *
   * @param model every random site of it is to be given, or finite
   * @throws JelboException for null
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
  public String title() {
    return "Log-likelihood";
  }

  @Override
  public String symbol() {
    return "-log-likelihood";
  }

  @Override
  public Object countsGlobals() {
    return Programs.counting(programs);
  }

  @Override
  public Loss build(Setting setting) {
    Derivation derivation = programs.derive(setting, Rules.of(Divergences.empty()));
    return BoundLoss.of(derivation, setting, KlChange.NONE, List.of(Term.Part.REC));
  }
}
