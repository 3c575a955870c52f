package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.InjectedNoise;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.optimizer.Optimizer;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** The part of the graph that trains: rows in, loss and parts out, all updates behind one gate. */
final class TrainingStep {
  /** How the failed check is known among TensorFlow's errors. */
  private static final String NOT_FINITE = "jelbo: not finite";

  private final Feed.Order order;
  private final ResidentColumns columns;
  private final Placeholder<TInt32> rows;
  private final List<String> partNames;
  private final List<String> healthNames = new ArrayList<>();
  private final Operand<TNumber> report;
  private final Operand<TNumber> health;
  private final Op update;

  TrainingStep(Compilation options, ExprGraph graph, Variables variables) {
    Ops tf = graph.tf();
    Feed feed = options.requiredFeed();
    order = feed.order(options.seed());
    rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(feed.batchSize())));
    columns = new ResidentColumns(tf);
    List<GraphSetting> shards = new ArrayList<>();
    for (int shard = 0; shard < feed.shards(); shard++) {
      shards.add(setting(options, graph, variables, shard));
    }
    Map<String, Expr> reads = variables.reads();
    ShardedLoss loss = ShardedLoss.of(options.objective(), shards, feed, reads);
    Map<String, Expr> reported = loss.reported();
    List<Expr> gradients = loss.gradients();
    partNames = List.copyOf(reported.keySet()).subList(1, reported.size());
    report = stacked(graph, List.copyOf(reported.values()));
    healthNames.addAll(reported.keySet());
    reads.keySet().forEach(name -> healthNames.add("gradient of " + name));
    health = health(graph, reported, gradients);
    update = update(options.requiredOptimizer(), graph, variables, gradients);
  }

  /** What the programs of one shard run in. */
  private GraphSetting setting(
      Compilation options, ExprGraph graph, Variables variables, int shard) {
    Ops tf = graph.tf();
    Feed feed = options.requiredFeed();
    int from = feed.shardStart(shard);
    int to = feed.shardStart(shard + 1);
    Axes particles = options.objective().particles() > 1 ? Programs.PARTICLES : Axes.NONE;
    Extents extents = Extents.NONE.withRows(to - from);
    if (particles.size() > 0) {
      extents = extents.with(particles.at(0), options.objective().particles());
    }
    NoiseClock clock = NoiseClock.ofStep(tf, options.seed(), variables.step());
    String prefix = feed.shards() == 1 ? "train" : "train/shard " + shard;
    Noise noise =
        InjectedNoise.of(graph, options.noise(), KeyedNoise.of(graph, extents, clock, prefix))
            .rows(from, to);
    Noise dataNoise =
        InjectedNoise.of(
                graph, options.dataNoise(), KeyedNoise.of(graph, extents, clock, "data/" + prefix))
            .rows(from, to);
    // The slice has a shape of its own: TensorFlow forgets a placeholder's once it is fed, and then
    // computes every shape that follows from it in every step.
    Operand<TInt32> some =
        tf.slice(rows, tf.constant(new int[] {from}), tf.constant(new int[] {to - from}));
    Expr step = Expr.of(graph.precision().cast(tf, variables.step()), Axes.NONE, Shape.scalar());
    return new GraphSetting(
        graph,
        variables,
        new GraphSetting.Parts(
            noise,
            dataNoise,
            particles,
            Expr.of(feed.data().rows()),
            step,
            columns.at(some),
            feed.data()));
  }

  /**
   * The loss, its parts and every gradient's sum of squares: not finite where an entry is not, or
   * is so large that its square, which Adam keeps, is not.
   */
  private static Operand<TNumber> health(
      ExprGraph graph, Map<String, Expr> reported, List<Expr> gradients) {
    List<Expr> sums = new ArrayList<>(reported.values());
    for (Expr gradient : gradients) {
      sums.add(Expr.of(graph.tf().nn.l2Loss(gradient.operand()), Axes.NONE, Shape.scalar()));
    }
    return stacked(graph, sums);
  }

  private static Operand<TNumber> stacked(ExprGraph graph, List<Expr> scalars) {
    List<Operand<TNumber>> operands = new ArrayList<>();
    scalars.forEach(scalar -> operands.add(scalar.operand(graph)));
    return graph.tf().stack(operands);
  }

  private Op update(
      Optimizer optimizer, ExprGraph graph, Variables variables, List<Expr> gradients) {
    Ops tf = graph.tf();
    List<Op> before = new ArrayList<>();
    before.add(tf.debugging.checkNumerics(health, NOT_FINITE));
    before.add(report);
    gradients.forEach(gradient -> before.add(gradient.operand()));
    NoOp gate = tf.withControlDependencies(before).noOp();
    Ops gated = tf.withControlDependencies(List.of(gate));
    List<Op> updates = new ArrayList<>();
    List<String> names = List.copyOf(variables.reads().keySet());
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Optimizer.Context context =
          new Optimizer.Context(tf, gated, variables.step(), slot -> variables.slot(slot, name));
      updates.add(optimizer.update(context, variables.variable(name), gradients.get(i).operand()));
    }
    // Updates may read the counter, which is overwritten in place: it changes after all of them.
    return tf.withControlDependencies(updates).assignAdd(variables.counter(), tf.constant(1L));
  }

  void load(Session session) {
    columns.load(session);
  }

  /** Runs the step after {@code done} steps. */
  StepReport run(Session session, long done) {
    try (TInt32 batch = TInt32.vectorOf(order.rows(done))) {
      try (Result result =
          session.runner().feed(rows, batch).fetch(report).addTarget(update).run()) {
        return report(done + 1, Precision.values(result.get(0)));
      } catch (TFInvalidArgumentException e) {
        if (!String.valueOf(e.getMessage()).contains(NOT_FINITE)) {
          throw e;
        }
        throw Messages.notFinite(done + 1, unhealthy(session, batch), e);
      }
    }
  }

  private StepReport report(long step, double[] values) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int i = 0; i < partNames.size(); i++) {
      parts.put(partNames.get(i), values[i + 1]);
    }
    return new StepReport(step, values[0], parts);
  }

  /** What was not finite; the step changed nothing, so running it again gives the same numbers. */
  private List<String> unhealthy(Session session, TInt32 batch) {
    try (Result result = session.runner().feed(rows, batch).fetch(health).run()) {
      double[] values = Precision.values(result.get(0));
      List<String> names = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        if (!Double.isFinite(values[i])) {
          names.add(healthNames.get(i));
        }
      }
      return names;
    }
  }
}
