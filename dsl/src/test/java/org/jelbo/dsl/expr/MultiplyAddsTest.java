package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

final class MultiplyAddsTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Axis VIEWS = new Axis.Plate("views", 0, 4);
  private static final Extents SIZES = Extents.NONE.with(PARTICLES, 5).withRows(3);

  private final Graph environment = new Graph();
  private final ExprGraph graph = ExprGraph.of(environment, Precision.FLOAT32);
  private final Ops tf = graph.tf();

  @AfterEach
  void close() {
    environment.close();
  }

  private Expr value(Shape event, Axis... axes) {
    return graph.unknown(SIZES, Axes.of(axes), event);
  }

  private Operand<TFloat32> image(long... sizes) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(sizes)));
  }

  private static void assertCount(long expected, Expr... of) {
    assertThat(MultiplyAdds.of(List.of(of))).hasValue(expected);
  }

  @Test
  void rowsGoThroughMatrices() {
    Expr kernel = value(Shape.of(7, 2));
    assertCount(7 * 2, LinearAlgebra.affine(value(Shape.of(7)), kernel, null));
    assertCount(3 * 7 * 2, LinearAlgebra.affine(value(Shape.of(7), ROWS), kernel, null));
    assertCount(
        5 * 3 * 4 * 7 * 2,
        LinearAlgebra.affine(value(Shape.of(7), PARTICLES, ROWS, VIEWS), kernel, null));
  }

  @Test
  void transposedMatricesCountTheSame() {
    Expr a = value(Shape.of(6, 7), ROWS);
    assertCount(3 * 6 * 7 * 2, Matrices.productOfRows(a, value(Shape.of(2, 7))));
    Operand<TFloat32> transposed =
        tf.linalg.matMul(
            image(7, 6), image(7, 2), org.tensorflow.op.linalg.MatMul.transposeA(true));
    assertCount(6 * 7 * 2, Expr.of(transposed, Axes.NONE, Shape.of(6, 2)));
  }

  @Test
  void productsOfMatricesWithAxesAreBroadcast() {
    Expr product = Matrices.product(value(Shape.of(6, 7), PARTICLES), value(Shape.of(7, 2), ROWS));
    assertCount(5 * 3 * 6 * 7 * 2, product);
  }

  @Test
  void anOpCountsOnceAndWithItsOwnSizes() {
    Expr h = LinearAlgebra.affine(value(Shape.of(7), ROWS), value(Shape.of(7, 2)), null);
    Expr broadcast = h.plus(value(Shape.of(2), PARTICLES));
    assertCount(3 * 7 * 2, h, broadcast.exp(), broadcast.times(h));
  }

  @Test
  void entryByEntryNothingCounts() {
    Expr x = value(Shape.of(7), ROWS);
    assertCount(0, x.times(x).exp().sum(), Expr.of(3));
    assertThat(MultiplyAdds.of(List.of())).hasValue(0);
  }

  /** Two of Newton's step; the solve itself counts nothing. */
  @Test
  void solvesCountWhatTheirSlopesMultiply() {
    assertCount(2 * 3 * 2 * 2 * 2, Matrices.inverseOfLowerTriangle(value(Shape.of(2, 2), ROWS)));
  }

  @Test
  void filtersWorkForEveryEntryOfTheOutput() {
    Operand<TFloat32> wide =
        tf.nn.conv2d(image(3, 8, 8, 5), image(4, 4, 5, 6), List.of(1L, 2L, 2L, 1L), "SAME");
    assertCount(3 * 4 * 4 * 6 * (4 * 4 * 5), Expr.of(wide, Axes.NONE, Shape.of(3, 4, 4, 6)));
    Operand<TFloat32> deep =
        tf.nn.depthwiseConv2dNative(
            image(3, 8, 8, 5), image(3, 2, 5, 2), List.of(1L, 1L, 1L, 1L), "SAME");
    assertCount(3 * 8 * 8 * 10 * (3 * 2), Expr.of(deep, Axes.NONE, Shape.of(3, 8, 8, 10)));
  }

  @Test
  void transposedFiltersWorkForEveryEntryOfTheInput() {
    Operand<TFloat32> wide =
        tf.nn.conv2dBackpropInput(
            tf.constant(new int[] {3, 8, 8, 5}),
            image(4, 4, 5, 6),
            image(3, 4, 4, 6),
            List.of(1L, 2L, 2L, 1L),
            "SAME");
    assertCount(3 * 4 * 4 * 6 * (4 * 4 * 5), Expr.of(wide, Axes.NONE, Shape.of(3, 8, 8, 5)));
  }

  /** Of 3 images 8 x 8 with 5 channels that became 3 images 4 x 4 with 6, or 8 x 8 with 10. */
  @Test
  void gradientsOfFiltersCountAsTheFilters() {
    Operand<TFloat32> ofFilter =
        tf.nn.conv2dBackpropFilter(
            image(3, 8, 8, 5),
            tf.constant(new int[] {4, 4, 5, 6}),
            image(3, 4, 4, 6),
            List.of(1L, 2L, 2L, 1L),
            "SAME");
    assertCount(3 * 4 * 4 * 6 * (4 * 4 * 5), Expr.of(ofFilter, Axes.NONE, Shape.of(4, 4, 5, 6)));
    List<Long> strides = List.of(1L, 1L, 1L, 1L);
    Operand<TFloat32> deepInput =
        tf.nn.depthwiseConv2dNativeBackpropInput(
            tf.constant(new int[] {3, 8, 8, 5}),
            image(3, 2, 5, 2),
            image(3, 8, 8, 10),
            strides,
            "SAME");
    assertCount(3 * 8 * 8 * 10 * (3 * 2), Expr.of(deepInput, Axes.NONE, Shape.of(3, 8, 8, 5)));
    Operand<TFloat32> deepFilter =
        tf.nn.depthwiseConv2dNativeBackpropFilter(
            image(3, 8, 8, 5),
            tf.constant(new int[] {3, 2, 5, 2}),
            image(3, 8, 8, 10),
            strides,
            "SAME");
    assertCount(3 * 8 * 8 * 10 * (3 * 2), Expr.of(deepFilter, Axes.NONE, Shape.of(3, 2, 5, 2)));
  }

  @Test
  void unknownSizesAndOtherProductsAreNotGuessed() {
    Expr rows = graph.unknown(Axes.of(ROWS), Shape.of(7));
    Expr product = LinearAlgebra.affine(rows, value(Shape.of(7, 2)), null);
    assertThat(MultiplyAdds.of(List.of(product))).isEqualTo(OptionalLong.empty());
    Operand<TFloat32> einsum = tf.linalg.einsum(List.of(image(2, 3), image(3, 4)), "ij,jk->ik");
    Expr other = Expr.of(einsum, Axes.NONE, Shape.of(2, 4));
    assertThat(MultiplyAdds.of(List.of(other))).isEqualTo(OptionalLong.empty());
  }
}
