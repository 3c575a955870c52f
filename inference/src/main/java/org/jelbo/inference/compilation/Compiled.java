package org.jelbo.inference.compilation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Declared;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.SumTerm;
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
  private final List<SumTerm> terms;
  private final State state;
  private final Queries queries;
  private final Guard guard;
  private @Nullable Machine machine;

  private Compiled(Compilation options, List<SumTerm> terms, State state) {
    this.options = options;
    this.terms = List.copyOf(terms);
    this.state = state;
    queries = new Queries(options, state, this.terms);
    guard = Guard.of(state::isOpen, () -> Messages.closed("compiled objective"));
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
  public List<SumTerm> terms() {
    return terms;
  }

  /** The precision of the graph. */
  public Precision precision() {
    return options.precision();
  }

  /** Where it is computed. */
  public Device device() {
    return options.device();
  }

  /** The parameters in the order they were declared. */
  public List<Param> parameters() {
    return state.parameters();
  }

  /** What serves one thread at a time: calls that belong together are made under it. */
  public Guard guard() {
    return guard;
  }

  /** A parameter's value on its support, or a slot's numbers; row-major. */
  public double[] values(String name) {
    return guard.whileOpen(() -> state.value(named(name)));
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
    guard.runWhileOpen(() -> state.set(named(name), numbers(name, values)));
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

  /**
   * The shape of what is stored of a parameter, its free numbers, or of a slot.
   *
   * @throws JelboException for a name that there is none of
   */
  public Shape stateShape(String name) {
    return guard.whileOpen(() -> state.shape(named(name)));
  }

  /** What is stored of a parameter, its free numbers, or a slot's numbers; row-major. */
  public double[] state(String name) {
    return guard.whileOpen(() -> state.free(named(name)));
  }

  /**
   * Sets what is stored of a parameter or a slot.
   *
   * @param values row-major, as many as {@link #stateShape} has entries
   * @throws JelboException for a name that there is none of, and numbers that do not fit
   */
  public void setState(String name, double[] values) {
    guard.runWhileOpen(
        () -> state.restore(Map.of(named(name), numbers(name, values)), state.steps()));
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
    guard.runWhileOpen(() -> state.restore(all, done));
  }

  /** Where it runs, which the last digits of its numbers depend on. */
  public Machine machine() {
    return guard.undisturbed(
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
    return guard.whileOpen(state::operations);
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
    guard.runWhileOpen(state::requireRanges);
  }

  /**
   * One training step, of its feed.
   *
   * @throws JelboException for one that is not finite, which changes nothing
   */
  public StepReport step() {
    return guard.whileOpen(state::step);
  }

  /**
   * One term, to be asked for its loss and its gradients.
   *
   * @param name the term's; a single objective's is empty
   * @throws JelboException where there is none of this name
   */
  public CompiledTerm term(String name) {
    return new CompiledTerm(queries, guard, queries.term(name));
  }

  /**
   * The only term of a single objective.
   *
   * @throws JelboException for a sum
   */
  public CompiledTerm onlyTerm() {
    return new CompiledTerm(queries, guard, queries.onlyTerm());
  }

  /** The loss of a single objective over all rows, as {@link CompiledTerm#measure}. */
  public Measurement measure(Data data, DrawKey draws) {
    return onlyTerm().measure(QueryRun.of(data, draws));
  }

  /** The loss of a single objective computed twice, as {@link CompiledTerm#recompute}. */
  public Recomputed recompute(Data data, DrawKey draws) {
    return onlyTerm().recompute(data, draws);
  }

  /** The direction of a single objective over all rows, as {@link CompiledTerm#gradients}. */
  public Map<String, Values> gradients(Data data, DrawKey draws) {
    return onlyTerm().gradients(QueryRun.of(data, draws));
  }

  /**
   * Answers a query about programs by data that stand for no feed, with as many particles as the
   * objective draws unless the key says. A query about the loss of a term is asked of {@link
   * #term}.
   *
   * @param query a record, which is answered by the graph of equal ones
   */
  public <R, Q extends Record & Query<R>> R run(Q query, QueryRun run) {
    Query<R> asked = Queries.required(query);
    return guard.whileOpen(() -> queries.alone(asked, Queries.required(run)));
  }

  /** Whether a query is refused over some rows of the data only. */
  public <R, Q extends Record & Query<R>> boolean takesAllRows(Q query, QueryRun run) {
    Query<R> asked = Queries.required(query);
    return guard.whileOpen(() -> queries.takesAllRows(asked, Queries.required(run)));
  }

  /**
   * How many bytes the answer to a query holds. Whoever puts it together from parts asks with all
   * rows.
   *
   * @throws JelboException where Java could not hold it
   */
  public <R, Q extends Record & Query<R>> long requireRoom(Q query, QueryRun run) {
    Query<R> asked = Queries.required(query);
    return guard.whileOpen(() -> queries.requireRoom(asked, Queries.required(run)));
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
    guard.undisturbed(
        () -> {
          queries.close();
          state.close();
          return this;
        });
  }
}
