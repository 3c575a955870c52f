package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jelbo.dsl.divergence.Divergences;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.program.Program;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Rules;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.schedule.Schedule;

/**
 * The evidence lower bound, negated: {@code -ELBO = E_q[log q(z) - log p(x, z)] = kl + rec}, in
 * nats per datum (Kingma and Welling 2014, equations 2 and 3).
 *
 * <p>At a latent whose pair of families has a closed form, and where that is sound, kl is the
 * closed form; elsewhere it is {@code log q - log p} at the draw. The gradient is pathwise (their
 * section 2.4). A latent of finitely many values whose draws cannot be differentiated is
 * enumerated: every term that depends on it is summed over its values, weighed by {@code q}. A
 * finite site of the model that the guide lacks is summed out within the logarithm. {@link #treat}
 * asks for another treatment.
 *
 * <p>With a weight b on kl the loss is {@code rec + b kl} (Higgins et al. 2017); it is a bound of
 * the evidence for b of 1 or more.
 */
public final class Elbo implements SingleObjective {
  private final Programs programs;
  private final int particles;
  private final Schedule klWeight;
  private final double freeBits;
  private final Rules rules;

  private Elbo(Programs programs, int particles, Schedule klWeight, double freeBits, Rules rules) {
    this.programs = programs;
    this.particles = particles;
    this.klWeight = klWeight;
    this.freeBits = freeBits;
    this.rules = rules;
  }

  /**
   * The bound of a model by a guide: one particle, weight 1.
   *
   * @param model the generative program
   * @param guide samples the model's latents
   * @throws JelboException for null
   */
  public static Elbo of(Program model, Program guide) {
    return new Elbo(
        Programs.of(model, guide), 1, Schedule.constant(1), 0, Rules.of(Divergences.standard()));
  }

  /** This bound, with these sites taking the data, besides those given before. */
  public Elbo given(String... names) {
    return new Elbo(programs.given(names), particles, klWeight, freeBits, rules);
  }

  /**
   * This bound, averaged over independent draws of the latents in each step.
   *
   * @param count at least 1
   * @throws JelboException for fewer than one
   */
  public Elbo particles(int count) {
    return new Elbo(programs, Programs.requireParticles(count), klWeight, freeBits, rules);
  }

  /**
   * This bound with a weight on kl.
   *
   * @param weight finite, at least 0
   * @throws JelboException for a weight outside of its domain
   */
  public Elbo klWeight(double weight) {
    return klWeight(Schedule.constant(weight));
  }

  /**
   * This bound with a weight on kl that changes with the step, such as one that rises from 0
   * (Bowman et al. 2016, section 3.1).
   *
   * @param weight finite, at least 0 at every step
   * @throws JelboException for a weight that leaves its domain at a step
   */
  public Elbo klWeight(Schedule weight) {
    Required.of(weight, "klWeight", "a weight", "klWeight(1)");
    if (!weight.isFinite() || weight.least() < 0) {
      throw Messages.klWeightNotAllowed(weight);
    }
    return new Elbo(programs, particles, weight, freeBits, rules);
  }

  /**
   * This bound with free bits: the divergence of each latent from its prior counts as at least so
   * many nats, so that the first of them cost nothing (after Kingma et al. 2016, Improving
   * variational inference with inverse autoregressive flow, the objective with free bits of its
   * appendix; there the divergence is first averaged over the batch, here it is that of a datum, so
   * that no bound depends on how rows are batched): {@code max(nats, E_q[log q(z | parents) - log
   * p(z | parents)])} with the expectation over all sites that the divergence depends on together,
   * those that the guide enumerates with their weights. Draws stand for it by their mean over the
   * particles, so that the greater of the two is taken of an estimate. The mask of a latent
   * multiplies both: where it is 0 nothing counts. Not with {@link #stickingTheLanding}.
   *
   * @param nats at least 0; 0 for none
   * @throws JelboException for a number outside of its domain, and beside {@link
   *     #stickingTheLanding}
   */
  public Elbo freeBits(double nats) {
    if (!(nats >= 0) || !Double.isFinite(nats)) {
      throw Messages.freeBitsNotAllowed(nats);
    }
    if (nats > 0 && rules.atLeaves()) {
      throw Messages.freeBitsAtDraws("freeBits");
    }
    return new Elbo(programs, particles, klWeight, nats, rules);
  }

