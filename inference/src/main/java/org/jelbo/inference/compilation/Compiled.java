package org.jelbo.inference.compilation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.LongSums;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.objective.Declared;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Summand;
import org.jelbo.inference.runtime.Machine;
import org.jelbo.inference.validation.Preflight;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;

/**
 * An objective in a graph, with its parameters. Owns native memory: close it. Of several threads
 * one is served at a time, while the others wait.
 */
public final class Compiled implements AutoCloseable {
  private final Compilation options;
  private final List<Summand> terms;
  private final State state;
  private final Queries queries;
  private final ReentrantLock owner = new ReentrantLock();
  private @Nullable Machine machine;

  private Compiled(Compilation options, List<Summand> terms, State state) {
    this.options = options;
    this.terms = List.copyOf(terms);
    this.state = state;
    queries = new Queries(options, state, this.terms);
  }

  /**
   * Compiles.
   *
   * @param preflight hears all that is refused in training, and refuses it
   */
  static Compiled of(Compilation options, Preflight preflight) {
    Declared declared = options.objective().declared();
    CompilationNames.check(options, declared);
    return new Compiled(options, declared.terms(), State.of(options, declared, preflight));
  }

  /** What was built; for tests of where its ops stand. */
  Graph graph() {
    return state.graph();
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
    return state.parameters();
  }

  /**
   * Calls that belong together, with no other thread's between them: several threads wait for each
   * other.
   */
  public <T> T undisturbed(Supplier<T> calls) {
    owner.lock();
    try {
      return calls.get();
    } finally {
      owner.unlock();
    }
  }

  /** Calls that belong together, with no other thread's between them. */
  public void runUndisturbed(Runnable calls) {
    undisturbed(
        () -> {
          calls.run();
          return this;
        });
  }

  private <T> T whileOpen(Supplier<T> call) {
    return undisturbed(
        () -> {
          requireOpen();
          return call.get();
        });
  }

