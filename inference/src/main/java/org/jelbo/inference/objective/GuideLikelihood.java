package org.jelbo.inference.objective;

import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;

/**
 * The log-likelihood of one site of a guide, negated: {@code -(1/N) sum over rows log q(y | x)}, in
 * nats per datum. It trains a classifier that a guide holds where labels are seen (Kingma, Rezende,
 * Mohamed and Welling 2014, equation 9).
 *
 * <pre>
 * GuideLikelihood.of(guide, "y").from("labelled").weight(100)
 * </pre>
 *
 * <p>The guide runs up to the site, which takes the data. A latent that the site depends on is
 * summed out where it has finitely many values, and refused elsewhere: a draw of it would give a
 * lower bound. There is no model, so that a fit of it by itself has nothing to sample.
 */
public final class GuideLikelihood implements SingleObjective {
  private final Programs programs;
  private final String site;

  private GuideLikelihood(Programs programs, String site) {
    this.programs = programs;
    this.site = site;
  }

  /**
   * The likelihood of a site.
   *
   * @param guide declares the site
   * @param site a random site of the guide; it is given, and need not be named by {@link #given}
   * @throws JelboException for null, and a blank name
   */
  public static GuideLikelihood of(Program guide, String site) {
    Required.name(site, "GuideLikelihood", "the name of a site of the guide");
    return new GuideLikelihood(Programs.ofGuide(guide).given(site), site);
  }

  /** This likelihood, with these sites of the guide taking the data, too. */
  public GuideLikelihood given(String... names) {
    return new GuideLikelihood(programs.given(names), site);
  }

  /** An empty model, and the guide. */
  @Override
  public Programs programs() {
    return programs;
  }

  @Override
  public String title() {
    return "Log-likelihood of the guide";
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
    Derivation derivation = Derivation.ofGuide(programs.guide(), programs.given(), site, setting);
    return BoundLoss.of(derivation, setting, KlChange.NONE, List.of(Term.Part.REC));
  }
}
