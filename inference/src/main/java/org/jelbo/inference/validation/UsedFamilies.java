package org.jelbo.inference.validation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.distribution.Made;
import org.jelbo.dsl.distribution.Requirement;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.program.Site;
import org.jelbo.dsl.program.Trace;
import org.tensorflow.GraphOperation;

/**
 * The families that a program uses elsewhere than at a site, such as a log-probability in a factor
 * or the mean of one as a parameter of another: what their parameters have to be is required
 * wherever a site is computed from them. What a site is computed from is known of values alone: a
 * number that a family has as a parameter and that reaches a site by itself, too, is required to be
 * one.
 */
final class UsedFamilies {
  /** A family and what it requires. */
  private record Used(Made made, List<Requirement> required) {}

  /** Families by the ops that give their parameters. */
  private final Map<GraphOperation, List<Used>> byParameter = new LinkedHashMap<>();

  /** What is behind the value of a site is the matter of that site. */
  private final Set<GraphOperation> values = new HashSet<>();

  /**
   * The families that a run made and that are not those of its sites, unless a mask leaves out some
   * of what the site requires.
   */
  UsedFamilies(Trace trace) {
    Set<Made> ofSites = new HashSet<>();
    for (Site.Random site : trace.randoms()) {
      values.addAll(Sources.producers(List.of(site.value())));
      if (site.mask() == null) {
        ofSites.addAll(families(site));
      }
    }
    for (Made made : new LinkedHashSet<>(trace.families())) {
      if (!made.each().allMatch(ofSites::contains)) {
        Used used = new Used(made, made.requirements());
        for (GraphOperation parameter : Sources.producers(made.parameters().values())) {
          byParameter.computeIfAbsent(parameter, op -> new ArrayList<>()).add(used);
        }
      }
    }
    byParameter.values().removeIf(all -> all.stream().allMatch(one -> one.required().isEmpty()));
  }

  /** Those that a site has itself, one for each parameter. */
  private static Set<Made> families(Site site) {
    return site instanceof Site.Random random
        ? Made.of(random.distribution()).stream().flatMap(Made::each).collect(Collectors.toSet())
        : Set.of();
  }

  /** What is required of the families that a site is computed from, not through other sites. */
  Set<Requirement> of(Site site) {
    Set<Requirement> found = new LinkedHashSet<>();
    if (!byParameter.isEmpty()) {
      Set<Made> own = families(site);
      Set<GraphOperation> reached = Sources.operations(computedFrom(site), values);
      byParameter.forEach(
          (parameter, all) -> {
            if (reached.contains(parameter)) {
              all.stream()
                  .filter(one -> !one.made().each().allMatch(own::contains))
                  .forEach(one -> found.addAll(one.required()));
            }
          });
    }
    return found;
  }

  private static Collection<Expr> computedFrom(Site site) {
    if (site instanceof Site.Random random) {
      return random.conditionedOn();
    }
    return site instanceof Site.Input ? List.of() : List.of(site.value());
  }
}
