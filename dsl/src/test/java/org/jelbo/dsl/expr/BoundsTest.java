package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of an expression's numbers before it is computed. */
class BoundsTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double[] NUMBERS = {-30, -2.5, -1, 0, 0.3, 1, 4, 50};

  private static Map<String, Expr> of(Expr x) {
    Expr table = Expr.of(new double[] {0.2, 0.5, 0.3});
    Expr index = x.lessThan(Expr.of(0)).sum().minimum(Expr.of(2));
    Map<String, Expr> values = new LinkedHashMap<>();
    values.put("raw", x);
    values.put("softplus", x.softplus().plus(1e-3));
    values.put("exp", x.exp().times(0.5).dividedBy(x.square().plus(1)));
    values.put("sigmoid", x.sigmoid());
    values.put("rest", Expr.of(1).minus(x.sigmoid()));
    values.put("product", x.sigmoid().times(x.negate().sigmoid()));
    values.put("tanh", x.tanh().negate().plus(1));
    values.put("elu", x.elu().plus(1));
    values.put("square", x.times(x));
    values.put("root", x.abs().sqrt().log1p());
    values.put("clipped", x.maximum(Expr.of(-2)).minimum(Expr.of(3)));
    values.put("shaped", x.sigmoid().reshape(2, 4).split(2).get(1).stopGradient());
    values.put("row", table.at(index));
    values.put("sum", x.relu().sum());
    values.put("difference", x.relu().minus(x.softplus()));
    return values;
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void numbersLieWithinTheBounds(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      of(evaluation.fed(NUMBERS))
          .forEach(
              (name, value) -> {
                Bounds bounds = Bounds.of(value);
                for (double found : evaluation.values(value)) {
                  assertThat(found).as(name).isBetween(bounds.low(), bounds.high());
                }
              });
    }
  }

  @Test
  void whatIsKnown() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Map<String, Expr> values = of(evaluation.fed(NUMBERS));
      Map<String, Bounds> found = new LinkedHashMap<>();
      values.forEach((name, value) -> found.put(name, Bounds.of(value)));
      assertThat(found)
          .containsEntry("raw", new Bounds(-INFINITY, INFINITY))
          .containsEntry("softplus", new Bounds(1e-3, INFINITY))
          .containsEntry("exp", new Bounds(0, INFINITY))
          .containsEntry("sigmoid", new Bounds(0, 1))
          .containsEntry("rest", new Bounds(0, 1))
          .containsEntry("product", new Bounds(0, 1))
          .containsEntry("tanh", new Bounds(0, 2))
          .containsEntry("elu", new Bounds(0, INFINITY))
          .containsEntry("square", new Bounds(0, INFINITY))
          .containsEntry("root", new Bounds(0, INFINITY))
          .containsEntry("clipped", new Bounds(-2, 3))
          .containsEntry("shaped", new Bounds(0, 1))
          .containsEntry("sum", new Bounds(0, INFINITY))
          .containsEntry("difference", new Bounds(-INFINITY, INFINITY));
    }
    assertThat(Bounds.of(Expr.of(new double[] {3, -1}))).isEqualTo(new Bounds(-1, 3));
    assertThat(
            List.of(Bounds.of(Expr.of(2)).areWithin(0, 1), Bounds.of(Expr.of(1)).areWithin(0, 1)))
        .containsExactly(false, true);
  }
}
