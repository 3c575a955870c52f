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
import org.jelbo.inference.validation.Origins;

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
      losses.add(ShardedLoss.of(terms.get(i), read.get(i)));
    }
    Expr total = weighted(losses.get(0).value(), weights.get(0));
    for (int i = 1; i < losses.size(); i++) {
      total = total.plus(weighted(losses.get(i).value(), weights.get(i)));
    }
    Map<String, Expr> reported = new LinkedHashMap<>();
    reported.put("loss", total);
    losses.forEach(loss -> reported.putAll(loss.parts()));
    Map<String, Expr> gradients = gradients(losses, weights, parameters);
    Gradients.requireReached(gradients.keySet(), parameters);
    return new SummedLoss(
        reported,
        losses,
        parameters.keySet().stream().map(gradients::get).collect(Collectors.toList()));
  }

  private static Map<String, Expr> gradients(
      List<ShardedLoss> losses, List<Double> weights, Map<String, Expr> parameters) {
    Map<String, Expr> gradients = new LinkedHashMap<>();
    for (int i = 0; i < losses.size(); i++) {
      double weight = weights.get(i);
      losses
          .get(i)
          .gradients(parameters)
          .forEach((name, one) -> gradients.merge(name, weighted(one, weight), Expr::plus));
    }
    return gradients;
  }

  /** Where the ops of the loss come from. */
  Origins origins() {
    Origins origins = new Origins();
    terms.forEach(term -> term.addTo(origins));
    return origins;
  }

  static Expr weighted(Expr value, double weight) {
    return weight == 1 ? value : value.times(weight);
  }
}
