package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Loss;
import org.jelbo.inference.objective.Objective;

/**
 * The loss of a batch from those of its shards, each weighted by its part of the rows.
 *
 * @param reported {@code loss}, then its parts by name; scalars
 * @param gradients of each parameter's shape
 */
record ShardedLoss(Map<String, Expr> reported, List<Expr> gradients) {
  /**
   * Builds the objective once for each shard.
   *
   * @param shards what each runs in
   * @param parameters by name
   */
  static ShardedLoss of(
      Objective objective,
      List<? extends Setting> shards,
      Feed feed,
      Map<String, Expr> parameters) {
    Map<String, Expr> reported = new LinkedHashMap<>();
    List<Expr> gradients = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      double rows = (double) feed.shardStart(shard + 1) - feed.shardStart(shard);
      double weight = rows / feed.batchSize();
      Loss loss = objective.build(shards.get(shard));
      reported.merge("loss", weighted(loss.value(), weight), Expr::plus);
      loss.parts()
          .forEach((name, part) -> reported.merge(name, weighted(part, weight), Expr::plus));
      List<Expr> directions = loss.gradients(parameters);
      for (int i = 0; i < directions.size(); i++) {
        Expr direction = weighted(directions.get(i), weight);
        if (shard == 0) {
          gradients.add(direction);
        } else {
          gradients.set(i, gradients.get(i).plus(direction));
        }
      }
    }
    return new ShardedLoss(reported, gradients);
  }

  private static Expr weighted(Expr value, double weight) {
    return weight == 1 ? value : value.times(weight);
  }
}
