package org.jelbo.inference.compilation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/** The variables of a graph: parameters, slots of the optimizer, and the step counter. */
final class Variables {
  /** A variable, the one read of it that the graph uses, and how it is set. */
  private record Entry(
      Operand<TNumber> variable, Expr read, Placeholder<TNumber> fed, Op assign, Shape shape) {}

  private final ExprGraph graph;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Param> parameters = new LinkedHashMap<>();
  private final Variable<TInt64> counter;
  private final Operand<TInt64> step;
  private final Placeholder<TInt64> fedCounter;
  private final Op assignCounter;

  Variables(ExprGraph graph, List<Param> parameters) {
    this.graph = graph;
    for (Param param : parameters) {
      this.parameters.put(param.name(), param);
      add(param.name(), param.shape());
    }
    Ops tf = graph.tf();
    counter = tf.variable(Shape.scalar(), TInt64.class);
    step = tf.identity(counter);
    fedCounter = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    assignCounter = tf.assign(counter, fedCounter);
  }

  private Entry add(String name, Shape shape) {
    if (entries.containsKey(name)) {
      throw Messages.nameTaken(name);
    }
    Ops tf = graph.tf();
    Class<TNumber> type = graph.precision().type();
    Variable<TNumber> variable = tf.variable(shape, type);
    // The output is a reference: gradients of some ops of it end the process, so it is read once.
    Expr read = Expr.of(tf.identity(variable), Axes.NONE, shape);
    Placeholder<TNumber> fed = tf.placeholder(type, Placeholder.shape(shape));
    Entry entry = new Entry(variable, read, fed, tf.assign(variable, fed), shape);
    entries.put(name, entry);
    return entry;
  }

  Expr param(Param param) {
    Param known = parameters.get(param.name());
    if (!param.equals(known)) {
      throw Messages.parameterChanged(param.name());
    }
    return entry(param.name()).read();
  }

  /** The parameters' reads by name, in their order. */
  Map<String, Expr> reads() {
    Map<String, Expr> reads = new LinkedHashMap<>();
    parameters.keySet().forEach(name -> reads.put(name, entry(name).read()));
    return reads;
  }

  List<Param> parameters() {
    return List.copyOf(parameters.values());
  }

  /** The names of all variables but the counter: parameters first, then slots. */
  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  Operand<TNumber> variable(String name) {
    return entry(name).variable();
  }

  /** A slot of an optimizer, shaped as a parameter. */
  Operand<TNumber> slot(String slot, String parameter) {
    return add(slot + "/" + parameter, entry(parameter).shape()).variable();
  }

  Variable<TInt64> counter() {
    return counter;
  }

  /** How many steps were done, read once. */
  Operand<TInt64> step() {
    return step;
  }

  Shape shape(String name) {
    return entry(name).shape();
  }

  /** Every variable at its start: parameters drawn from the seed, slots and counter 0. */
  void initialize(Session session, long seed) {
    entries.forEach(
        (name, entry) -> {
          Param param = parameters.get(name);
          set(
              session,
              name,
              param == null
                  ? new double[Math.toIntExact(entry.shape().size())]
                  : param.initializer().values(seed, name, entry.shape()));
        });
    setCounter(session, 0);
  }

  void set(Session session, String name, double[] values) {
    Entry entry = entry(name);
    if (values.length != entry.shape().size()) {
      throw Messages.wrongLength(name, entry.shape(), values.length);
    }
    try (Tensor tensor = graph.precision().tensor(entry.shape(), values);
        Result done = session.runner().feed(entry.fed(), tensor).addTarget(entry.assign()).run()) {
      requireNothing(done);
    }
  }

  double[] values(Session session, String name) {
    try (Result result = session.runner().fetch(entry(name).read().operand()).run()) {
      return Precision.values(result.get(0));
    }
  }

  void setCounter(Session session, long steps) {
    try (TInt64 tensor = TInt64.scalarOf(steps);
        Result done = session.runner().feed(fedCounter, tensor).addTarget(assignCounter).run()) {
      requireNothing(done);
    }
  }

  long counter(Session session) {
    try (Result result = session.runner().fetch(step).run()) {
      return ((TInt64) result.get(0)).getLong();
    }
  }

  static void requireNothing(Result done) {
    if (done.size() != 0) {
      throw new IllegalStateException("a run without fetches returned " + done.size() + " tensors");
    }
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw Messages.noSuchParameter(name, parameters.keySet());
    }
    return entry;
  }
}
