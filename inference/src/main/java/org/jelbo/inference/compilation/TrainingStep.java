package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.DeferredChecks;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Sources;
import org.jelbo.inference.data.Feed;
import org.jelbo.inference.diagnosis.Diagnosis;
import org.jelbo.inference.diagnosis.RunFailure;
import org.jelbo.inference.objective.SumTerm;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.validation.Preflight;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TNumber;

/** The part of the graph that trains: rows in, loss and parts out, all updates behind one gate. */
final class TrainingStep {
  /** How the failed check is known among TensorFlow's errors. */
  private static final String NOT_FINITE = "jelbo: not finite";

  private final List<Batch> batches;
  private final List<String> partNames;
  private final List<String> healthNames;
  private final Operand<TNumber> report;
  private final Operand<TNumber> health;
  private final DeferredChecks deferred;
  private final List<Expr> computed;
  private final Diagnosis diagnosis;
  private final RangeChecks ranges;
  private final RunFailure failure;
  private final Op update;

  TrainingStep(
      Compilation options,
      List<SumTerm> terms,
      ExprGraph graph,
      Variables variables,
      Preflight preflight) {
    Map<String, Batch> byFeed = new LinkedHashMap<>();
    for (SumTerm term : terms) {
      byFeed.computeIfAbsent(term.feed(), name -> new Batch(options, graph, variables, name));
    }
    batches = List.copyOf(byFeed.values());
    Map<String, Expr> reads = variables.parameters().trained();
    SummedLoss loss = SummedLoss.of(options.objective(), terms, byFeed, reads, preflight);
    Map<String, Expr> reported = loss.reported();
    List<Expr> gradients = loss.gradients();
    KeptValues kept = KeptValues.of(graph, loss.kept());
    partNames = List.copyOf(reported.keySet()).subList(1, reported.size());
    report = stacked(graph, List.copyOf(reported.values()));
    healthNames = names(reported, kept, reads);
    List<Expr> scalars = joined(reported.values(), kept.health(graph));
    health = health(graph, scalars, gradients);
    deferred = DeferredChecks.of(reported.values());
    List<Expr> values = joined(reported.values(), kept.values());
    computed = joined(values, gradients);
    diagnosis = new Diagnosis(graph, values, gradients, reads, loss::origins);
    ranges = new RangeChecks(graph, loss.traces());
    failure = new RunFailure(graph, loss::origins, less(options));
    Operand<TNumber> guarded =
        options.device() == Device.CPU ? health : norm(graph, scalars, gradients);
    Op finite = graph.tf().debugging.checkNumerics(guarded, NOT_FINITE);
    Map<String, Expr> named = byName(reads, gradients);
    Ops gated = gated(graph, kept, named, finite);
    List<Op> updates = kept.updates(gated, variables);
    updates.addAll(moved(options.requiredOptimizer(), graph, gated, variables, named));
    // Updates may read the counter, which is overwritten in place: it changes after all of them.
    Ops processor = graph.onProcessor();
    update =
        processor
            .withControlDependencies(updates)
            .assignAdd(variables.counter(), processor.constant(1L));
  }

  private static List<String> names(
      Map<String, Expr> reported, KeptValues kept, Map<String, Expr> reads) {
    List<String> names = new ArrayList<>(reported.keySet());
    names.addAll(kept.names());
    reads.keySet().forEach(name -> names.add("gradient of " + name));
    return names;
  }

  private static List<Expr> joined(Collection<Expr> first, Collection<Expr> then) {
    return Stream.concat(first.stream(), then.stream()).toList();
  }

  /**
   * The loss, its parts, what is kept and every gradient's sum of squares: not finite where an
   * entry is not, or, in a gradient, is so large that its square, which Adam keeps, is not.
   */
  private static Operand<TNumber> health(
      ExprGraph graph, List<Expr> scalars, List<Expr> gradients) {
    List<Expr> sums = new ArrayList<>(scalars);
    for (Expr gradient : gradients) {
      sums.add(Expr.of(graph.tf().nn.l2Loss(gradient.operand()), Axes.NONE, Shape.scalar()));
    }
    return stacked(graph, sums);
  }

  /**
   * Not finite where {@link #health} is not, or a check does not hold: the loss, its parts, and one
   * sum of squares of all gradients, which a card computes in one go. Where that alone is too
   * large, so are the gradients together.
   */
  private Operand<TNumber> norm(ExprGraph graph, List<Expr> scalars, List<Expr> gradients) {
    Ops tf = graph.tf();
    Operand<TInt32> flat = tf.constant(new int[] {-1});
    List<Operand<TNumber>> entries =
        gradients.stream()
            .<Operand<TNumber>>map(gradient -> tf.reshape(gradient.operand(), flat))
            .collect(Collectors.toList());
    Operand<TNumber> all =
        entries.size() == 1 ? entries.get(0) : tf.concat(entries, tf.constant(0));
    List<Expr> sums = new ArrayList<>(scalars);
    sums.add(Expr.of(tf.nn.l2Loss(all), Axes.NONE, Shape.scalar()));
    sums.addAll(deferred.flags(graph));
    return stacked(graph, sums);
  }

  private static Operand<TNumber> stacked(ExprGraph graph, List<Expr> scalars) {
    List<Operand<TNumber>> operands = new ArrayList<>();
    scalars.forEach(scalar -> operands.add(scalar.operand(graph)));
    return graph.tf().stack(operands);
  }

