package org.jelbo.inference.compilation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.param.Param;
import org.jelbo.inference.diagnosis.Origins;
import org.jelbo.inference.diagnosis.RunFailure;
import org.jelbo.inference.loss.Reading;
import org.jelbo.inference.objective.Declared;
import org.jelbo.inference.runtime.NativeLibrary;
import org.jelbo.inference.validation.Preflight;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;

/** Parameters and slots, the graph that holds and trains them, and how many steps were done. */
final class State implements AutoCloseable {
  private final Compilation options;
  private final Graph graph;
  private final GraphSession session;
  private final Variables variables;
  private final @Nullable TrainingStep training;
  private volatile long steps;
  private volatile boolean closed;
  private boolean areChecked;

  private State(
      Compilation options, Graph graph, Variables variables, @Nullable TrainingStep training) {
    this.options = options;
    this.graph = graph;
    this.variables = variables;
    this.training = training;
    session = new GraphSession(graph, options.device().config(options.shards()));
  }

  /**
   * At the start of the parameters.
   *
   * @param preflight hears all that is refused in training, and refuses it
   */
  static State of(Compilation options, Declared declared, Preflight preflight) {
    Graph graph = NativeLibrary.graph();
    try {
      ExprGraph exprs = new ExprGraph(options.device().ops(graph), options.precision());
      Variables variables = new Variables(exprs, declared.parameters(), options.changesEntrywise());
      TrainingStep training =
          options.trains()
              ? new TrainingStep(options, declared.terms(), exprs, variables, preflight)
              : null;
      State state = new State(options, graph, variables, training);
      state.start(exprs);
      return state;
    } catch (JelboException e) {
      graph.close();
      throw Reading.locate(e, declared.readings());
    } catch (RuntimeException | Error e) {
      graph.close();
      throw e;
    }
  }

  private void start(ExprGraph exprs) {
    try (GraphSession.Loading loading = session.loading()) {
      variables.start(loading, options.seed());
      if (training != null) {
        training.start(loading);
      }
      loading.run();
    } catch (RuntimeException e) {
      session.close();
      throw new RunFailure(exprs, Origins::new, "fewer rows of data, or a smaller model")
          .refusal(e, "the start");
    } catch (Error e) {
      session.close();
      throw e;
    }
  }

  /** What was built. */
  Graph graph() {
    return graph;
  }

  List<Param> parameters() {
    return variables.parameters().declared();
  }

  /** How the parameters are held. */
  Variables variables() {
    return variables;
  }

  List<String> names() {
    return variables.names();
  }

  Shape shape(String name) {
    return variables.shape(name);
  }

  /** A parameter's value on its support, or a slot's numbers. */
  double[] value(String name) {
    return variables.value(session, name);
  }

  /** What is stored of a parameter, or a slot's numbers. */
  double[] free(String name) {
    return variables.free(session, name);
  }

  /** What is stored of the parameters, a tensor for each block, open until they change. */
  List<Tensor> stored() {
    return variables.stored(session);
  }

  /** Sets a parameter to a value on its support, or a slot. */
  void set(String name, double[] values) {
    restore(Map.of(name, variables.stored(name, values)), steps);
  }

  /** Sets what is stored of some, and the number of steps. */
  void restore(Map<String, double[]> states, long done) {
    variables.set(session, states, done);
    steps = done;
  }

  /** What a training step runs. */
  Set<GraphOperation> operations() {
    if (training == null) {
      throw Messages.noFeed();
    }
    return training.operations();
  }

  boolean trains() {
    return training != null;
  }

  long steps() {
    return steps;
  }

  /** Refuses parameters of families that are outside of their ranges at the next batch. */
  void requireRanges() {
    if (training != null) {
      training.check(session, steps);
    }
    areChecked = true;
  }

  StepReport step() {
    if (training == null) {
      throw Messages.noFeed();
    }
    if (!areChecked) {
      requireRanges();
    }
    variables.change();
    TrainingStep next = training;
    StepReport report = options.inHeap(() -> next.run(session, steps));
    steps = report.step();
    return report;
  }

  /** How often the graph ran. */
  int runs() {
    return session.runs();
  }

  boolean isOpen() {
    return !closed;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      variables.close();
      session.close();
      graph.close();
    }
  }
}
