package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.PlateReductions;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.derivation.Joined;
import org.jelbo.inference.derivation.Term;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.FormulaReductions;

/**
 * The terms of an importance-weighted bound by the latents that they share: one weight for each
 * group, in the plates that all of the group's sites stand in and no latent of it is summed along.
 */
final class WeightGroups {
  /**
   * Terms that share weighted latents, directly or by way of others.
   *
   * @param plates those that all terms stand in
   * @param isWeighted whether a weighted latent is among them
   */
  record Group(List<Term> terms, Axes plates, boolean isWeighted) {}

  private final Derivation derivation;

  private WeightGroups(Derivation derivation) {
    this.derivation = derivation;
  }

  /** The groups in the order of their first terms; a term without weighted latents is its own. */
  static List<Group> of(Derivation derivation) {
    return new WeightGroups(derivation).groups();
  }

  /** All terms as one group. */
  static List<Group> ofAll(Derivation derivation) {
    return List.of(new Group(derivation.terms(), Axes.NONE, true));
  }

  private List<Group> groups() {
    return Joined.by(derivation.terms(), this::weighted).stream()
        .map(
            group ->
                new Group(
                    group.members(), apart(group.members(), group.keys()), !group.keys().isEmpty()))
        .toList();
  }

  /**
   * The common plates whose indices have weights of their own: not those along which a latent is
   * summed, or reduced otherwise, on its way to a term.
   */
  private Axes apart(List<Term> terms, Set<String> latents) {
    List<Expr> costs = terms.stream().map(term -> term.cost().value()).toList();
    List<Expr> draws =
        latents.stream()
            .map(name -> derivation.guide().random(name).orElseThrow().value())
            .toList();
    Axes apart = common(terms);
    for (Axis axis : apart) {
      if (PlateReductions.areBetween(costs, draws, (Axis.Plate) axis)) {
        apart = apart.without(Axes.of(axis));
      }
    }
    return apart;
  }

  private static Axes common(List<Term> terms) {
    Axes common = terms.get(0).plates();
    for (Term term : terms) {
      common = common.without(common.without(term.plates()));
    }
    return common;
  }

  /** The weighted latents that a term depends on: drawn, in a plate. */
  private Set<String> weighted(Term term) {
    Set<String> latents = new LinkedHashSet<>();
    for (Site site : term.sites()) {
      latents.add(site.name());
      latents.addAll(derivation.modelParents(site.name()));
      latents.addAll(derivation.guideParents(site.name()));
    }
    latents.removeIf(
        name -> derivation.guide().random(name).filter(WeightGroups::isWeighted).isEmpty());
    return latents;
  }

  private static boolean isWeighted(Site.Random site) {
    return site.origin() == Site.Origin.DRAWN && site.plates().size() > 0;
  }

  /** A weighted latent that a site of the guide depends on, directly or by way of others. */
  static Optional<String> weightedAncestor(Derivation derivation, String site) {
    return ancestors(derivation, site).stream()
        .filter(
            name -> derivation.guide().random(name).filter(WeightGroups::isWeighted).isPresent())
        .findFirst();
  }

  /** What a site of the guide depends on, directly or by way of others, the nearest first. */
  static Set<String> ancestors(Derivation derivation, String site) {
    Set<String> ancestors = new LinkedHashSet<>();
    List<String> open = new ArrayList<>(derivation.guideParents(site));
    while (!open.isEmpty()) {
      String next = open.remove(0);
      if (ancestors.add(next)) {
        open.addAll(derivation.guideParents(next));
      }
    }
    return ancestors;
  }

  /** A group's log weight, {@code [particles, enumerations..., plates of the group...]}. */
  static Formula logWeight(Group group, RowSum rowSum) {
    List<Formula> logs = new ArrayList<>();
    for (Term term : group.terms()) {
      Formula log = Formula.negated(term.cost());
      Axes inner = term.plates().without(group.plates());
      for (int i = inner.size() - 1; i >= 0; i--) {
        Axis.Plate plate = (Axis.Plate) inner.at(i);
        log =
            plate.isOfData() ? rowSum.of(term, plate, log) : FormulaReductions.sumOver(plate, log);
      }
      logs.add(log);
    }
    return Formula.sum(logs);
  }

  /** The sum over all rows of the data, refused where a run sees some of them only. */
  interface RowSum {
    Formula of(Term term, Axis.Plate rows, Formula log);
  }
}