  /** What is made with these happens only after all numbers of the step are found to be finite. */
  private Ops gated(ExprGraph graph, KeptValues kept, Map<String, Expr> gradients, Op finite) {
    Ops tf = graph.tf();
    List<Op> before = new ArrayList<>();
    before.add(finite);
    before.add(report);
    kept.values().forEach(value -> before.add(value.operand()));
    gradients.values().forEach(gradient -> before.add(gradient.operand()));
    NoOp gate = tf.withControlDependencies(before).noOp();
    return tf.withControlDependencies(List.of(gate));
  }

  private static List<Op> moved(
      Optimizer optimizer,
      ExprGraph graph,
      Ops gated,
      Variables variables,
      Map<String, Expr> gradients) {
    Map<String, Operand<TNumber>> operands = new LinkedHashMap<>();
    gradients.forEach((name, gradient) -> operands.put(name, gradient.operand()));
    Map<String, Operand<TNumber>> left = optimizer.before(graph.tf(), operands);
    Map<String, Expr> all = new LinkedHashMap<>();
    gradients.forEach(
        (name, gradient) -> {
          Operand<TNumber> own = Objects.requireNonNull(left.get(name), name);
          all.put(name, Expr.of(own, gradient.axes(), gradient.eventShape()));
        });
    List<Op> moved = new ArrayList<>();
    for (Block block : variables.trained()) {
      Optimizer.Context context = new UpdateContext(graph, gated, variables, block);
      Operand<TNumber> gradient = block.whole(graph.tf(), all);
      moved.add(optimizer.update(context, variables.variable(block), gradient));
    }
    return moved;
  }

  private static Map<String, Expr> byName(Map<String, Expr> parameters, List<Expr> gradients) {
    Map<String, Expr> named = new LinkedHashMap<>();
    parameters.keySet().forEach(name -> named.put(name, gradients.get(named.size())));
    return named;
  }

  /** What takes less memory. */
  private static String less(Compilation options) {
    int rows = options.feeds().values().stream().mapToInt(Feed::batchSize).max().orElseThrow();
    return rows > 1
        ? "batch(" + rows / 2 + "), or fewer particles"
        : "fewer particles, or a smaller model";
  }

  /** The columns of the batches. */
  void start(GraphSession.Loading loading) {
    batches.forEach(batch -> batch.start(loading));
  }

  /**
   * Refuses parameters of families that are outside of their ranges at the batch of the step after
   * {@code done} steps; not part of a step, which it would slow down.
   */
  void check(GraphSession session, long done) {
    if (!ranges.areSome()) {
      return;
    }
    List<Tensor> opened = new ArrayList<>();
    Session.Runner runner = fed(session, done, opened);
    ranges.fetch(runner);
    try (Result result = runner.run()) {
      ranges.require(result, 0);
    } catch (RuntimeException e) {
      throw failure.refusal(e, "step " + (done + 1));
    } finally {
      opened.forEach(Tensor::close);
    }
  }

  /** What it runs to compute the loss, its parts and its gradients, as it is built. */
  Set<GraphOperation> operations() {
    return Sources.operations(computed, Set.of());
  }

  /** Runs the step after {@code done} steps. */
  StepReport run(GraphSession session, long done) {
    List<Tensor> opened = new ArrayList<>();
    try (Result result = fed(session, done, opened).fetch(report).addTarget(update).run()) {
      return report(done + 1, Precision.values(result.get(0)));
    } catch (RuntimeException e) {
      if (!String.valueOf(e.getMessage()).contains(NOT_FINITE)) {
        throw failure.refusal(e, "step " + (done + 1));
      }
      throw refused(session, done, e);
    } finally {
      opened.forEach(Tensor::close);
    }
  }

  private Session.Runner fed(GraphSession session, long done, List<Tensor> opened) {
    Session.Runner runner = session.runner();
    batches.forEach(batch -> batch.feed(runner, done, opened));
    return runner;
  }

  private StepReport report(long step, double[] values) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int i = 0; i < partNames.size(); i++) {
      parts.put(partNames.get(i), values[i + 1]);
    }
    return new StepReport(step, values[0], parts);
  }

  /** The step changed nothing, so running it again gives the same numbers. */
  private JelboException refused(GraphSession session, long done, Throwable cause) {
    List<Tensor> opened = new ArrayList<>();
    Supplier<Session.Runner> fed = () -> fed(session, done, opened);
    Optional<JelboException> violated = deferred.refusal(fed, "step " + (done + 1));
    if (violated.isPresent()) {
      return violated.get().causedBy(cause);
    }
    try (Result result = fed.get().fetch(health).run()) {
      List<String> found = notFinite(healthNames, result.get(0));
      List<String> names = found.isEmpty() ? List.of("all gradients together") : found;
      return diagnosis.refusal(done + 1, names, fed).causedBy(cause);
    } finally {
      opened.forEach(Tensor::close);
    }
  }

  private static List<String> notFinite(List<String> names, Tensor numbers) {
    double[] values = Precision.values(numbers);
    return IntStream.range(0, names.size())
        .filter(i -> !Double.isFinite(values[i]))
        .mapToObj(names::get)
        .collect(Collectors.toList());
  }
}
