package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

final class ExtentsTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Axis IMAGES = new Axis.Plate("images", 0, Axis.Plate.OF_DATA);
  private static final Axis PIXELS = new Axis.Plate("pixels", 1, 3);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);

  @AfterEach
  void close() {
    evaluation.close();
  }

  private Shape shape(Extents extents, Axes axes) {
    Ops tf = evaluation.graph().tf();
    Operand<TFloat32> zeros = tf.zeros(extents.shape(tf, axes, Shape.of(7)), TFloat32.class);
    return evaluation.shape(Expr.of(zeros, axes, Shape.of(7)));
  }

  @Test
  void sizesStandInTheOrderOfTheAxes() {
    Extents extents = Extents.NONE.with(PARTICLES, 2).withRows(evaluation.fedSize(4));
    assertThat(shape(extents, Axes.of(PARTICLES, ROWS, PIXELS))).isEqualTo(Shape.of(2, 4, 3, 7));
    assertThat(shape(extents, Axes.of(PIXELS))).isEqualTo(Shape.of(3, 7));
    assertThat(shape(extents, Axes.NONE)).isEqualTo(Shape.of(7));
  }

  @Test
  void aSizeForThePlateOfTheDataIsItsNumberOfRows() {
    assertThat(shape(Extents.NONE.with(ROWS, 4), Axes.of(ROWS))).isEqualTo(Shape.of(4, 7));
    assertThat(shape(Extents.NONE.with(ROWS, evaluation.fedSize(5)), Axes.of(IMAGES)))
        .isEqualTo(Shape.of(5, 7));
    assertThat(shape(Extents.NONE.withRows(2).with(IMAGES, 6), Axes.of(ROWS)))
        .isEqualTo(Shape.of(6, 7));
  }

  @Test
  void aPlateMayBeGivenTheSizeItHas() {
    assertThat(shape(Extents.NONE.with(PIXELS, 3), Axes.of(PIXELS))).isEqualTo(Shape.of(3, 7));
  }

  @Test
  void knownSizesAreKnownWhileBuilding() {
    Extents extents = Extents.NONE.with(PARTICLES, 2).withRows(evaluation.fedSize(4));
    assertThat(extents.knownShape(Axes.of(PARTICLES, ROWS, PIXELS), Shape.of(7)).asArray())
        .containsExactly(2, Shape.UNKNOWN_SIZE, 3, 7);
  }
}