  /**
   * This bound with other closed forms.
   *
   * @throws JelboException for null
   */
  public Elbo divergences(Divergences table) {
    Required.of(table, "divergences", "a table", "Divergences.standard()");
    return new Elbo(programs, particles, klWeight, freeBits, rules.divergences(table));
  }

  /**
   * This bound with a latent treated as asked.
   *
   * @param site a latent of the model
   * @throws JelboException for a blank name; when the bound is derived, with the reason, where the
   *     treatment is unsound: a closed form that there is none of, draws that cannot be
   *     differentiated, values that are not finitely many
   */
  public Elbo treat(String site, Treatment treatment) {
    Required.name(site, "treat", "the name of a latent");
    Required.of(treatment, "treat '" + site + "'", "a treatment", "Treatment.pathwise()");
    return new Elbo(programs, particles, klWeight, freeBits, rules.treat(site, treatment.rule()));
  }

  /**
   * This bound with the gradient of the guide taken at the draws, its densities held fixed (Roeder,
   * Wu and Duvenaud 2017): the same in expectation, and 0 at every draw where the guide is the
   * posterior. Divergences are not in closed form then. A density whose range moves with
   * parameters, such as that of a uniform latent between two of them, keeps its plain gradient:
   * held fixed it would lack what enters and leaves.
   *
   * @throws JelboException beside {@link #freeBits}
   */
  public Elbo stickingTheLanding() {
    if (freeBits > 0) {
      throw Messages.freeBitsAtDraws("stickingTheLanding");
    }
    return new Elbo(programs, particles, klWeight, freeBits, rules.leaves());
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
  public String title() {
    return "Evidence lower bound";
  }

  @Override
  public String symbol() {
    return klWeight.isConstantly(1) && freeBits == 0 ? "-ELBO" : "loss";
  }

  @Override
  public Object countsGlobals() {
    return Programs.counting(programs, klWeight, freeBits);
  }

  @Override
  public Loss build(Setting setting) {
    Derivation derivation = derive(setting);
    KlChange change = new KlChange(klWeight.at(setting.step()), freeBits);
    DerivedLoss loss =
        BoundLoss.of(derivation, setting, change, List.of(Term.Part.KL, Term.Part.REC));
    return (rules.atLeaves() ? loss.atLeaves(null) : loss).notes(notes());
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!klWeight.isConstantly(1)) {
      String warning = ": not a bound of the evidence where b is below 1";
      notes.add("b   = " + klWeight.text() + (klWeight.least() < 1 ? warning : ""));
    }
    if (freeBits > 0) {
      notes.add(
          "free bits: each divergence counts as "
              + freeBits
              + " nats at least"
              + (klWeight.least() >= 1 ? "; a bound of the evidence, below the ELBO" : ""));
    }
    if (rules.atLeaves()) {
      notes.add("gradient of the guide at the draws, its densities held fixed: unbiased");
    }
    return notes;
  }

  private Derivation derive(Setting setting) {
    Derivation derivation =
        programs.derive(setting, rules.particles(particles).descended(setting.isDescended()));
    if (freeBits > 0) {
      ScoreFunctions.scored(derivation).stream()
          .findFirst()
          .ifPresent(
              site -> {
                throw BaselineMessages.freeBitsOfScores(site, derivation.guide());
              });
    }
    Set<Site> joined = new HashSet<>();
    for (Term term : derivation.terms()) {
      boolean isPart = term.sites().stream().anyMatch(joined::contains);
      joined.addAll(term.sites());
      if (isPart && freeBits > 0) {
        throw Messages.freeBitsOfPlates(term.site(), derivation.model());
      }
      if (term.part() == Term.Part.JOINT && !klWeight.isConstantly(1)) {
        throw Messages.weightOnJoint(term.site(), "klWeight", derivation.model());
      }
      if (term.part() == Term.Part.JOINT && freeBits > 0) {
        throw Messages.weightOnJoint(term.site(), "freeBits", derivation.model());
      }
    }
    return derivation;
  }
}
