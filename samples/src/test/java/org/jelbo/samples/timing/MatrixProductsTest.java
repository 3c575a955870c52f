package org.jelbo.samples.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.Device;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.models.vae.Vae;
import org.jelbo.models.vae.VaeSettings;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** The products of a step are those that its layers need. */
class MatrixProductsTest {
  private static final VaeSettings SIZES = VaeSettings.standard();
  private static final int BATCH = 8;

  private static Compiled compiled(Objective objective, int shards) {
    int pixels = SIZES.pixels();
    Data data = Data.of(Column.ofFloats("x", new float[16 * pixels], pixels).binarized());
    return Compilation.of(objective)
        .feed(data.batch(BATCH).shards(shards))
        .optimizer(Adam.of(1e-3))
        .compile();
  }

  /** Forward, its kernel's gradient, and that of its input but for the images'. */
  private static long training(boolean isFirst, long in, long out) {
    return (isFirst ? 2L : 3L) * BATCH * in * out;
  }

  private static long reckoned() {
    long hidden = SIZES.hidden();
    return training(true, SIZES.pixels(), hidden)
        + training(false, hidden, hidden)
        + training(false, hidden, 2L * SIZES.latents())
        + training(false, SIZES.latents(), hidden)
        + training(false, hidden, hidden)
        + training(false, hidden, SIZES.pixels());
  }

  @Test
  void ofDenseLayersForwardAndBackwardHoweverTheBatchIsCut() {
    for (int shards : new int[] {1, 2}) {
      try (Compiled compiled = compiled(Vae.of(SIZES).elbo(), shards)) {
        MatrixProducts products = MatrixProducts.of(compiled);
        assertThat(products.count()).isEqualTo(17 * shards);
        assertThat(products.multiplyAdds()).isEqualTo(reckoned());
        assertThat(products.medianMillis(Device.CPU, shards, 1)).isPositive();
      }
    }
  }

  private static GraphOperation convolution(Ops tf, long rows) {
    return (GraphOperation)
        tf.nn
            .conv2dBackpropInput(
                tf.constant(new int[] {3, 8, 8, 5}),
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(4, 4, 5, 6))),
                tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, 4, 4, 6))),
                List.of(1L, 2L, 2L, 1L),
                "SAME")
            .op();
  }

  @Test
  void convolutionsRunApartFromTheirGraph() {
    try (Graph graph = new Graph()) {
      MatrixProducts products = MatrixProducts.of(List.of(convolution(Ops.create(graph), 3)));
      assertThat(products.multiplyAdds()).isEqualTo(3 * 4 * 4 * 6 * 4 * 4 * 5);
      assertThat(products.medianMillis(Device.CPU, 1, 1)).isPositive();
    }
  }

  @Test
  void stepsWithoutProductsTakeNoTimeForThem() {
    try (Graph graph = new Graph()) {
      GraphOperation none = (GraphOperation) Ops.create(graph).constant(1f).op();
      MatrixProducts products = MatrixProducts.of(List.of(none));
      assertThat(products.multiplyAdds()).isZero();
      assertThat(products.medianMillis(Device.CPU, 1, 1)).isZero();
    }
  }

  @Test
  void productsOfUnknownSizesAreRefused() {
    try (Graph graph = new Graph()) {
      GraphOperation unknown = convolution(Ops.create(graph), Shape.UNKNOWN_SIZE);
      assertThatThrownBy(() -> MatrixProducts.of(List.of(unknown)))
          .hasMessage(
              """
              at op 'Conv2dBackpropInput':
                expected products whose multiply-adds are known while building, but those of this Conv2DBackpropInput are not
                try: matrix products and convolutions of values of known sizes""");
    }
  }
}
