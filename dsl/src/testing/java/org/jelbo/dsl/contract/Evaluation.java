package org.jelbo.dsl.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.RunChecks;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.exceptions.TFInvalidArgumentException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.OptimizerOptions;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** A graph and session for one test: values go in through placeholders and come out as arrays. */
public final class Evaluation implements AutoCloseable {
  /** A graph that runs a few times is worth neither optimizing nor handing to other threads. */
  private static final ConfigProto AS_BUILT =
      ConfigProto.newBuilder()
          .setIntraOpParallelismThreads(1)
          .setInterOpParallelismThreads(-1)
          .setGraphOptions(
              GraphOptions.newBuilder()
                  .setOptimizerOptions(
                      OptimizerOptions.newBuilder().setOptLevel(OptimizerOptions.Level.L0))
                  .setRewriteOptions(RewriterConfig.newBuilder().setDisableMetaOptimizer(true)))
          .build();

  private final Graph graph = new Graph();
  private final Session session = new Session(graph, AS_BUILT);
  private final ExprGraph expressions;
  private final Map<Operand<?>, Tensor> feeds = new LinkedHashMap<>();
  private final Map<Expr, Operand<?>> fetchables = new HashMap<>();
  private final Map<List<Expr>, List<Output<?>>> gradients = new HashMap<>();

  private Evaluation(Precision precision) {
    this.expressions = ExprGraph.of(graph, precision);
  }

  /** An empty graph of a precision. */
  public static Evaluation in(Precision precision) {
    return new Evaluation(precision);
  }

  /** Where expressions are built. */
  public ExprGraph graph() {
    return expressions;
  }

  /**
   * A value whose leading sizes the graph does not know until it runs.
   *
   * @param sizes of all dims, those of the axes first
   */
  public Expr fed(double[] values, Shape sizes, Axis... axes) {
    long[] declared = sizes.asArray().clone();
    Arrays.fill(declared, 0, axes.length, Shape.UNKNOWN_SIZE);
    return placeholder(values, sizes, Shape.of(declared), axes);
  }

  /** A value of the graph without axes. */
  public Expr fed(double... values) {
    return fed(values, Shape.of(values.length));
  }

  /** A value of the graph without axes, with a scalar event. */
  public Expr fedScalar(double value) {
    return fed(new double[] {value}, Shape.scalar());
  }

  /** A value all of whose sizes the graph knows. */
  public Expr fedOfKnownSizes(double[] values, Shape sizes, Axis... axes) {
    return placeholder(values, sizes, sizes, axes);
  }

  private Expr placeholder(double[] values, Shape sizes, Shape declared, Axis... axes) {
    Axes named = Axes.of(axes);
    Operand<?> operand =
        expressions.tf().placeholder(expressions.precision().type(), Placeholder.shape(declared));
    Shape event = sizes.takeLast(sizes.numDimensions() - axes.length);
    Expr value = Expr.of(operand, named, event);
    feed(value, values, sizes);
    return value;
  }

  /** Feeds other values, perhaps of other leading sizes, from the next run on. */
  public void feed(Expr placeholder, double[] values, Shape sizes) {
    feed(placeholder.operand(), values, sizes);
  }

  /** Feeds other values, perhaps of other sizes, from the next run on. */
  public void feed(Operand<?> placeholder, double[] values, Shape sizes) {
    put(placeholder, expressions.precision().tensor(sizes, values));
  }

  /** A size that the graph does not know until it runs. */
  public Operand<TInt32> fedSize(int size) {
    Operand<TInt32> operand =
        expressions.tf().placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    feed(operand, size);
    return operand;
  }

  /** Feeds another size from the next run on. */
  public void feed(Operand<TInt32> placeholder, int size) {
    put(placeholder, TInt32.scalarOf(size));
  }

  /** A vector of whole numbers that is fed. */
  public Operand<TInt64> fedNumbers(long... numbers) {
    Operand<TInt64> operand =
        expressions.tf().placeholder(TInt64.class, Placeholder.shape(Shape.of(numbers.length)));
    feed(operand, numbers);
    return operand;
  }

