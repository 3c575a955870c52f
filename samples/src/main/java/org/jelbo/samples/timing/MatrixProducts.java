package org.jelbo.samples.timing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jelbo.dsl.expr.MultiplyAdds;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.runtime.NativeLibrary;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * The matrix products and convolutions of a training step, by themselves: what it costs at the
 * least. Immutable.
 */
public final class MatrixProducts {
  private final List<Product> products;

  private MatrixProducts(List<Product> products) {
    this.products = List.copyOf(products);
  }

  /** Those of a step of training, in the order of their names. */
  public static MatrixProducts of(Compiled compiled) {
    return of(compiled.stepOperations());
  }

  /** Those among the ops of a graph; refused where one has sizes that are not known. */
  static MatrixProducts of(Collection<GraphOperation> ops) {
    List<GraphOperation> found = new ArrayList<>();
    for (GraphOperation op : ops) {
      OptionalLong count = MultiplyAdds.of(op);
      if (count.isEmpty()) {
        throw Messages.unknownSizes(op);
      }
      if (count.getAsLong() > 0) {
        found.add(op);
      }
    }
    if (found.isEmpty()) {
      return new MatrixProducts(List.of());
    }
    found.sort((a, b) -> a.name().compareTo(b.name()));
    Map<String, NodeDef> nodes = new HashMap<>();
    found.get(0).env().toGraphDef().getNodeList().forEach(node -> nodes.put(node.getName(), node));
    return new MatrixProducts(
        found.stream()
            .map(op -> Product.of(op, Objects.requireNonNull(nodes.get(op.name())).getAttrMap()))
            .collect(Collectors.toList()));
  }

  /** How many there are. */
  public int count() {
    return products.size();
  }

  /** Of all together. */
  public long multiplyAdds() {
    return products.stream().mapToLong(Product::multiplyAdds).sum();
  }

  /**
   * The median time of a run of all products, in milliseconds; 0 for none.
   *
   * @param device where they are computed
   * @param shards as of the feed: so that both see the same threads
   * @param runs how many are timed, after a tenth as many that are not
   */
  public double medianMillis(Device device, int shards, int runs) {
    if (products.isEmpty()) {
      return 0;
    }
    try (Graph graph = NativeLibrary.graph();
        Session session = new Session(graph, device.config(shards))) {
      Ops tf = device.ops(graph);
      List<Op> starts = new ArrayList<>();
      List<Operand<TFloat32>> corners = new ArrayList<>();
      products.forEach(product -> corners.add(corner(tf, product.in(tf, starts))));
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

  /** A product that nobody reads would be optimised away: one entry of each is fetched. */
  private static Operand<TFloat32> corner(Ops tf, Operand<? extends TNumber> product) {
    int rank = product.shape().numDimensions();
    int[] ones = new int[rank];
    Arrays.fill(ones, 1);
    Operand<? extends TNumber> entry =
        tf.slice(product, tf.constant(new int[rank]), tf.constant(ones));
    return tf.dtypes.cast(tf.reshape(entry, tf.constant(new int[0])), TFloat32.class);
  }
}
