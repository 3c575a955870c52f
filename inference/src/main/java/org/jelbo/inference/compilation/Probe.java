package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.inference.runtime.NativeLibrary;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * What a device does with a product of two matrices of small whole numbers, which every format of
 * floating-point numbers has room for.
 *
 * @param found the devices that TensorFlow has instead, where it does not have this one
 * @param problem why the product was not computed, or not right; empty where it is
 */
record Probe(List<String> found, String problem) {
  private static final Pattern FOUND = Pattern.compile("device:([A-Z_]+:\\d+)");
  private static final int SIZE = 64;
  private static final int VALUES = 5;

  /** Asks a device. */
  static Probe of(Device device) {
    ConfigProto strict = device.config(1).toBuilder().setAllowSoftPlacement(false).build();
    float[] left = matrix(1);
    float[] right = matrix(2);
    try (Graph graph = NativeLibrary.graph();
        Session session = new Session(graph, strict)) {
      Ops tf = device.ops(graph);
      Operand<TFloat32> product = tf.linalg.matMul(constant(tf, left), constant(tf, right));
      List<Probe> found = new ArrayList<>();
      NativeLibrary.run(
          () -> {
            try (Result result = session.runner().fetch(product).run()) {
              found.add(ofProduct(Precision.values(result.get(0)), left, right));
            }
          });
      return found.get(0);
    } catch (TensorFlowException | IllegalArgumentException e) {
      return ofFailure(String.valueOf(e.getMessage()));
    }
  }

  private static Operand<TFloat32> constant(Ops tf, float[] values) {
    // Not a constant of the graph: a product of such is computed before it runs, on the processor.
    return tf.placeholderWithDefault(
        tf.constant(Shape.of(SIZE, SIZE), DataBuffers.of(values)), Shape.of(SIZE, SIZE));
  }

  /** Whole numbers from -2 to 2. */
  private static float[] matrix(int key) {
    float[] values = new float[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 + i / SIZE * 3 + key * i / 11) % VALUES - VALUES / 2;
    }
    return values;
  }

  static Probe ofProduct(double[] product, float[] left, float[] right) {
    for (int i = 0; i < product.length; i++) {
      double entry = 0;
      for (int k = 0; k < SIZE; k++) {
        entry += left[i / SIZE * SIZE + k] * right[k * SIZE + i % SIZE];
      }
      if (product[i] != entry) {
        return new Probe(
            List.of(), "its product of two matrices has " + product[i] + " for " + entry);
      }
    }
    return new Probe(List.of(), "");
  }

  static Probe ofFailure(String message) {
    int from = message.indexOf("available devices");
    if (from < 0) {
      return new Probe(List.of(), message.lines().findFirst().orElse("it failed"));
    }
    Matcher devices = FOUND.matcher(message.substring(from));
    List<String> found =
        devices.results().map(match -> match.group(1)).distinct().sorted().toList();
    return new Probe(found, "it found " + String.join(", ", found));
  }

  /** Whether the device computes. */
  boolean isRight() {
    return problem.isEmpty();
  }
}
