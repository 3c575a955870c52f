package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.derivation.Reading;
import org.jelbo.inference.derivation.Setting;
import org.jelbo.inference.formula.Formula;
import org.jelbo.inference.objective.Derived;
import org.jelbo.inference.objective.Loss;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.inference.objective.Summand;
import org.jelbo.inference.validation.Preflight;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;

/**
 * An objective in a graph, with its parameters. Owns native memory: close it. Not safe for use by
 * several threads.
 */
public final class Compiled implements AutoCloseable {
  private final Compilation options;
  private final Graph graph;
  private final Session session;
  private final ExprGraph exprs;
  private final Variables variables;
  private final List<Summand> terms;
  private final @Nullable TrainingStep training;
  private final Map<List<Object>, QueryGraph> queries = new LinkedHashMap<>();
  private final Map<String, Formula> formulas = new LinkedHashMap<>();
  private long steps;
  private boolean closed;

  private Compiled(
      Compilation options,
      Graph graph,
      Session session,
      ExprGraph exprs,
      Variables variables,
      List<Summand> terms,
      @Nullable TrainingStep training) {
    this.options = options;
    this.graph = graph;
    this.session = session;
    this.exprs = exprs;
    this.variables = variables;
    this.terms = List.copyOf(terms);
    this.training = training;
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
    Graph graph = new Graph();
    try {
      ExprGraph exprs = new ExprGraph(options.device().ops(graph), options.precision());
      Variables variables = new Variables(exprs, parameters);
      TrainingStep training =
          options.trains() ? new TrainingStep(options, terms, exprs, variables, preflight) : null;
      Compiled compiled =
          new Compiled(
              options,
              graph,
              new Session(graph, Device.config(options.shards())),
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
    try {
      variables.initialize(session, options.seed());
      if (training != null) {
        training.load(session);
      }
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
    return variables.parameters();
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
    variables.setValue(session, name, values);
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
    return variables.values(session, name);
  }

  /**
   * Sets what is stored of a parameter or a slot.
   *
   * @param values row-major, as many as {@link #stateShape} has entries
   */
  public void setState(String name, double[] values) {
    requireOpen();
    variables.set(session, name, values);
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
    requireOpen();
    if (done < 0) {
      throw Messages.negativeSteps(done);
    }
    variables.setCounter(session, done);
    steps = done;
  }

  /** One training step. A step that is not finite is refused and changes nothing. */
  public StepReport step() {
    requireOpen();
    if (training == null) {
      throw Messages.noFeed();
    }
    StepReport report = training.run(session, steps);
    steps = report.step();
    return report;
  }

  /** The loss over all rows of the data at once; of a single objective. */
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
    return measure(onlyTerm(), data, from, to, draws);
  }

  /**
   * The loss of one term over some rows of its data, without its weight.
   *
   * @param name the term's; a single objective's is empty
   * @param from the first row
   * @param to the row after the last
   */
  public Measurement measure(String name, Data data, int from, int to, DrawKey draws) {
    Summand term = term(name);
    Query query =
        new Query("measure", Programs.PARTICLES, setting -> Measurement.asked(term, setting));
    return Measurement.of(answer(query, term, ofRows(data, from, to, draws)));
  }

  /**
   * The loss over all rows of the data, computed by the graph, and again from the densities of its
   * sites by loops over its {@link Formula formula} as {@code explain()} prints it; the draws are
   * those of {@link #measure}. Of a single objective. For small programs: every combination of the
   * values of finite sites is visited.
   */
  public Recomputed recompute(Data data, DrawKey draws) {
    return recompute(onlyTerm(), data, draws);
  }

  /**
   * The loss of one term over all rows of its data, without its weight, computed both ways.
   *
   * @param name the term's; a single objective's is empty
   */
  public Recomputed recompute(String name, Data data, DrawKey draws) {
    Summand term = term(name);
    Query query =
        new Query(
            "measure",
            Programs.PARTICLES,
            setting -> {
              Loss loss = term.objective().build(setting);
              Formula formula = loss.derivedAs().orElseThrow();
              formulas.put(name, formula);
              return Recomputed.asked(formula);
            });
    Map<String, Values> values = answer(query, term, ofRows(data, 0, data.rows(), draws));
    return Recomputed.of(Objects.requireNonNull(formulas.get(name)), values);
  }

  /**
   * The direction that a step over all rows of the data would descend, by parameter name; the draws
   * are those of {@link #measure}. Of a single objective.
   */
  public Map<String, Values> gradients(Data data, DrawKey draws) {
    return gradients(onlyTerm(), data, draws);
  }

  /**
   * The direction of one term over all rows of its data, without its weight, by the names of the
   * parameters that it depends on.
   *
   * @param name the term's; a single objective's is empty
   */
  public Map<String, Values> gradients(String name, Data data, DrawKey draws) {
    Summand term = term(name);
    Query query = new Query("measure", Programs.PARTICLES, setting -> directions(term, setting));
    return answer(query, term, ofRows(data, 0, data.rows(), draws));
  }

  private Map<String, Expr> directions(Summand term, Setting setting) {
    Loss loss = term.objective().build(setting);
    Map<String, Expr> reads = loss.reached(variables.reads());
    List<Expr> gradients;
    try {
      gradients = loss.gradients(term.name().isEmpty() ? variables.reads() : reads);
    } catch (JelboException e) {
      throw Reading.locate(e, options.objective().readings());
    }
    Map<String, Expr> named = new LinkedHashMap<>();
    for (String name : reads.keySet()) {
      named.put(name, gradients.get(named.size()));
    }
    return named;
  }

  private String onlyTerm() {
    if (!(options.objective() instanceof Derived)) {
      throw Messages.dataForOneTerm(termNames());
    }
    return terms.get(0).name();
  }

  private Summand term(String name) {
    return terms.stream()
        .filter(term -> term.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Messages.noSuchTerm(name, termNames()));
  }

  private List<String> termNames() {
    return terms.stream().map(Summand::name).collect(Collectors.toList());
  }

  /**
   * Answers a query.
   *
   * @param from the first row of the data
   * @param to the row after the last
   */
  public Map<String, Values> run(Query query, Data data, int from, int to, DrawKey draws) {
    return answer(query, alone(), ofRows(data, from, to, draws));
  }

  /**
   * Answers a query that reads no data.
   *
   * @param rows how many rows to imagine, at least 1
   */
  public Map<String, Values> run(Query query, int rows, DrawKey draws) {
    if (rows < 1) {
      throw Messages.nothingToDraw(rows);
    }
    return answer(query, alone(), new QueryGraph.Run(null, 0, rows, draws, steps));
  }

  private QueryGraph.Run ofRows(Data data, int from, int to, DrawKey draws) {
    if (from < 0 || to <= from || to > data.rows()) {
      throw Messages.noRows(from, to, data.rows());
    }
    return new QueryGraph.Run(data, from, to, draws, steps);
  }

  /** What reads data that stand for no feed. */
  private Summand alone() {
    return Summand.of(terms.get(0).objective());
  }

  private Map<String, Values> answer(Query query, Summand term, QueryGraph.Run run) {
    requireOpen();
    Data data = run.data();
    List<Object> key =
        List.of(
            query.name(),
            term.name(),
            query.build().getClass(),
            query.particles(),
            query.variant(),
            data == null ? "no data" : data.schema());
    QueryGraph built = queries.get(key);
    if (built == null) {
      built = new QueryGraph(query, term, options, exprs, variables, data);
      queries.put(key, built);
    }
    return built.run(session, run);
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
      session.close();
      graph.close();
    }
  }
}
