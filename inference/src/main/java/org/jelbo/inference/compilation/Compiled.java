package org.jelbo.inference.compilation;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Reading;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.Summand;
import org.jelbo.inference.runtime.Heap;
import org.jelbo.inference.runtime.Machine;
import org.jelbo.inference.runtime.NativeLibrary;
import org.jelbo.inference.validation.Preflight;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.ndarray.Shape;

/**
 * An objective in a graph, with its parameters. Owns native memory: close it. Not safe for use by
 * several threads.
 */
public final class Compiled implements AutoCloseable {
  private final Compilation options;
  private final Graph graph;
  private final GraphSession session;
  private final Variables variables;
  private final List<Summand> terms;
  private final @Nullable TrainingStep training;
  private final Queries queries;
  private long steps;
  private boolean closed;
  private @Nullable Machine machine;

  private Compiled(
      Compilation options,
      Graph graph,
      GraphSession session,
      ExprGraph exprs,
      Variables variables,
      List<Summand> terms,
      @Nullable TrainingStep training) {
    this.options = options;
    this.graph = graph;
    this.session = session;
    this.variables = variables;
    this.terms = List.copyOf(terms);
    this.training = training;
    queries = new Queries(options, variables, session, this.terms);
  }

  /**
   * Compiles.
   *
   * @param preflight hears all that is refused in training, and refuses it
   */
  static Compiled of(Compilation options, Preflight preflight) {
    List<Param> parameters = options.objective().parameters();
    List<Summand> terms = options.objective().terms();
    Wiring.check(options, terms);
    if (options.device() != Device.CPU) {
      options.device().require();
    }
    Graph graph = NativeLibrary.graph();
    try {
      ExprGraph exprs = new ExprGraph(options.device().ops(graph), options.precision());
      Variables variables = new Variables(exprs, parameters, options.changesEntrywise());
      TrainingStep training =
          options.trains() ? new TrainingStep(options, terms, exprs, variables, preflight) : null;
      Compiled compiled =
          new Compiled(
              options,
              graph,
              new GraphSession(graph, Device.config(options.shards())),
              exprs,
              variables,
              terms,
              training);
      compiled.start();
      return compiled;
    } catch (JelboException e) {
      graph.close();
      throw Reading.locate(e, options.objective().readings());
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private void start() {
    try (GraphSession.Loading loading = session.loading()) {
      variables.start(loading, options.seed());
      if (training != null) {
        training.start(loading);
      }
      loading.run();
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** The objective. */
  public Objective objective() {
    return options.objective();
  }

  /** The terms of the objective; a single objective is the only one. */
  public List<Summand> terms() {
    return terms;
  }

  /** The precision of the graph. */
  public Precision precision() {
    return options.precision();
  }

  /** The parameters in the order they were declared. */
  public List<Param> parameters() {
    return variables.parameters().declared();
  }

  /** A parameter's value on its support, or a slot's numbers; row-major. */
  public double[] values(String name) {
    requireOpen();
    return variables.value(session, name);
  }

  /**
   * Sets a parameter to a value on its support, or a slot of the optimizer.
   *
   * @param values row-major, as many as it has entries
   */
  public void set(String name, double[] values) {
    requireOpen();
    setState(name, variables.stored(name, values));
  }

  /**
   * The names of parameters and of the optimizer's slots: all that training changes but the step.
   */
  public List<String> stateNames() {
    return variables.names();
  }

  /** The shape of what is stored of a parameter, its free numbers, or of a slot. */
  public Shape stateShape(String name) {
    return variables.shape(name);
  }

  /** What is stored of a parameter, its free numbers, or a slot's numbers; row-major. */
  public double[] state(String name) {
    requireOpen();
    return variables.free(session, name);
  }

  /**
   * Sets what is stored of a parameter or a slot.
   *
   * @param values row-major, as many as {@link #stateShape} has entries
   */
  public void setState(String name, double[] values) {
    requireOpen();
    variables.set(session, Map.of(name, values), steps);
  }

  /**
   * Sets what is stored of parameters and slots, and goes on as after a number of steps, at once.
   *
   * @param states row-major numbers by name; others stay as they are
   * @param done at least 0
   */
  public void restore(Map<String, double[]> states, long done) {
    requireOpen();
    if (done < 0) {
      throw Messages.negativeSteps(done);
    }
    variables.set(session, states, done);
    steps = done;
  }

  /** Where it runs, which the last digits of its numbers depend on. */
  public Machine machine() {
    if (machine == null) {
      machine = Machine.here(options.device().name(), Device.threads(options.shards()));
    }
    return machine;
  }

  /** Whether it was compiled with a feed and an optimizer. */
  public boolean trains() {
    return training != null;
  }

  /** How many training steps were done. */
  public long steps() {
    return steps;
  }

  /**
   * Goes on as after a number of steps: batches and noise follow from it.
   *
   * @param done at least 0
   */
  public void continueAfter(long done) {
    restore(Map.of(), done);
  }

  /** One training step. A step that is not finite is refused and changes nothing. */
  public StepReport step() {
    requireOpen();
    if (training == null) {
      throw Messages.noFeed();
    }
    variables.change();
    TrainingStep runs = training;
    StepReport report = Heap.with(options::largest, () -> runs.run(session, steps));
    steps = report.step();
    return report;
  }

  /**
   * The loss over all rows of the data at once, with as many particles as the objective draws
   * unless the key says; of a single objective.
   */
  public Measurement measure(Data data, DrawKey draws) {
    return measure(data, 0, data.rows(), draws);
  }

  /**
   * The loss over some rows of the data; of a single objective.
   *
   * @param from the first row
   * @param to the row after the last
   */
  public Measurement measure(Data data, int from, int to, DrawKey draws) {
    return measure(queries.onlyTerm().name(), data, from, to, draws);
  }

  /**
   * The loss of one term over some rows of its data, without its weight.
   *
   * @param name the term's; a single objective's is empty
   * @param from the first row
   * @param to the row after the last
   */
  public Measurement measure(String name, Data data, int from, int to, DrawKey draws) {
    Summand term = queries.term(name);
    return Measurement.of(measured(new Measurement.Asked(term), term, rows(data, from, to, draws)));
  }

  /**
   * The loss over all rows of the data, computed by the graph, and again from the densities of its
   * sites by loops over its {@link Formula formula} as {@code explain()} prints it; the draws are
   * those of {@link #measure}. Of a single objective. For small programs: every combination of the
   * values of finite sites is visited.
   */
  public Recomputed recompute(Data data, DrawKey draws) {
    return recompute(queries.onlyTerm().name(), data, draws);
  }

  /**
   * The loss of one term over all rows of its data, without its weight, computed both ways.
   *
   * @param name the term's; a single objective's is empty
   */
  public Recomputed recompute(String name, Data data, DrawKey draws) {
    Summand term = queries.term(name);
    Recomputed.Asked asked = new Recomputed.Asked(term);
    return asked.of(measured(asked, term, rows(data, 0, data.rows(), draws)));
  }

  /**
   * The direction that a step over all rows of the data would descend, by parameter name; the draws
   * are those of {@link #measure}. Of a single objective.
   */
  public Map<String, Values> gradients(Data data, DrawKey draws) {
    return gradients(data, 0, data.rows(), draws);
  }

  /**
   * The direction that a step over some rows of the data would descend, by parameter name; of a
   * single objective.
   *
   * @param from the first row
   * @param to the row after the last
   */
  public Map<String, Values> gradients(Data data, int from, int to, DrawKey draws) {
    return gradients(queries.onlyTerm().name(), data, from, to, draws);
  }

  /**
   * The direction of one term over all rows of its data, without its weight, by the names of the
   * parameters that it depends on.
   *
   * @param name the term's; a single objective's is empty
   */
  public Map<String, Values> gradients(String name, Data data, DrawKey draws) {
    return gradients(name, data, 0, data.rows(), draws);
  }

  /**
   * The direction of one term over some rows of its data, without its weight, by the names of the
   * parameters that it depends on.
   *
   * @param name the term's; a single objective's is empty
   * @param from the first row
   * @param to the row after the last
   */
  public Map<String, Values> gradients(String name, Data data, int from, int to, DrawKey draws) {
    Summand term = queries.term(name);
    return measured(new Directions(term, objective()), term, rows(data, from, to, draws));
  }

  /** What is asked of a loss has the draws of its measurement. */
  private Map<String, Values> measured(
      Function<Setting, Map<String, Expr>> asked, Summand term, QueryGraph.Run run) {
    return queries.ofTerm(new Query("measure", Programs.PARTICLES, asked), term, run);
  }

  /**
   * Answers a query, with as many particles as the objective draws unless the key says.
   *
   * @param from the first row of the data
   * @param to the row after the last
   */
  public Map<String, Values> run(Query query, Data data, int from, int to, DrawKey draws) {
    return queries.alone(query, rows(data, from, to, draws));
  }

  /**
   * Answers a query that reads no data, with as many particles as the objective draws unless the
   * key says.
   *
   * @param rows how many rows to imagine, at least 1
   */
  public Map<String, Values> run(Query query, int rows, DrawKey draws) {
    requireOpen();
    return queries.alone(query, QueryGraph.Run.of(rows, draws, steps));
  }

  /** Whether a query is refused over some rows of data only. */
  public boolean takesAllRows(Query query, Data data) {
    requireOpen();
    return queries.takesAllRows(query, data);
  }

  private QueryGraph.Run rows(Data data, int from, int to, DrawKey draws) {
    requireOpen();
    return QueryGraph.Run.of(data, from, to, draws, steps);
  }

  /** How often the graph of variables and training ran. */
  int runs() {
    return session.runs();
  }

  /** How many graphs of queries are kept. */
  int graphs() {
    return queries.graphs();
  }

  private void requireOpen() {
    if (closed) {
      throw Messages.closed("compiled objective");
    }
  }

  /** Whether it was not closed yet. */
  public boolean isOpen() {
    return !closed;
  }

  /** Frees the graph and its parameters; closing again does nothing. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      queries.close();
      variables.close();
      session.close();
      graph.close();
    }
  }
}
