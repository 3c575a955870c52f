package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.DeferredChecks;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseClock;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.diagnosis.RunFailure;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.runtime.NativeLibrary;
import org.jelbo.inference.validation.ColumnIndices;
import org.jelbo.inference.validation.ColumnPrecision;
import org.jelbo.inference.validation.Preflight;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * The graph that answers one query, at any number of rows and particles. It holds no parameters:
 * they are fed, without being copied.
 *
 * @param <R> what its answer is read as
 */
final class QueryGraph<R> implements AutoCloseable {
  private final Graph owned = NativeLibrary.graph();
  private final GraphSession session;
  private final ExprGraph graph;
  private final List<Placeholder<TNumber>> stored = new ArrayList<>();
  private final Placeholder<TInt32> rows;
  private final Placeholder<TInt32> particles;
  private final Placeholder<TInt64> clock;
  private final Placeholder<TInt64> onceClock;
  private final Placeholder<TInt64> dataClock;
  private final Placeholder<TNumber> population;
  private final Placeholder<TNumber> step;
  private final FedColumns columns;
  private final DeferredChecks deferred;
  private final Map<String, Expr> fed = new LinkedHashMap<>();
  private final GraphSetting setting;
  private final ColumnIndices indices;
  private final ColumnPrecision precision;
  private final RangeChecks ranges;
  private final RunFailure failure;
  private final Query<R> query;
  private final Outputs<R> outputs;

  /** Two values may be one tensor, and a result holds a tensor once: each gets an op of its own. */
  private final List<Operand<TNumber>> fetched = new ArrayList<>();

  /**
   * Builds the graph.
   *
   * @param variables whose parameters are fed
   * @param run what is run has the same columns, and the sizes that it tells
   */
  QueryGraph(Query<R> query, SumTerm term, Compilation options, Variables variables, QueryRun run) {
    this.query = query;
    graph = new ExprGraph(options.device().ops(owned), options.precision());
    session = new GraphSession(owned, options.device().config(options.shards()));
    Ops tf = graph.tf();
    Class<TNumber> type = graph.precision().type();
    rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    particles = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    clock = clock(graph);
    onceClock = clock(graph);
    dataClock = clock(graph);
    population = tf.placeholder(type, Placeholder.shape(Shape.scalar()));
    step = tf.placeholder(type, Placeholder.shape(Shape.scalar()));
    List<Integer> sizes = run.sizes();
    columns = new FedColumns(tf, sizes.isEmpty() ? Shape.UNKNOWN_SIZE : sizes.get(0));
    run.fed().forEach((of, value) -> fed.put(of, graph.unknown(Axes.NONE, value.eventShape())));
    GraphSetting.RunInputs parts = parts(term, options, run);
    setting = new GraphSetting(graph, parameters(variables), parts, term, new LinkedHashMap<>());
    outputs = outputs();
    indices = ColumnIndices.of(setting.traces());
    ranges = new RangeChecks(graph, setting.traces());
    precision = ColumnPrecision.of(setting.traces(), graph.precision());
    failure = new RunFailure(graph, this::origins, "fewer rows, particles or draws at once");
    outputs.values().forEach(value -> fetched.add(tf.identity(value.operand(graph))));
    deferred = DeferredChecks.of(outputs.values());
  }

  /** Placeholders whose shapes are known, whatever they are fed. */
  private Parameters parameters(Variables variables) {
    Ops tf = graph.tf();
    Map<String, Expr> free = new HashMap<>();
    for (Block block : variables.blocks()) {
      Placeholder<TNumber> whole =
          tf.placeholder(graph.precision().type(), Placeholder.shape(block.shape()));
      stored.add(whole);
      free.putAll(block.parts(graph, tf.ensureShape(whole, block.shape())));
    }
    return new Parameters(variables.parameters().declared(), free);
  }

