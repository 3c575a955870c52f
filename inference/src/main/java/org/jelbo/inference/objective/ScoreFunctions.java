package org.jelbo.inference.objective;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Masks;
import org.jelbo.dsl.expr.PlateReductions;
import org.jelbo.dsl.expr.PowerMeans;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.formula.GuideWeights;
import org.jelbo.inference.loss.Setting;

/**
 * What the draws that are scored add to what is descended: for each such site s the sum over the
 * indices of its axes of {@code log q(s) stop(C_s - b_s)}, where C_s is all of the loss that
 * follows from the draw at that index and b_s a baseline (Schulman et al. 2015, equation 4).
 *
 * <p>The loss is a sum of costs along their axes: the mean over rows and, of costs that tell
 * particles apart, over particles; the sum over inner plates and, weighed, over enumerated values.
 * C_s has the axes of the draw: axes that it lacks are reduced so. Other rows of its plate enter
 * only where what they cost is computed from what is drawn for several rows together.
 */
final class ScoreFunctions {
  /**
   * A part of the loss.
   *
   * @param cost in nats, {@code [axes...]}: not yet weighed by enumerated sites nor reduced
   * @param plates that it stands in, of which it may have no axis where it is alike along one
   * @param weight that the loss multiplies it by
   * @param withoutEach for a cost that has no particles because it is a mean over them: the cost
   *     had each not been drawn, {@code [particles, axes...]}
   */
  record Cost(Formula cost, Axes plates, Expr weight, Optional<Formula> withoutEach) {
    private Cost with(Formula other) {
      return new Cost(other, plates, weight, withoutEach);
    }
  }

  private final Derivation derivation;
  private final Setting setting;
  private final List<Cost> costs;

  private ScoreFunctions(Derivation derivation, Setting setting, List<Cost> costs) {
    this.derivation = derivation;
    this.setting = setting;
    this.costs = costs;
  }

  /** The sites of a guide that are scored. */
  static List<Site.Random> scored(Derivation derivation) {
    return derivation.guide().randoms().stream()
        .filter(site -> derivation.plan(site.name()).estimator().baseline().isPresent())
        .toList();
  }

  /** Refuses sites whose values move with parameters. */
  static void requireRanges(Derivation derivation, List<Site.Random> scored) {
    Ranges ranges = Ranges.of(derivation);
    for (Site.Random site : scored) {
      boolean isPathwise = site.distribution().isReparameterized();
      String instead = isPathwise ? "Treatment.pathwise()" : "a family whose range is fixed";
      ranges
          .moved(derivation.scored(site.name()))
          .ifPresent(
              parameter -> {
                throw BaselineMessages.rangeMoves(site, parameter, instead, derivation.guide());
              });
    }
  }

  /** What is added to what is descended; scalar, empty where no draw is scored. */
  static Optional<Expr> of(Derivation derivation, Setting setting, List<Cost> costs) {
    ScoreFunctions scores = new ScoreFunctions(derivation, setting, costs);
    return scored(derivation).stream().map(scores::of).reduce(Expr::plus);
  }

  private Expr of(Site.Random site) {
    Site.Random q = derivation.scored(site.name());
    // A mask counts the density in the bound; what the draw is distributed as it does not change.
    Expr score = q.distribution().logProb(q.value());
    Axes axes = score.axes();
    List<Cost> own =
        costs.stream().filter(cost -> ScoredDraw.follows(expected(cost), site)).toList();
    if (own.isEmpty()) {
      return Expr.of(0);
    }
    Expr cost = sum(own, site, axes, Cost::cost).stopGradient();
    ScoredDraw draw =
        new ScoredDraw(derivation, setting, q, axes, cost, () -> others(own, site, axes, cost));
    Expr baseline = derivation.plan(site.name()).estimator().baseline().orElseThrow().of(draw);
    Expr more = draw.error().map(error -> loss(error, true)).orElse(Expr.of(0));
    boolean ofParticles = own.stream().allMatch(each -> each.withoutEach().isEmpty());
    return loss(score.times(cost.minus(baseline).stopGradient()), ofParticles).plus(more);
  }

  private Expr expected(Cost cost) {
    return derivation.weights().expected(cost.cost()).value();
  }

  /** Costs together, along axes of a draw. */
  private Expr sum(List<Cost> some, Site.Random draw, Axes axes, Function<Cost, Formula> what) {
    Expr sum = Expr.of(0);
    for (Cost cost : some) {
      sum = sum.plus(along(cost.with(what.apply(cost)), draw, axes));
    }
    return sum;
  }

