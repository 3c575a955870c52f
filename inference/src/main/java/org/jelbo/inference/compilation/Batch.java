package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.SumTerm;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;

/** The batches of one feed in the graph that trains, and what terms that read them run in. */
final class Batch {
  private final Compilation options;
  private final ExprGraph graph;
  private final Variables variables;
  private final String name;
  private final Feed feed;
  private final Feed.Order order;
  private final ResidentColumns columns;
  private final Placeholder<TInt32> rows;

  /** The columns that were read, by shard: terms that read one feed see one draw of its columns. */
  private final List<Map<String, Expr>> inputs = new ArrayList<>();

  Batch(Compilation options, ExprGraph graph, Variables variables, String name) {
    this.options = options;
    this.graph = graph;
    this.variables = variables;
    this.name = name;
    feed = options.requiredFeed(name);
    order = feed.order(options.seed(), name);
    columns = new ResidentColumns(graph.tf(), name);
    rows = graph.tf().placeholder(TInt32.class, Placeholder.shape(Shape.of(feed.batchSize())));
    for (int shard = 0; shard < feed.shards(); shard++) {
      inputs.add(new LinkedHashMap<>());
    }
  }

  Feed feed() {
    return feed;
  }

  /** What a term runs in, by shard. */
  List<GraphSetting> settings(SumTerm term) {
    List<GraphSetting> settings = new ArrayList<>();
    for (int shard = 0; shard < feed.shards(); shard++) {
      settings.add(setting(term, shard));
    }
    return settings;
  }

  private GraphSetting setting(SumTerm term, int shard) {
    Ops tf = graph.tf();
    int from = feed.shardStart(shard);
    int to = feed.shardStart(shard + 1);
    int draws = term.objective().particles();
    Axes particles = Programs.axes(draws);
    Extents extents = Extents.NONE.withRows(to - from);
    if (particles.size() > 0) {
      extents = extents.with(particles.at(0), draws);
    }
    NoiseSource noise =
        new NoiseSource(
            graph,
            options,
            extents,
            NoiseClock.ofStep(graph.onProcessor(), options.seed(), variables.step()),
            feed.shards() == 1 ? "train" : "train/shard " + shard,
            new NoiseSource.Rows(from, to));
    // The slice has a shape of its own: TensorFlow forgets a placeholder's once it is fed, and then
    // computes every shape that follows from it in every step.
    Operand<TInt32> some =
        tf.slice(rows, tf.constant(new int[] {from}), tf.constant(new int[] {to - from}));
    Expr step = Expr.of(graph.precision().cast(tf, variables.step()), Axes.NONE, Shape.scalar());
    GraphSetting.RunInputs parts =
        new GraphSetting.RunInputs(
            noise.draws(term.name()),
            noise.data(name),
            particles,
            Expr.of(feed.data().rows()),
            step,
            columns.at(some),
            Map.of(),
            to - from == feed.data().rows() ? Setting.Rows.ALL : Setting.Rows.SOME,
            feed.data(),
            true);
    return new GraphSetting(graph, variables.parameters(), parts, term, inputs.get(shard));
  }

  void start(GraphSession.Loading loading) {
    columns.start(loading);
  }

  /** Feeds the rows of the step after {@code done} steps; the tensor is added to what to close. */
  void feed(Session.Runner runner, long done, List<Tensor> opened) {
    TInt32 batch = TInt32.vectorOf(order.rows(done));
    opened.add(batch);
    runner.feed(rows, batch);
  }
}
