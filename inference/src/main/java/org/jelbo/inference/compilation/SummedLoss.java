package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.validation.ColumnIndices;
import org.jelbo.inference.validation.ColumnPrecision;
import org.jelbo.inference.validation.Preflight;

/**
 * The loss of a step from those of its terms.
 *
 * @param reported {@code loss}, then the parts by name; scalars
 * @param terms the losses that were added
 * @param gradients of each parameter's shape, in their order
 */
record SummedLoss(Map<String, Expr> reported, List<ShardedLoss> terms, List<Expr> gradients) {
  /**
   * Adds the terms, each multiplied by its weight.
   *
   * @param batches by feed
   * @param parameters by name
   * @param preflight hears all that is refused, and refuses it
   */
  static SummedLoss of(
      Objective objective,
      List<SumTerm> terms,
      Map<String, Batch> batches,
      Map<String, Expr> parameters,
      Preflight preflight) {
    List<Batch> read =
        terms.stream().map(term -> batches.get(term.feed())).collect(Collectors.toList());
    List<Double> weights =
        objective.weights(
            read.stream().map(batch -> batch.feed().data().rows()).collect(Collectors.toList()));
    List<ShardedLoss> losses = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      SumTerm term = terms.get(i);
      Feed feed = read.get(i).feed();
      List<GraphSetting> settings = read.get(i).settings(term);
      preflight.hear(() -> ShardedLoss.of(term, feed, settings)).ifPresent(losses::add);
      preflight.columns(settings.get(0).given(), feed.data());
      List<Trace> traces = settings.get(0).traces();
      preflight.indices(ColumnIndices.of(traces), feed.data());
      Precision precision = settings.get(0).graph().precision();
      preflight.precision(ColumnPrecision.of(traces, precision), feed.data());
    }
    if (losses.size() < terms.size()) {
      preflight.require();
    }
    Expr total = ShardedLoss.weighted(losses.get(0).value(), weights.get(0));
    for (int i = 1; i < losses.size(); i++) {
      total = total.plus(ShardedLoss.weighted(losses.get(i).value(), weights.get(i)));
    }
    Map<String, Expr> reported = new LinkedHashMap<>();
    reported.put("loss", total);
    losses.forEach(loss -> reported.putAll(loss.parts()));
    Set<String> names = new HashSet<>();
    losses.forEach(loss -> names.addAll(loss.reached(parameters)));
    Map<String, Expr> reached = preflight.reached(total, names, parameters);
    losses.forEach(loss -> loss.look(preflight, parameters, () -> origins(losses)));
    Optional<List<Expr>> gradients =
        preflight.gradients(
            total, reached, () -> origins(losses), () -> gradients(losses, weights, reached));
    preflight.require();
    return new SummedLoss(reported, losses, gradients.orElseThrow());
  }

  private static List<Expr> gradients(
      List<ShardedLoss> losses, List<Double> weights, Map<String, Expr> parameters) {
    Map<String, Expr> gradients = new LinkedHashMap<>();
    for (int i = 0; i < losses.size(); i++) {
      double weight = weights.get(i);
      losses
          .get(i)
          .gradients(parameters)
          .forEach(
              (name, one) -> gradients.merge(name, ShardedLoss.weighted(one, weight), Expr::plus));
    }
    return parameters.keySet().stream().map(gradients::get).collect(Collectors.toList());
  }

  /** What layers keep of the step. */
  Map<Param, Expr> kept() {
    Map<Param, Expr> kept = new LinkedHashMap<>();
    for (ShardedLoss term : terms) {
      term.kept()
          .forEach(
              (param, next) -> {
                if (kept.put(param, next) != null) {
                  throw ParameterMessages.keptTwice(param);
                }
              });
    }
    return kept;
  }

  /** The runs of the programs, in the first shard of every term. */
  List<Trace> traces() {
    return terms.stream().flatMap(term -> term.traces().stream()).toList();
  }

  /** Where the ops of the loss come from. */
  Origins origins() {
    return origins(terms);
  }

  private static Origins origins(List<ShardedLoss> terms) {
    Origins origins = new Origins();
    terms.forEach(term -> term.addTo(origins));
    return origins;
  }
}