  /** Not called again: refused where there are none. */
  private Outputs<R> outputs() {
    try {
      String subject = "query '" + query.name() + "'";
      return Required.of(query.build(setting), subject, "outputs", "Outputs.of(value)");
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private GraphSetting.RunInputs parts(SumTerm term, Compilation options, QueryRun run) {
    Extents extents = extents(query.particles(), run.sizes());
    String prefix = "query/" + query.name();
    NoiseSource noise =
        new NoiseSource(graph, options, extents, NoiseClock.of(clock), prefix, null);
    NoiseSource once =
        new NoiseSource(graph, options, extents, NoiseClock.of(onceClock), prefix, null);
    NoiseSource dataNoise =
        new NoiseSource(graph, options, extents, NoiseClock.of(dataClock), prefix, null);
    return new GraphSetting.RunInputs(
        perRows(noise.draws(term.name()), once.draws(term.name())),
        dataNoise.data(term.feed()),
        query.particles(),
        Expr.of(population, Axes.NONE),
        Expr.of(step, Axes.NONE),
        columns,
        fed,
        Setting.Rows.UNKNOWN,
        run.data(),
        false);
  }

  /** Whether it takes a sum over all rows of the data, for which some cannot stand. */
  boolean takesAllRows() {
    return setting.needsAllRows();
  }

  private Origins origins() {
    return Origins.of(setting.traces(), Map.of());
  }

  private static Placeholder<TInt64> clock(ExprGraph graph) {
    return graph.onProcessor().placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
  }

  private Extents extents(Axes sampled, List<Integer> known) {
    boolean isKnown = !known.isEmpty();
    Extents extents = isKnown ? Extents.NONE.withRows(known.get(0)) : Extents.NONE.withRows(rows);
    for (Axis axis : sampled) {
      extents = isKnown ? extents.with(axis, known.get(1)) : extents.with(axis, particles);
    }
    return extents;
  }

  /** What stands outside the plate of the data is drawn once for all chunks of rows. */
  private static Noise perRows(Noise inRows, Noise once) {
    return (path, axes) -> (axes.hasRows() ? inRows : once).stream(path, axes);
  }

  /** Refuses answers about so many rows, with so many draws, that Java could not hold. */
  Room requireRoom(QueryRun run) {
    int draws = run.draws().particles().orElseThrow();
    Room room = Room.of(outputs.values(), run.rows(), draws);
    if (!room.fits(Runtime.getRuntime().maxMemory())) {
      throw QueryMessages.noRoom(query.name(), run.rows(), draws, room);
    }
    return room;
  }

  /**
   * Answers.
   *
   * @param parameters what is stored of them, a tensor for each block; not closed
   */
  R run(QueryRun run, List<Tensor> parameters) {
    requireData(run);
    List<Values> numbers = fetched.isEmpty() ? List.of() : numbers(run, parameters);
    return outputs.read().apply(new Found(outputs.values(), numbers));
  }

  private List<Values> numbers(QueryRun run, List<Tensor> parameters) {
    requireRoom(run);
    String where = "the query '" + query.name() + "'";
    List<Tensor> opened = new ArrayList<>();
    Supplier<Session.Runner> fed = () -> fed(run, parameters, opened);
    try {
      Session.Runner runner = fed.get();
      fetched.forEach(runner::fetch);
      ranges.fetch(runner);
      List<Values> found = new ArrayList<>();
      try (Result result = runner.run()) {
        for (int i = 0; i < fetched.size(); i++) {
          found.add(Values.of(outputs.values().get(i).axes(), result.get(i)));
        }
        ranges.require(result, fetched.size());
      }
      deferred
          .refusal(fed, where)
          .ifPresent(
              refusal -> {
                throw refusal;
              });
      return found;
    } catch (RuntimeException e) {
      throw failure.refusal(e, where);
    } finally {
      opened.forEach(Tensor::close);
    }
  }

  private void requireData(QueryRun run) {
    Data data = run.data();
    if (data != null) {
      if (run.rows() < data.rows()) {
        setting.requireAllRows();
      }
      Preflight preflight = Preflight.start();
      preflight.columns(setting.given(), data);
      preflight.indices(indices, data);
      preflight.precision(precision, data);
      preflight.require();
    }
  }

  private Session.Runner fed(QueryRun run, List<Tensor> parameters, List<Tensor> opened) {
    Session.Runner runner = session.runner();
    for (int i = 0; i < stored.size(); i++) {
      runner.feed(stored.get(i), parameters.get(i));
    }
    feed(runner, run, opened);
    run.fed().forEach((of, value) -> feed(runner, of, value, opened));
    return runner;
  }

  private void feed(Session.Runner runner, QueryRun run, List<Tensor> opened) {
    DrawKey draws = run.draws();
    Data data = run.data();
    int count = run.rows();
    feed(runner, rows, TInt32.scalarOf(count), opened);
    feed(runner, particles, TInt32.scalarOf(draws.particles().orElseThrow()), opened);
    long[] pair =
        NoiseClock.pair(draws.seed(), draws.repeat(), draws.chunk(), draws.particleChunk());
    long[] oncePair = NoiseClock.pair(draws.seed(), draws.repeat(), 0, draws.particleChunk());
    long[] dataPair = NoiseClock.pair(draws.seed(), draws.repeat(), draws.chunk());
    feed(runner, clock, TInt64.vectorOf(pair), opened);
    feed(runner, onceClock, TInt64.vectorOf(oncePair), opened);
    feed(runner, dataClock, TInt64.vectorOf(dataPair), opened);
    feed(runner, population, number(data == null ? count : data.rows()), opened);
    feed(runner, step, number((double) run.steps()), opened);
    if (data != null) {
      columns.feed(runner, data, run.from(), run.to(), opened);
    }
  }

  private void feed(Session.Runner runner, String of, Expr value, List<Tensor> opened) {
    Tensor tensor = graph.precision().tensor(value.eventShape(), value.constant());
    feed(runner, Objects.requireNonNull(fed.get(of)).operand(), tensor, opened);
  }

  private Tensor number(double value) {
    return graph.precision().tensor(Shape.scalar(), new double[] {value});
  }

  private static void feed(
      Session.Runner runner, Operand<?> placeholder, Tensor tensor, List<Tensor> opened) {
    opened.add(tensor);
    runner.feed(placeholder, tensor);
  }

  @Override
  public void close() {
    session.close();
    owned.close();
  }
}
