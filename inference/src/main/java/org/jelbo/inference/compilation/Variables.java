package org.jelbo.inference.compilation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.bijector.Bijector;
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

  /** How far a number may move from the support to free numbers and back; for float32 too. */
  private static final double INVERTIBLE = 1e-5;

  private final ExprGraph graph;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Param> parameters = new LinkedHashMap<>();
  private final Map<String, Expr> onSupport = new LinkedHashMap<>();
  private final Variable<TInt64> counter;
  private final Operand<TInt64> step;
  private final Placeholder<TInt64> fedCounter;
  private final Op assignCounter;

  Variables(ExprGraph graph, List<Param> parameters) {
    this.graph = graph;
    for (Param param : parameters) {
      this.parameters.put(param.name(), param);
      Bijector map = Bijector.onto(param.support());
      Expr free = add(param.name(), map.freeShape(param.shape())).read();
      onSupport.put(param.name(), map.forward(free));
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
    return onSupport(param.name());
  }

  /** A parameter's value: on its support. */
  private Expr onSupport(String name) {
    return Objects.requireNonNull(onSupport.get(name), name);
  }

  /** The parameters' free numbers by name, in their order: what training moves. */
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
    String name = slot + "/" + parameter;
    if (name.startsWith(Param.OWN)) {
      throw Messages.slotReserved(slot);
    }
    return add(name, entry(parameter).shape()).variable();
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
                  : free(param, param.initializer().values(seed, name, param.shape())));
        });
    setCounter(session, 0);
  }

  /** The free numbers of a parameter's value; refused outside the support. */
  private static double[] free(Param param, double[] values) {
    Bijector map = Bijector.onto(param.support());
    Expr free = map.inverse(Expr.of(values, param.shape()));
    double[] again = map.forward(free).constant();
    boolean isFinite = Arrays.stream(free.constant()).allMatch(Double::isFinite);
    for (int i = 0; i < values.length; i++) {
      boolean isInside =
          isFinite && Math.abs(again[i] - values[i]) <= INVERTIBLE * (1 + Math.abs(values[i]));
      if (!isInside) {
        throw Messages.outsideSupport(param, values[i]);
      }
    }
    return free.constant();
  }

  /** Sets a parameter to a value on its support, or a slot. */
  void setValue(Session session, String name, double[] values) {
    Param param = parameters.get(name);
    if (param == null) {
      set(session, name, values);
    } else if (values.length == param.shape().size()) {
      set(session, name, free(param, values));
    } else {
      throw Messages.wrongLength(name, param.shape(), values.length);
    }
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

  /** A parameter's value on its support, or a slot. */
  double[] value(Session session, String name) {
    return parameters.containsKey(name) ? fetched(session, onSupport(name)) : values(session, name);
  }

  double[] values(Session session, String name) {
    return fetched(session, entry(name).read());
  }

  private static double[] fetched(Session session, Expr value) {
    try (Result result = session.runner().fetch(value.operand()).run()) {
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
