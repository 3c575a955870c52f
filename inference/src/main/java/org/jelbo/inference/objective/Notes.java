package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.validation.GradientPaths;

/** What a reader of a bound must know: what is not a bound, biased, or not trained. */
final class Notes {
  private final Derived objective;
  private final Derivation derivation;
  private final List<GradientPaths.Broken> broken;
  private final List<String> notes = new ArrayList<>();

  /**
   * Notes on a bound.
   *
   * @param broken draws from which it jumps
   */
  Notes(Derived objective, Derivation derivation, List<GradientPaths.Broken> broken) {
    this.objective = objective;
    this.derivation = derivation;
    this.broken = broken;
  }

  /**
   * All of them, and more.
   *
   * @param more in words
   */
  List<String> and(Collection<String> more) {
    if (objective instanceof Elbo elbo) {
      of(elbo);
    }
    if (objective instanceof ImportanceWeighted weighted) {
      of(weighted);
    }
    if (objective instanceof Renyi renyi) {
      of(renyi);
    }
    notes.addAll(derivation.masks().notes());
    broken.forEach(draw -> notes.add(draw.note()));
    notes.addAll(more);
    return notes;
  }

  private void of(Elbo elbo) {
    Schedule weight = elbo.klWeight();
    if (!weight.isConstantly(1)) {
      String warning = ": not a bound of the evidence where b is below 1";
      notes.add("b   = " + weight + (weight.least() < 1 ? warning : ""));
    }
    if (elbo.freeBits() > 0) {
      notes.add(
          "free bits: each divergence counts as "
              + elbo.freeBits()
              + " nats at least"
              + (weight.least() >= 1 ? "; a bound of the evidence, below the ELBO" : ""));
    }
    if (elbo.sticksTheLanding()) {
      notes.add("gradient of the guide at the draws, its densities held fixed: unbiased");
    }
  }

  private void of(ImportanceWeighted weighted) {
    WeightOptions options = weighted.options();
    notes.add("K = " + options.particles());
    for (String site : options.inside().stream().sorted().toList()) {
      notes.add(
          "q(" + site + ") does not occur: what is read for it alone is not trained by this bound");
    }
    for (String site : options.outside().stream().sorted().toList()) {
      notes.add(
          "the sum over "
              + site
              + " stands outside the weights: the bound does not tend to log p as K grows");
    }
    for (Site.Random site : derivation.guide().randoms()) {
      if (site.isLatent() && site.plates().size() == 0 && !options.isOneWeight()) {
        notes.add(
            site.name()
                + " stands outside the weights: the bound does not tend to log p as K grows");
      }
    }
    if (options.isDoublyReparameterized()) {
      notes.add("gradient of the guide doubly reparameterized: unbiased");
    }
  }

  private void of(Renyi renyi) {
    if (renyi.alpha() < 0) {
      notes.add("not a lower bound of the evidence: the order is below 0");
    }
    if (renyi.alpha() != 1) {
      notes.add("K draws estimate the bound with a bias that falls as K grows");
    }
  }
}
