package org.jelbo.inference.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;

/** Which sites and inputs each site depends on, in the guide and in the model. */
final class Descent {
  private final Map<String, Set<String>> guideParents = new LinkedHashMap<>();
  private final Map<String, Set<String>> modelParents = new LinkedHashMap<>();

  private Descent() {}

  static Descent of(Runs runs) {
    Trace guide = runs.guide();
    Trace model = runs.model();
    Descent descent = new Descent();
    Map<String, Expr> marks = marks(guide, model);
    Map<String, Expr> latents = new LinkedHashMap<>(marks);
    latents.keySet().removeIf(name -> !isLatent(guide, name) && !isLatent(model, name));
    for (Site.Random site : guide.randoms()) {
      if (site.isLatent()) {
        descent.guideParents.put(site.name(), parents(site, marks, latents));
      } else if (site.origin() == Site.Origin.REPLAYED) {
        Set<String> parents = parents(site, marks, latents);
        parents.addAll(sources(site, marks));
        descent.guideParents.put(site.name(), parents);
      }
    }
    for (Site.Random site : model.randoms()) {
      descent.modelParents.put(site.name(), parents(site, marks, latents));
    }
    for (Site site : model.sites()) {
      if (site instanceof Site.Factor) {
        descent.modelParents.put(site.name(), Sources.direct(List.of(site.value()), marks));
      }
    }
    return descent;
  }

  List<String> guideParents(String site) {
    return new ArrayList<>(guideParents.getOrDefault(site, Set.of()));
  }

  List<String> modelParents(String site) {
    return new ArrayList<>(modelParents.getOrDefault(site, Set.of()));
  }

  /**
   * Why the closed form of a latent's divergence would be wrong: a parent of the latent in the
   * model is the latent itself or descends from it in the guide, so that the expectation over the
   * latent changes that parent too. Empty when it is right.
   */
  Optional<Reason> obstacle(String latent) {
    for (String parent : modelParents(latent)) {
      if (parent.equals(latent) || guideAncestors(parent).contains(latent)) {
        return Optional.of(new Reason.ParentDescends(latent, parent));
      }
    }
    return Optional.empty();
  }

  private Set<String> guideAncestors(String site) {
    Set<String> ancestors = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(guideParents(site));
    while (!open.isEmpty()) {
      String next = open.remove(open.size() - 1);
      if (ancestors.add(next)) {
        open.addAll(guideParents(next));
      }
    }
    return ancestors;
  }

  /** What a value that is put in the place of a draw is computed from. */
  private static Set<String> sources(Site.Random site, Map<String, Expr> marks) {
    Map<String, Expr> others = new LinkedHashMap<>(marks);
    others.remove(site.name());
    return Sources.direct(List.of(site.value()), others);
  }

  /**
   * The values of a trace's sites by name, for walking the graph back to them: past values that the
   * guide puts in the place of draws that no program scores.
   */
  private static Map<String, Expr> marks(Trace guide, Trace model) {
    Map<String, Expr> marks = new LinkedHashMap<>();
    for (Trace trace : List.of(guide, model)) {
      for (Site site : trace.sites()) {
        boolean isScored = !isReplayed(site) || model.random(site.name()).isPresent();
        if (isScored && (site instanceof Site.Random || site instanceof Site.Input)) {
          marks.putIfAbsent(site.name(), site.value());
        }
      }
    }
    return marks;
  }

  private static boolean isReplayed(Site site) {
    return site instanceof Site.Random random && random.origin() == Site.Origin.REPLAYED;
  }

  private static boolean isLatent(Trace trace, String name) {
    return trace.random(name).filter(Site.Random::isLatent).isPresent();
  }

  /** What the distribution is computed from, and the latents that the mask is. */
  private static Set<String> parents(
      Site.Random site, Map<String, Expr> marks, Map<String, Expr> latents) {
    Set<String> parents = Sources.direct(site.distribution().parameters().values(), marks);
    if (site.mask() != null) {
      parents.addAll(Sources.direct(List.of(site.mask()), latents));
    }
    return parents;
  }
}