  /** One cost along axes of a draw: as the loss adds it up along all others. */
  private Expr along(Cost cost, Site.Random draw, Axes axes) {
    Expr value = weighed(cost, axes);
    for (Axis axis : cost.plates()) {
      Axis.Plate plate = (Axis.Plate) axis;
      boolean isApart = axes.contains(plate) && !areTogether(value, draw, plate);
      value = isApart ? value : total(value, plate, axes.contains(plate));
    }
    for (Axis axis : value.axes().without(axes)) {
      value = isMean(axis) ? Reductions.meanOver(value, axis) : Reductions.sumOver(value, axis);
    }
    boolean isOfRows = cost.plates().hasRows() || axes.hasRows();
    return isOfRows ? value : value.dividedBy(setting.population());
  }

  /** Whether what one index of a plate costs is computed from what is drawn for others. */
  private static boolean areTogether(Expr cost, Site.Random draw, Axis.Plate plate) {
    List<Expr> of = List.of(cost);
    List<Expr> from = List.of(draw.value());
    return PlateReductions.areBetween(of, from, plate)
        || (plate.isOfData() && PlateReductions.areNormedBetween(of, from));
  }

  /** Weighed by enumerated sites, and summed over those that a draw has no axes of. */
  private Expr weighed(Cost cost, Axes axes) {
    GuideWeights weights = derivation.weights();
    Set<Axis.Enumeration> all = new LinkedHashSet<>(weights.weightSet(cost.cost().value().axes()));
    Set<Axis.Enumeration> kept = new LinkedHashSet<>(weights.weightSet(axes));
    kept.retainAll(all);
    all.removeAll(kept);
    Expr value = weights.expected(cost.cost(), all).value().times(cost.weight());
    return kept.isEmpty() ? value : value.times(weights.probability(kept));
  }

  /**
   * What all indices of a plate cost. The loss is a mean over rows: of a draw for all of them that
   * is meant, and of a draw for each, whose scores are averaged too, the sum.
   */
  private Expr total(Expr value, Axis.Plate plate, boolean isOfDraw) {
    if (plate.isOfData() && !isOfDraw) {
      return Reductions.meanOver(value, plate);
    }
    boolean isAlike = !value.axes().contains(plate);
    return plate.isOfData() && isAlike
        ? value.times(setting.population())
        : PlateSums.along(value, plate);
  }

  private static boolean isMean(Axis axis) {
    return axis instanceof Axis.Particles || (axis instanceof Axis.Plate plate && plate.isOfData());
  }

  /** The whole of what stands along the axes of a draw. */
  private static Expr loss(Expr value, boolean ofParticles) {
    Expr loss = value.sum();
    for (Axis axis : loss.axes()) {
      boolean isSum = axis instanceof Axis.Particles && !ofParticles;
      loss =
          isMean(axis) && !isSum ? Reductions.meanOver(loss, axis) : Reductions.sumOver(loss, axis);
    }
    return loss;
  }

  /** Of the costs of particles, or of the one of all particles without each. */
  private Expr others(List<Cost> own, Site.Random site, Axes axes, Expr cost) {
    List<Cost> joined = own.stream().filter(each -> each.withoutEach().isPresent()).toList();
    if (!joined.isEmpty()) {
      return sum(joined, site, axes, each -> each.withoutEach().orElseThrow());
    }
    Expr others = cost;
    for (Axis axis : setting.particles()) {
      Expr count = Reductions.sumOver(Masks.zerosLike(cost).plus(1), axis);
      others =
          Reductions.sumOver(cost, axis).minus(cost).dividedBy(count.minus(1).maximum(Expr.of(1)));
    }
    return others;
  }

  /** {@code log mean exp} of a group's log weights, had each particle not been drawn. */
  static Optional<Formula> withoutEach(Formula logWeight, Axes particles, double power) {
    for (Axis axis : particles) {
      if (logWeight.value().axes().contains(axis)) {
        Expr value = PowerMeans.leaveOneOut(logWeight.value(), axis, power);
        return Optional.of(
            Formula.negated(
                new Formula.Density(
                    Formula.Kind.MODEL, "others", List.of(), List.of(), false, value)));
      }
    }
    return Optional.empty();
  }
}