  private void runWhileOpen(Runnable call) {
    runUndisturbed(
        () -> {
          requireOpen();
          call.run();
        });
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw Messages.closed("compiled objective");
    }
  }

  /** A parameter's value on its support, or a slot's numbers; row-major. */
  public double[] values(String name) {
    return whileOpen(() -> state.value(named(name)));
  }

  private static String named(String name) {
    return Required.name(name, "parameter", "one of parameters(), or of stateNames()");
  }

  /**
   * Sets a parameter to a value on its support, or a slot of the optimizer.
   *
   * @param values row-major, as many as it has entries
   * @throws JelboException for a name that there is none of, and a value that does not fit or is
   *     off the support
   */
  public void set(String name, double[] values) {
    runWhileOpen(() -> state.set(named(name), numbers(name, values)));
  }

  private static double[] numbers(String name, double[] values) {
    return Required.of(values, "parameter '" + name + "'", "numbers", "values(\"" + name + "\")");
  }

  /**
   * The names of parameters and of the optimizer's slots: all that training changes but the step.
   */
  public List<String> stateNames() {
    return state.names();
  }

  /** The shape of what is stored of a parameter, its free numbers, or of a slot. */
  public Shape stateShape(String name) {
    return state.shape(name);
  }

  /** What is stored of a parameter, its free numbers, or a slot's numbers; row-major. */
  public double[] state(String name) {
    return whileOpen(() -> state.free(named(name)));
  }

  /**
   * Sets what is stored of a parameter or a slot.
   *
   * @param values row-major, as many as {@link #stateShape} has entries
   * @throws JelboException for a name that there is none of, and numbers that do not fit
   */
  public void setState(String name, double[] values) {
    runWhileOpen(() -> state.restore(Map.of(named(name), numbers(name, values)), state.steps()));
  }

  /**
   * Sets what is stored of parameters and slots, and goes on as after a number of steps: batches
   * and noise follow from it.
   *
   * @param states row-major numbers by name; others stay as they are
   * @param done at least 0
   * @throws JelboException for names and numbers that do not fit, and a negative step
   */
  public void restore(Map<String, double[]> states, long done) {
    if (done < 0) {
      throw Messages.negativeSteps(done);
    }
    Map<String, double[]> all = Required.of(states, "restore", "numbers by name", "Map.of()");
    runWhileOpen(() -> state.restore(all, done));
  }

  /** Where it runs, which the last digits of its numbers depend on. */
  public Machine machine() {
    return undisturbed(
        () -> {
          if (machine == null) {
            machine =
                Machine.here(options.device().description(), Device.threads(options.shards()));
          }
          return machine;
        });
  }

  /** Whether it was compiled with a feed and an optimizer. */
  public boolean trains() {
    return state.trains();
  }

  /**
   * The ops that a training step computes loss, parts and gradients by, before TensorFlow optimizes
   * them: to count what it costs. They are there while this is open.
   */
  public Set<GraphOperation> stepOperations() {
    return whileOpen(state::operations);
  }

  /** How many training steps were done. */
  public long steps() {
    return state.steps();
  }

  /**
   * Looks whether parameters of families are in their ranges, such as probabilities that sum to 1,
   * at the batch of the next step. The first step does so by itself, and every query for its own
   * rows.
   *
   * @throws JelboException for what is outside
   */
  public void requireRanges() {
    runWhileOpen(state::requireRanges);
  }

  /**
   * One training step, of its feed.
   *
   * @throws JelboException for one that is not finite, which changes nothing
   */
  public StepReport step() {
    return whileOpen(state::step);
  }

  /**
   * The loss over all rows of the data at once, with as many particles as the objective draws
   * unless the key says; of a single objective.
   */
  public Measurement measure(Data data, DrawKey draws) {
    return measure(QueryRun.of(data, draws));
  }

  /** The loss over rows of data; of a single objective. */
  public Measurement measure(QueryRun run) {
    return measure(queries.onlyTerm().name(), run);
  }

  /**
   * The loss of one term, without its weight.
   *
   * @param name the term's; a single objective's is empty
   * @param run over rows of the term's data
   */
  public Measurement measure(String name, QueryRun run) {
    Summand term = queries.term(name);
    return ofLoss(new Measurement.Asked(term), term, present(run).withSizesAbove(LongSums.MOST));
  }

  private static QueryRun present(QueryRun run) {
    return Required.of(run, "run", "rows", "QueryRun.of(data, DrawKey.of(0))");
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
    QueryRun run = QueryRun.of(data, draws).withSizesAbove(LongSums.MOST);
    return ofLoss(new Recomputed.Asked(term), term, run);
  }

  /**
   * The direction that a step over all rows of the data would descend, by parameter name; the draws
   * are those of {@link #measure}. Of a single objective.
   *
   * @throws JelboException where the loss jumps along a draw that parameters move, as training it
   *     is
   */
  public Map<String, Values> gradients(Data data, DrawKey draws) {
    return gradients(QueryRun.of(data, draws));
  }

  /**
   * The direction that a step over rows of data would descend, by parameter name; of a single
   * objective.
   */
  public Map<String, Values> gradients(QueryRun run) {
    return gradients(queries.onlyTerm().name(), run);
  }

  /**
   * The direction of one term, without its weight, by the names of the parameters that it depends
   * on.
   *
   * @param name the term's; a single objective's is empty
   * @param run over rows of the term's data
   */
  public Map<String, Values> gradients(String name, QueryRun run) {
    Summand term = queries.term(name);
    // Every gradient of a repeated parameter is a sum; a loss has long ones along long axes only.
    return ofLoss(new Directions(term, objective()), term, present(run).withSizesAbove(0));
  }

  private <R> R ofLoss(Query<R> query, Summand term, QueryRun run) {
    return whileOpen(() -> queries.ofTerm(query, term, run.after(state.steps())));
  }

  /**
   * Answers a query, with as many particles as the objective draws unless the key says.
   *
   * @param query a record, which is answered by the graph of equal ones
   */
  public <R, Q extends Record & Query<R>> R run(Q query, QueryRun run) {
    Query<R> asked = Queries.required(query);
    return whileOpen(() -> queries.alone(asked, present(run).after(state.steps())));
  }

  /** Whether a query is refused over some rows of the data only. */
  public <R, Q extends Record & Query<R>> boolean takesAllRows(Q query, QueryRun run) {
    Query<R> asked = Queries.required(query);
    return whileOpen(() -> queries.takesAllRows(asked, present(run)));
  }

  /**
   * How many bytes the answer to a query holds. Whoever puts it together from parts asks with all
   * rows.
   *
   * @throws JelboException where Java could not hold it
   */
  public <R, Q extends Record & Query<R>> long requireRoom(Q query, QueryRun run) {
    Query<R> asked = Queries.required(query);
    return whileOpen(() -> queries.requireRoom(asked, present(run)));
  }

  /** How often the graph of variables and training ran. */
  int runs() {
    return state.runs();
  }

  /** How many graphs of queries are kept. */
  int graphs() {
    return queries.graphs();
  }

  /** Whether it was not closed yet. */
  public boolean isOpen() {
    return state.isOpen();
  }

  /** Frees the graphs, once a call of another thread is answered; again does nothing. */
  @Override
  public void close() {
    runUndisturbed(
        () -> {
          queries.close();
          state.close();
        });
  }
}
