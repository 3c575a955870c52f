package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.param.Param;
import org.jelbo.dsl.program.Trace;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.loss.Loss;
import org.jelbo.inference.loss.Surrogate;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.validation.GradientPaths;
import org.jelbo.inference.validation.Preflight;

/**
 * The loss of a term from those of the shards of its batch, each weighted by its part of the rows.
 *
 * @param term what is built
 * @param shards in order
 */
record ShardedLoss(SumTerm term, List<Shard> shards) {
  /**
   * The loss of one shard.
   *
   * @param weight its part of the rows
   */
  private record Shard(GraphSetting setting, Loss loss, double weight) {}

  /**
   * Builds the term once for each shard.
   *
   * @param settings what each runs in
   */
  static ShardedLoss of(SumTerm term, Feed feed, List<GraphSetting> settings) {
    List<Shard> shards = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      double rows = (double) feed.shardStart(i + 1) - feed.shardStart(i);
      Loss loss = term.build(settings.get(i));
      shards.add(new Shard(settings.get(i), loss, rows / feed.batchSize()));
    }
    ShardedLoss loss = new ShardedLoss(term, shards);
    if (!loss.ofLayers().isEmpty()) {
      Param first = loss.ofLayers().keySet().iterator().next();
      if (settings.size() > 1) {
        throw ParameterMessages.keptOfShards(first, settings.size());
      }
      if (shards.get(0).loss().isWeighted()) {
        throw ParameterMessages.keptUnderWeights(first);
      }
    }
    return loss;
  }

  /** What layers keep of the step. */
  private Map<Param, Expr> ofLayers() {
    return shards.get(0).setting().kept();
  }

  /** What is kept of the step. */
  Map<Param, Expr> kept() {
    Map<Param, Expr> kept = new LinkedHashMap<>(ofLayers());
    for (Shard shard : shards) {
      shard
          .setting()
          .means()
          .forEach((param, next) -> kept.merge(param, weighted(next, shard.weight()), Expr::plus));
    }
    return kept;
  }

  /** Scalar. */
  Expr value() {
    return shards.stream()
        .map(shard -> weighted(shard.loss().value(), shard.weight()))
        .reduce(Expr::plus)
        .orElseThrow();
  }

  /** By their names in reports; scalars. */
  Map<String, Expr> parts() {
    Map<String, Expr> parts = new LinkedHashMap<>();
    for (Shard shard : shards) {
      parts(term, shard.loss())
          .forEach((name, part) -> parts.merge(name, weighted(part, shard.weight()), Expr::plus));
    }
    return parts;
  }

  /** The names of the parameters that a gradient reaches. */
  Set<String> reached(Map<String, Expr> parameters) {
    return shards.get(0).loss().surrogate().reached(parameters).keySet();
  }

  /**
   * The gradients of the parameters that it depends on.
   *
   * @param parameters by name; those that a term of a sum does not depend on are left out
   */
  Map<String, Expr> gradients(Map<String, Expr> parameters) {
    Map<String, Expr> gradients = new LinkedHashMap<>();
    for (Shard shard : shards) {
      Surrogate descended = shard.loss().surrogate();
      boolean alone = term.name().isEmpty();
      Map<String, Expr> own = alone ? parameters : descended.reached(parameters);
      if (!own.isEmpty()) {
        descended
            .gradients(own)
            .forEach(
                (name, one) -> gradients.merge(name, weighted(one, shard.weight()), Expr::plus));
      }
    }
    return gradients;
  }

  /** Looks at the ways that the gradient takes through draws; shards are alike. */
  void look(Preflight preflight, Map<String, Expr> parameters, Supplier<Origins> origins) {
    Loss loss = shards.get(0).loss();
    List<Trace> traces = shards.get(0).setting().traces();
    preflight.jumps(new GradientPaths(loss.surrogate(), traces), parameters, origins);
  }

  /** The runs of the programs in the first shard. */
  List<Trace> traces() {
    return shards.get(0).setting().traces();
  }

  void addTo(Origins origins) {
    String place = term.name().isEmpty() ? "" : " in term '" + term.name() + "'";
    for (Shard shard : shards) {
      origins.add(shard.setting().traces(), shard.loss().sites(), place);
    }
  }

  /** The parts as reports name them; with its value first where there are several terms. */
  static Map<String, Expr> parts(SumTerm term, Loss loss) {
    if (term.name().isEmpty()) {
      return loss.parts();
    }
    Map<String, Expr> parts = new LinkedHashMap<>();
    parts.put(term.name() + "/loss", loss.value());
    loss.parts().forEach((name, part) -> parts.put(term.name() + "/" + name, part));
    return parts;
  }

  /** The value times a weight, and itself where that is 1. */
  static Expr weighted(Expr value, double weight) {
    return weight == 1 ? value : value.times(weight);
  }
}
