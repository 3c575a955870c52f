package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jelbo.dsl.bijector.Bijector;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.param.Param;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * The variables of a graph: parameters, slots of the optimizer, and the step counter. All are set
 * in one run, and read in one, which is kept until they change.
 */
final class Variables implements AutoCloseable {
  private final ExprGraph graph;
  private final Map<String, Param> declared = new LinkedHashMap<>();
  private final Map<Block, List<Held>> blocks = new LinkedHashMap<>();
  private final Map<String, Held> byName = new LinkedHashMap<>();
  private final Parameters parameters;
  private final Variable<TInt64> counter;
  private final Operand<TInt64> step;
  private final Placeholder<TInt64> fedCounter;
  private final Op assignCounter;
  private @Nullable Snapshot kept;

  /**
   * Variables of parameters.
   *
   * @param together whether small ones may be held by one variable
   */
  Variables(ExprGraph graph, List<Param> parameters, boolean together) {
    this.graph = graph;
    Map<String, Shape> trained = new LinkedHashMap<>();
    Map<String, Shape> others = new LinkedHashMap<>();
    for (Param param : parameters) {
      declared.put(param.name(), param);
      (param.isTrained() ? trained : others)
          .put(param.name(), Bijector.onto(param.support()).freeShape(param.shape()));
    }
    Map<String, Expr> free = new HashMap<>();
    for (Block block : Block.of(trained, together)) {
      free.putAll(block.parts(graph, add(block, "", 0).read()));
    }
    for (Block block : Block.of(others, false)) {
      free.putAll(block.parts(graph, add(block, "", 0).read()));
    }
    this.parameters = new Parameters(parameters, free);
    Ops tf = graph.onProcessor();
    counter = tf.variable(Shape.scalar(), TInt64.class);
    step = tf.identity(counter);
    fedCounter = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    assignCounter = tf.assign(counter, fedCounter);
  }

  private Held add(Block block, String prefix, double start) {
    Ops tf = graph.tf();
    Class<TNumber> type = graph.precision().type();
    Variable<TNumber> variable = tf.variable(block.shape(), type);
    Placeholder<TNumber> fed = tf.placeholder(type, Placeholder.shape(block.shape()));
    // The output is a reference: gradients of some ops of it end the process, so it is read once.
    Held held =
        new Held(
            block, prefix, variable, tf.identity(variable), fed, tf.assign(variable, fed), start);
    for (String name : block.names()) {
      if (byName.put(prefix + name, held) != null) {
        throw ParameterMessages.nameTaken(prefix + name);
      }
    }
    blocks.computeIfAbsent(block, first -> new ArrayList<>()).add(held);
    return held;
  }

  Parameters parameters() {
    return parameters;
  }

  /** The names of all variables but the counter: parameters first, then slots. */
  List<String> names() {
    List<String> names = new ArrayList<>(declared.keySet());
    for (String parameter : declared.keySet()) {
      List<Held> slots = Objects.requireNonNull(blocks.get(held(parameter).block()));
      slots.subList(1, slots.size()).forEach(slot -> names.add(slot.prefix() + parameter));
    }
    return names;
  }

  /** How the parameters are held. */
  Collection<Block> blocks() {
    return blocks.keySet();
  }

  /** How those are held that training moves. */
  List<Block> trained() {
    return blocks.keySet().stream()
        .filter(block -> block.names().stream().allMatch(name -> param(name).isTrained()))
        .toList();
  }

  private Param param(String name) {
    return Objects.requireNonNull(declared.get(name), name);
  }

  /** What holds an untrained parameter. */
  Operand<TNumber> variable(Param untrained) {
    return held(untrained.name()).variable();
  }

  /** What an optimizer changes. */
  Operand<TNumber> variable(Block block) {
    return Objects.requireNonNull(blocks.get(block)).get(0).variable();
  }

  /** A slot of an optimizer, shaped as a block, whose numbers are the same at first. */
  Operand<TNumber> slot(String slot, Block block, double start) {
    if ((slot + "/").startsWith(Param.RESERVED)) {
      throw ParameterMessages.slotReserved(slot);
    }
    return add(block, slot + "/", start).variable();
  }

  Variable<TInt64> counter() {
    return counter;
  }

  /** How many steps were done, read once. */
  Operand<TInt64> step() {
    return step;
  }

