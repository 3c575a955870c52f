package org.jelbo.samples.timing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.expr.MultiplyAdds;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.OperationBuilder;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.Scope;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.family.TNumber;

/**
 * An op that multiplies and adds, apart from its graph.
 *
 * @param type such as {@code MatMul}
 * @param attributes by name
 * @param numbers the type of what is multiplied
 * @param inputs their shapes; none where the input is the shape of the output
 * @param output its shape
 */
record Product(
    String type,
    Map<String, AttrValue> attributes,
    Class<? extends TNumber> numbers,
    List<Shape> inputs,
    Shape output,
    long multiplyAdds) {
  private static final Shape OF_OUTPUT = Shape.unknown();

  static Product of(GraphOperation op, Map<String, AttrValue> attributes) {
    List<Shape> inputs = new ArrayList<>();
    for (int i = 0; i < op.numInputs(); i++) {
      boolean isOfType = op.input(i).dataType() == op.output(0).dataType();
      inputs.add(isOfType ? op.input(i).shape() : OF_OUTPUT);
    }
    return new Product(
        op.type(),
        attributes,
        op.output(0).dataType() == DataType.DT_DOUBLE ? TFloat64.class : TFloat32.class,
        inputs,
        op.output(0).shape(),
        MultiplyAdds.of(op).orElseThrow());
  }

  /**
   * The same op in another graph, of random numbers.
   *
   * @param starts hears what is to be run before it
   */
  Operand<? extends TNumber> in(Ops tf, List<Op> starts) {
    Scope scope = tf.scope();
    OperationBuilder op = scope.env().opBuilder(type, scope.makeOpName(type), scope);
    for (Shape input : inputs) {
      Operand<?> value =
          input.equals(OF_OUTPUT) ? tf.constant(ints(output)) : random(tf, starts, numbers, input);
      op.addInput(value.asOutput());
    }
    attributes.forEach(
        (name, value) -> {
          if (!name.startsWith("_")) {
            op.setAttr(name, value);
          }
        });
    return op.build().<TNumber>output(0);
  }

  private static int[] ints(Shape shape) {
    int[] sizes = new int[shape.numDimensions()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.toIntExact(shape.get(i));
    }
    return sizes;
  }

  private static <T extends TNumber> Operand<T> random(
      Ops tf, List<Op> starts, Class<T> type, Shape shape) {
    Variable<T> variable = tf.variable(shape, type);
    starts.add(
        tf.assign(
            variable,
            tf.random.statelessRandomNormal(
                tf.constant(shape), tf.constant(new long[] {1, 2}), type)));
    return tf.identity(variable);
  }
}
