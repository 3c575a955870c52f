package org.jelbo.inference.objective;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.dsl.nn.Layer;
import org.jelbo.dsl.param.Build;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Site;
import org.jelbo.inference.derivation.BaselineRule;
import org.jelbo.inference.derivation.Derivation;
import org.jelbo.inference.loss.Setting;
import org.jspecify.annotations.Nullable;

/** A draw that is scored, with what follows from it. */
final class ScoredDraw implements BaselineRule.Costs {
  private final Derivation derivation;
  private final Setting setting;
  private final Site.Random site;
  private final Axes axes;
  private final Expr cost;
  private final Supplier<Expr> others;
  private @Nullable Expr error;

  /**
   * Of a site.
   *
   * @param site as it is scored
   * @param axes of its score
   * @param cost all that follows from the draw, cut off from parameters, of these axes or fewer
   * @param others what the other particles cost; asked only then
   */
  ScoredDraw(
      Derivation derivation,
      Setting setting,
      Site.Random site,
      Axes axes,
      Expr cost,
      Supplier<Expr> others) {
    this.derivation = derivation;
    this.setting = setting;
    this.site = site;
    this.axes = axes;
    this.cost = cost;
    this.others = others;
  }

  @Override
  public Expr meanOfSteps(double kept) {
    return counted(mean(kept));
  }

  @Override
  public Expr ofOtherParticles() {
    return others.get();
  }

  @Override
  public Expr predicted(Layer layer, List<String> inputs) {
    Expr predicted = counted(network(layer, inputs));
    error = cost.minus(predicted).square();
    return predicted;
  }

  /** What a network that predicts costs is trained by; empty where there is none. */
  Optional<Expr> error() {
    return Optional.ofNullable(error);
  }

  /** Whether a value is computed from what a site draws. */
  static boolean follows(Expr value, Site.Random from) {
    return !value.isConstant()
        && !Sources.direct(List.of(value), Map.of(from.name(), from.value())).isEmpty();
  }

  /** What does not count costs nothing by itself: only noise would come of a baseline there. */
  private Expr counted(Expr baseline) {
    Expr mask = site.mask();
    return mask == null ? baseline : baseline.keptWhere(mask.sum());
  }

  private Expr mean(double weight) {
    Param kept = Param.of(name()).untrained();
    setting.reads(kept, "the baseline of '" + site.name() + "'", site.line());
    Expr before = setting.param(kept);
    setting.keepMean(kept, before.times(weight).plus(mean(cost).times(1 - weight)));
    return before;
  }

  private static Expr mean(Expr value) {
    Expr mean = value;
    for (Axis axis : mean.axes()) {
      mean = Reductions.meanOver(mean, axis);
    }
    return mean;
  }

  /** How parameters of a baseline are named: each term of a sum has other costs. */
  private String name() {
    return "baseline/" + (setting.term().isEmpty() ? "" : setting.term() + "/") + site.name();
  }

  private Expr network(Layer layer, List<String> names) {
    List<Expr> inputs = new ArrayList<>();
    for (String name : names) {
      Site found =
          derivation
              .guide()
              .site(name)
              .or(() -> derivation.model().site(name))
              .orElseThrow(
                  () -> BaselineMessages.baselineInputMissing(site.name(), name, derivation));
      if (follows(found.value(), site)) {
        throw BaselineMessages.baselineDependsOnDraw(site, name, derivation.guide());
      }
      inputs.add(found.value().stopGradient());
    }
    String place = "the baseline of '" + site.name() + "'";
    Build build =
        param -> {
          setting.reads(param, place, site.line());
          return setting.param(param);
        };
    // Of its own: what it shared with programs would be moved by its error, too.
    Build own = build.under(name());
    Expr value = layer.apply(own, inputs.toArray(Expr[]::new));
    if (value.eventShape().size() != 1) {
      throw BaselineMessages.baselineNotScalar(site, value);
    }
    for (Axis axis : value.axes().without(axes)) {
      throw BaselineMessages.baselineAlongOther(site, names, axis);
    }
    return value.sum();
  }
}