  /** Feeds other whole numbers from the next run on. */
  public void feed(Operand<TInt64> placeholder, long... numbers) {
    put(placeholder, TInt64.vectorOf(numbers));
  }

  private void put(Operand<?> placeholder, Tensor tensor) {
    Tensor before = feeds.put(placeholder, tensor);
    if (before != null) {
      before.close();
    }
  }

  /** The entries of a value, row-major. */
  public double[] values(Expr value) {
    return values(List.of(value)).get(0);
  }

  /** The entries of values of one run, each row-major. */
  public List<double[]> values(List<Expr> values) {
    Session.Runner runner = runner();
    Set<Operand<?>> fetched = new HashSet<>();
    for (Expr value : values) {
      Operand<?> operand = fetchable(value);
      // One run gives a tensor once.
      runner.fetch(fetched.add(operand) ? operand : expressions.tf().identity(operand));
    }
    try (Result result = run(runner)) {
      List<double[]> entries = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        entries.add(Precision.values(result.get(i)));
      }
      return entries;
    }
  }

  /** The one entry of a value. */
  public double scalar(Expr value) {
    double[] values = values(value);
    if (values.length != 1) {
      throw new IllegalArgumentException("expected one entry, but got " + values.length);
    }
    return values[0];
  }

  /** The sizes that a value has in a run. */
  public Shape shape(Expr value) {
    return shapes(List.of(value)).get(0);
  }

  /** The sizes that values have in one run. */
  public List<Shape> shapes(List<Expr> values) {
    Session.Runner runner = runner();
    List<Operand<?>> fetched = new ArrayList<>();
    for (Expr value : values) {
      Operand<?> operand = fetchable(value);
      if (!fetched.contains(operand)) {
        fetched.add(operand);
        runner.fetch(operand);
      }
    }
    try (Result result = run(runner)) {
      return values.stream()
          .map(value -> result.get(fetched.indexOf(fetchable(value))).shape())
          .toList();
    }
  }

  /** The gradient of the sum of a value's entries. */
  public double[] gradient(Expr of, Expr at) {
    return gradients(of, List.of(at)).get(0);
  }

  /** The gradients of the sum of a value's entries. */
  public List<double[]> gradients(Expr of, List<Expr> at) {
    List<Expr> key = new ArrayList<>(at);
    key.add(of);
    Session.Runner runner = runner();
    for (Output<?> gradient : gradients.computeIfAbsent(key, missing -> built(of, at))) {
      runner.fetch(gradient);
    }
    try (Result result = run(runner)) {
      List<double[]> entries = new ArrayList<>();
      for (int i = 0; i < at.size(); i++) {
        entries.add(Precision.values(result.get(i)));
      }
      return entries;
    }
  }

  private List<Output<?>> built(Expr of, List<Expr> at) {
    Output<?>[] targets =
        at.stream().map(value -> value.operand().asOutput()).toArray(Output<?>[]::new);
    return List.of(graph.addGradients(of.operand().asOutput(), targets));
  }

  /** TensorFlow refuses to fetch what is fed; what is fetched again is not planned again. */
  private Operand<?> fetchable(Expr value) {
    return fetchables.computeIfAbsent(
        value, key -> expressions.tf().identity(key.operand(expressions)));
  }

  private Session.Runner runner() {
    Session.Runner runner = session.runner();
    feeds.forEach(runner::feed);
    return runner;
  }

  private static Result run(Session.Runner runner) {
    try {
      return runner.run();
    } catch (TFInvalidArgumentException e) {
      throw RunChecks.refusal(e)
          .<RuntimeException>map(refusal -> refusal.within("a run").causedBy(e))
          .orElse(e);
    }
  }

  @Override
  public void close() {
    feeds.values().forEach(Tensor::close);
    session.close();
    graph.close();
  }
}
