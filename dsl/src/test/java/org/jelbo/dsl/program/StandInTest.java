package org.jelbo.dsl.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.support.Support;
import org.junit.jupiter.api.Test;
import org.tensorflow.ndarray.Shape;

final class StandInTest {
  @Test
  void liesInTheSupportAwayFromItsEnds() {
    assertThat(of(Support.reals(), Shape.of(2))).containsExactly(0, 0);
    assertThat(of(Support.positive(), Shape.scalar())).containsExactly(1);
    assertThat(of(new Support.Interval(0, 1), Shape.of(1))).containsExactly(0.5);
    assertThat(of(new Support.Interval(3, Double.POSITIVE_INFINITY), Shape.scalar()))
        .containsExactly(4);
    assertThat(of(new Support.Interval(Double.NEGATIVE_INFINITY, 3), Shape.scalar()))
        .containsExactly(2);
    assertThat(of(Support.naturals(), Shape.scalar())).containsExactly(0);
  }

  @Test
  void vectorsAndMatricesAreWhole() {
    for (Support support :
        List.of(
            new Support.OneHot(3),
            new Support.Counts(3, 5),
            new Support.Simplex(3),
            new Support.LowerTriangular(3))) {
      Shape element = support.rank() == 2 ? Shape.of(3, 3) : Shape.of(3);
      double[] two = of(support, element.prepend(2));
      double[] one = Arrays.copyOfRange(two, two.length / 2, two.length);
      assertThat(support.contains(one)).as("%s", support).isTrue();
      assertThat(Arrays.copyOf(two, two.length / 2)).isEqualTo(one);
    }
  }

  private static double[] of(Support support, Shape event) {
    Expr standIn = StandIn.of(support, event);
    assertThat(standIn.eventShape()).isEqualTo(event);
    return standIn.constant();
  }
}
