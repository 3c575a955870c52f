package org.jelbo.inference.derivation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;

/** What the runs of a model and its guide must have in common. */
final class GuideAndModel {
  private GuideAndModel() {}

  static void check(BoundRequest request, Trace guide, Trace model) {
    requireOneDataPlate(guide, model);
    requireInputsAreData(guide, model);
    requireScored(request.given(), guide, model);
    requireNoFactors(guide);
    requireTreatedAreLatents(request, model);
    requireDiscreteAreDiscrete(guide, model);
  }

  /** Probabilities against a density: no divergence of the two is finite. */
  private static void requireDiscreteAreDiscrete(Trace guide, Trace model) {
    for (Site.Random q : guide.randoms()) {
      if (isOfValues(q)) {
        model
            .random(q.name())
            .filter(p -> !isDiscrete(p.distribution()))
            .ifPresent(
                p -> {
                  throw TreatmentMessages.discreteHasDensity(q, p, model);
                });
      }
    }
  }

  /** Whether a latent has probabilities that something computes with: those of its values. */
  private static boolean isOfValues(Site.Random q) {
    return q.origin() == Site.Origin.ENUMERATED
        || (q.isLatent() && !q.distribution().isReparameterized() && isDiscrete(q.distribution()));
  }

  private static boolean isDiscrete(Distribution distribution) {
    return distribution.cardinality().isPresent() || distribution.support().isWhole();
  }

  private static void requireTreatedAreLatents(BoundRequest request, Trace model) {
    Set<String> latents = new TreeSet<>();
    model.randoms().stream()
        .filter(site -> site.origin() != Site.Origin.GIVEN)
        .forEach(site -> latents.add(site.name()));
    for (String name : request.rules().treatments().keySet()) {
      if (!latents.contains(name)) {
        throw TreatmentMessages.nothingToTreat(name, latents);
      }
    }
  }

  private static void requireInputsAreData(Trace guide, Trace model) {
    for (Trace trace : List.of(guide, model)) {
      for (Site site : trace.sites()) {
        boolean isLatent = guide.random(site.name()).map(Site.Random::isLatent).orElse(false);
        if (site instanceof Site.Input && isLatent) {
          throw Messages.inputIsLatent(site, trace);
        }
      }
    }
  }

  private static void requireOneDataPlate(Trace guide, Trace model) {
    for (Axis inGuide : guide.plates()) {
      for (Axis inModel : model.plates()) {
        if (inGuide.isOfData() && inModel.isOfData() && !inGuide.equals(inModel)) {
          throw Messages.dataPlatesDiffer(model, inModel, guide, inGuide);
        }
      }
    }
  }

  private static void requireScored(Set<String> given, Trace guide, Trace model) {
    for (Site.Random site : guide.randoms()) {
      if (site.isLatent() && model.random(site.name()).isEmpty()) {
        throw Messages.latentOnlyInGuide(site, guide, model);
      }
    }
    for (String name : given) {
      if (model.random(name).isEmpty() && guide.random(name).isEmpty()) {
        throw givenNotScored(name, given.size(), model, guide);
      }
    }
    boolean isScored =
        model.sites().stream().anyMatch(Site.Factor.class::isInstance)
            || given.stream().anyMatch(name -> model.random(name).isPresent());
    if (!isScored) {
      given.stream()
          .map(guide::random)
          .flatMap(Optional::stream)
          .findFirst()
          .ifPresent(
              site -> {
                throw GivenMessages.givenOnlyInGuide(site, guide);
              });
    }
  }

  private static JelboException givenNotScored(String name, int given, Trace model, Trace guide) {
    for (Trace trace : List.of(model, guide)) {
      if (trace.site(name).isPresent()) {
        return GivenMessages.givenNotRandom(trace.site(name).get(), trace, given);
      }
      if (trace.hidden().contains(name)) {
        return GivenMessages.givenHidden(name, trace.program(), given);
      }
    }
    return GivenMessages.givenUnknown(name, model, guide);
  }

  static void requireNoFactors(Trace guide) {
    for (Site site : guide.sites()) {
      if (site instanceof Site.Factor) {
        throw Messages.factorInGuide(site, guide);
      }
    }
  }
}
