package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.gradient.Gradients;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Summand;

/**
 * The loss of a step from those of its terms.
 *
 * @param reported {@code loss}, then the parts by name; scalars
 * @param sites what each site adds, see {@link org.jelbo.inference.objective.Loss#sites}; scalars
 * @param gradients of each parameter's shape, in their order
 */
record SummedLoss(Map<String, Expr> reported, Map<String, Expr> sites, List<Expr> gradients) {
  /**
   * Adds the terms, each multiplied by its weight.
   *
   * @param batches by feed
   * @param parameters by name
   */
  static SummedLoss of(
      Objective objective,
      List<Summand> terms,
      Map<String, Batch> batches,
      Map<String, Expr> parameters) {
    List<Batch> read =
        terms.stream().map(term -> batches.get(term.feed())).collect(Collectors.toList());
    List<Double> weights =
        objective.weights(
            read.stream().map(batch -> batch.feed().data().rows()).collect(Collectors.toList()));
    List<ShardedLoss> losses = new ArrayList<>();
    for (int i = 0; i < terms.size(); i++) {
      Batch batch = read.get(i);
      List<GraphSetting> shards = batch.settings(terms.get(i));
      losses.add(ShardedLoss.of(terms.get(i), batch.feed(), shards, parameters));
    }
    Map<String, Expr> gradients = new LinkedHashMap<>();
    Expr total = Expr.of(0);
    for (int i = 0; i < terms.size(); i++) {
      double weight = weights.get(i);
      ShardedLoss loss = losses.get(i);
      Expr value = weighted(loss.value(), weight);
      total = i == 0 ? value : total.plus(value);
      loss.gradients()
          .forEach((name, one) -> gradients.merge(name, weighted(one, weight), Expr::plus));
    }
    Map<String, Expr> reported = new LinkedHashMap<>();
    reported.put("loss", total);
    Map<String, Expr> sites = new LinkedHashMap<>();
    for (ShardedLoss loss : losses) {
      reported.putAll(loss.parts());
      sites.putAll(loss.sites());
    }
    Gradients.requireReached(gradients.keySet(), parameters);
    return new SummedLoss(
        reported,
        sites,
        parameters.keySet().stream().map(gradients::get).collect(Collectors.toList()));
  }

  static Expr weighted(Expr value, double weight) {
    return weight == 1 ? value : value.times(weight);
  }
}