  Shape shape(String name) {
    Held held = held(name);
    return held.block().shapeOf(held.inBlock(name));
  }

  /**
   * Every variable at its start: parameters drawn from the seed, slots as they begin, counter 0.
   */
  void start(GraphSession.Loading loading, long seed) {
    Map<String, double[]> starts = new LinkedHashMap<>();
    declared.forEach(
        (name, param) ->
            starts.put(
                name,
                FreeNumbers.of(param, param.initializer().values(seed, name, param.shape()))));
    blocks.forEach(
        (block, all) -> {
          for (Held held : all) {
            double[] whole = new double[Math.toIntExact(block.shape().size())];
            Arrays.fill(whole, held.start());
            if (held.prefix().isEmpty()) {
              for (String name : block.names()) {
                block.put(name, Objects.requireNonNull(starts.get(name)), whole);
              }
            }
            loading.add(held.fed(), graph.precision().tensor(block.shape(), whole), held.assign());
          }
        });
    loading.add(fedCounter, TInt64.scalarOf(0), assignCounter);
  }

  /**
   * Sets some of the variables, and the counter.
   *
   * @param changes free numbers or a slot's numbers, by name
   */
  void set(GraphSession session, Map<String, double[]> changes, long steps) {
    Map<Held, double[]> wholes = new LinkedHashMap<>();
    Snapshot now = snapshot(session);
    changes.forEach(
        (name, values) -> {
          Held held = held(name);
          if (values.length != shape(name).size()) {
            throw ParameterMessages.wrongLength(name, shape(name), values.length);
          }
          double[] whole =
              wholes.computeIfAbsent(held, first -> Precision.values(now.of(held.read())));
          held.block().put(held.inBlock(name), values, whole);
        });
    try (GraphSession.Loading loading = session.loading()) {
      for (Held held : all()) {
        double[] whole = wholes.get(held);
        Tensor tensor =
            whole == null
                ? copied(now.of(held.read()))
                : graph.precision().tensor(held.block().shape(), whole);
        loading.add(held.fed(), tensor, held.assign());
      }
      loading.add(fedCounter, TInt64.scalarOf(steps), assignCounter);
      change();
      loading.run();
    }
  }

  private static Tensor copied(Tensor view) {
    return view instanceof TFloat32 floats
        ? TFloat32.tensorOf(view.shape(), floats.asRawTensor().data().asFloats())
        : TFloat64.tensorOf(view.shape(), view.asRawTensor().data().asDoubles());
  }

  /** What is stored for a value on a parameter's support; a slot's numbers as they are. */
  double[] stored(String name, double[] values) {
    Param param = declared.get(name);
    if (param == null) {
      return values;
    }
    if (values.length != param.shape().size()) {
      throw ParameterMessages.wrongLength(name, param.shape(), values.length);
    }
    return FreeNumbers.of(param, values);
  }

  /** A parameter's value on its support, or a slot's numbers. */
  double[] value(GraphSession session, String name) {
    Expr value = parameters.values().get(name);
    return value == null
        ? free(session, name)
        : Precision.values(snapshot(session).of(value.operand()));
  }

  /** What is stored of a parameter, or a slot's numbers. */
  double[] free(GraphSession session, String name) {
    Held held = held(name);
    double[] whole = Precision.values(snapshot(session).of(held.read()));
    return held.block().part(held.inBlock(name), whole);
  }

  /** What is stored of the parameters, a tensor for each block, open until they change. */
  List<Tensor> stored(GraphSession session) {
    Snapshot now = snapshot(session);
    List<Tensor> stored = new ArrayList<>();
    blocks.values().forEach(held -> stored.add(now.of(held.get(0).read())));
    return stored;
  }

  private List<Held> all() {
    return blocks.values().stream().flatMap(List::stream).toList();
  }

  private Snapshot snapshot(GraphSession session) {
    Snapshot known = kept;
    if (known == null) {
      known = Snapshot.of(session, step, all(), parameters.values().values());
      kept = known;
    }
    return known;
  }

  /** To be told before variables change: what was read of them is a view of what they hold. */
  void change() {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }

  private Held held(String name) {
    Held held = byName.get(name);
    if (held == null) {
      throw ParameterMessages.noSuchParameter(name, declared.keySet());
    }
    return held;
  }

  @Override
  public void close() {
    change();
  }
}
