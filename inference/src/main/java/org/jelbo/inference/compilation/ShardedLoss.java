package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.objective.Loss;
import org.jelbo.inference.objective.Summand;

/**
 * The loss of a term from those of the shards of its batch, each weighted by its part of the rows.
 *
 * @param value scalar
 * @param parts by their names in reports; scalars
 * @param sites what each site adds, see {@link Loss#sites}; scalars
 * @param gradients of the parameters that it depends on
 */
record ShardedLoss(
    Expr value, Map<String, Expr> parts, Map<String, Expr> sites, Map<String, Expr> gradients) {
  /**
   * Builds the term once for each shard.
   *
   * @param shards what each runs in
   * @param parameters by name; those that a term of a sum does not depend on are left out
   */
  static ShardedLoss of(
      Summand term, Feed feed, List<? extends Setting> shards, Map<String, Expr> parameters) {
    Map<String, Expr> parts = new LinkedHashMap<>();
    Map<String, Expr> sites = new LinkedHashMap<>();
    Map<String, Expr> gradients = new LinkedHashMap<>();
    String place = term.name().isEmpty() ? "" : " in term '" + term.name() + "'";
    Expr value = Expr.of(0);
    for (int shard = 0; shard < shards.size(); shard++) {
      double rows = (double) feed.shardStart(shard + 1) - feed.shardStart(shard);
      double weight = rows / feed.batchSize();
      Loss loss = term.objective().build(shards.get(shard));
      Expr weighted = SummedLoss.weighted(loss.value(), weight);
      value = shard == 0 ? weighted : value.plus(weighted);
      parts(term, loss)
          .forEach(
              (name, part) -> parts.merge(name, SummedLoss.weighted(part, weight), Expr::plus));
      loss.sites().forEach((name, mean) -> sites.merge(name + place, mean, Expr::plus));
      boolean alone = term.name().isEmpty();
      Map<String, Expr> own = alone ? parameters : loss.reached(parameters);
      List<Expr> directions = own.isEmpty() ? List.of() : loss.gradients(own);
      int i = 0;
      for (String name : own.keySet()) {
        gradients.merge(name, SummedLoss.weighted(directions.get(i++), weight), Expr::plus);
      }
    }
    return new ShardedLoss(value, parts, sites, gradients);
  }

  /** The parts as reports name them; with its value first where there are several terms. */
  static Map<String, Expr> parts(Summand term, Loss loss) {
    if (term.name().isEmpty()) {
      return loss.parts();
    }
    Map<String, Expr> parts = new LinkedHashMap<>();
    parts.put(term.name() + "/loss", loss.value());
    loss.parts().forEach((name, part) -> parts.put(term.name() + "/" + name, part));
    return parts;
  }
}
