package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

/** The first dim of an event as an axis, and an axis as the first dim. */
final class EventAxesTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis.Enumeration VALUES = new Axis.Enumeration("c", 0, 3);
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);

  private final Evaluation evaluation = Evaluation.in(Precision.FLOAT32);

  @AfterEach
  void close() {
    evaluation.close();
  }

  @Test
  void axisStandsWhereItsOrderIs() {
    Expr value = evaluation.fed(counted(48), Shape.of(2, 4, 3, 2), PARTICLES, ROWS);
    Expr along = Events.firstAlong(evaluation.graph(), value, VALUES);
    assertThat(along.axes()).isEqualTo(Axes.of(PARTICLES, VALUES, ROWS));
    assertThat(along.eventShape()).isEqualTo(Shape.of(2));
    assertThat(evaluation.shape(along)).isEqualTo(Shape.of(2, 3, 4, 2));
    double[] expected = new double[48];
    for (int particle = 0; particle < 2; particle++) {
      for (int c = 0; c < 3; c++) {
        for (int row = 0; row < 4; row++) {
          for (int i = 0; i < 2; i++) {
            expected[((particle * 3 + c) * 4 + row) * 2 + i] =
                ((particle * 4 + row) * 3 + c) * 2 + i;
          }
        }
      }
    }
    assertThat(evaluation.values(along)).containsExactly(expected);
  }

  @Test
  void hostConstantEntersTheGraph() {
    Expr along = Events.firstAlong(evaluation.graph(), Expr.of(new double[] {5, 6, 7}), VALUES);
    assertThat(along.axes()).isEqualTo(Axes.of(VALUES));
    assertThat(evaluation.values(along)).containsExactly(5, 6, 7);
  }

  @Test
  void oneIsTheInverseOfTheOther() {
    double[] values = counted(48);
    Expr value = evaluation.fed(values, Shape.of(2, 4, 3, 2), PARTICLES, ROWS);
    Expr back = Events.firstFrom(Events.firstAlong(evaluation.graph(), value, VALUES), VALUES);
    assertThat(back.axes()).isEqualTo(Axes.of(PARTICLES, ROWS));
    assertThat(back.eventShape()).isEqualTo(Shape.of(3, 2));
    assertThat(evaluation.values(back)).containsExactly(values);
  }

  private static double[] counted(int size) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> i);
    return values;
  }
}
