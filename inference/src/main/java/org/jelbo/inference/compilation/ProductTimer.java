package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jelbo.inference.runtime.NativeLibrary;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/** Times matrix products alone, in float32: what a network's step costs at the least. */
public final class ProductTimer {
  /**
   * A product of an m x k matrix with a k x n one.
   *
   * @param m rows of the result
   * @param k the dim that is summed
   * @param n columns of the result
   * @param transposeLeft whether the left matrix is stored as k x m
   * @param transposeRight whether the right matrix is stored as n x k
   */
  public record Product(long m, long k, long n, boolean transposeLeft, boolean transposeRight) {}

  private ProductTimer() {}

  /**
   * The products of a training step of dense layers: forward, kernels' gradients, and inputs'
   * gradients but for the first layer.
   *
   * @param batch rows
   * @param widths the input's width, then each layer's
   * @param intoInput whether the gradient goes on into the input
   */
  public static List<Product> ofTraining(long batch, boolean intoInput, long... widths) {
    List<Product> products = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      products.add(new Product(batch, widths[i - 1], widths[i], false, false));
      products.add(new Product(widths[i - 1], batch, widths[i], true, false));
      if (i > 1 || intoInput) {
        products.add(new Product(batch, widths[i], widths[i - 1], false, true));
      }
    }
    return products;
  }

  /**
   * The median time of a run of all products, in milliseconds.
   *
   * @param device where they are computed
   * @param shards as of the feed: so that both see the same threads
   * @param runs how many are timed, after a tenth as many that are not
   */
  public static double medianMillis(Device device, List<Product> products, int shards, int runs) {
    try (Graph graph = NativeLibrary.graph();
        Session session = new Session(graph, device.config(shards))) {
      Ops tf = device.ops(graph);
      List<Op> starts = new ArrayList<>();
      List<Operand<TFloat32>> corners = new ArrayList<>();
      for (Product product : products) {
        Operand<TFloat32> left =
            matrix(tf, starts, product.transposeLeft(), product.m(), product.k());
        Operand<TFloat32> right =
            matrix(tf, starts, product.transposeRight(), product.k(), product.n());
        // A product that nobody reads would be optimised away: one entry of each is fetched.
        corners.add(
            tf.slice(
                tf.linalg.matMul(
                    left,
                    right,
                    MatMul.transposeA(product.transposeLeft()),
                    MatMul.transposeB(product.transposeRight())),
                tf.constant(new int[] {0, 0}),
                tf.constant(new int[] {1, 1})));
      }
      Operand<TFloat32> fetched = tf.stack(corners);
      starts.forEach(session::run);
      double[] millis = new double[runs];
      for (int run = -runs / 10; run < runs; run++) {
        long begun = System.nanoTime();
        try (Result result = session.runner().fetch(fetched).run()) {
          millis[Math.max(run, 0)] = (System.nanoTime() - begun) / 1e6;
          if (result.get(0).shape().get(0) != products.size()) {
            throw new IllegalStateException("expected one entry a product");
          }
        }
      }
      Arrays.sort(millis);
      return millis[runs / 2];
    }
  }

  private static Operand<TFloat32> matrix(
      Ops tf, List<Op> starts, boolean transposed, long rows, long columns) {
    Shape shape = transposed ? Shape.of(columns, rows) : Shape.of(rows, columns);
    Variable<TFloat32> variable = tf.variable(shape, TFloat32.class);
    starts.add(
        tf.assign(
            variable,
            tf.random.statelessRandomNormal(
                tf.constant(shape), tf.constant(new long[] {1, 2}), TFloat32.class)));
    return tf.identity(variable);
  }
}
