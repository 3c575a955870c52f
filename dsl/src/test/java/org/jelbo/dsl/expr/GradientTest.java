package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Gradients against central finite differences in float64. */
final class GradientTest {
  private static final long SEED = 9;

  /** Of no gradient. */
  private static final Set<Binary> STEPS =
      EnumSet.of(Binary.LESS_THAN, Binary.BELOW, Binary.BEYOND);

  /** Of no gradient to the right. */
  private static final Set<Binary> MASKED = EnumSet.of(Binary.KEPT_WHERE, Binary.KEPT);

  private static final double STEP = 1e-5;

  private static Map<String, UnaryOperator<Expr>> functions() {
    Expr other = Expr.of(new double[] {0.7, -1.2, 2.1, 0.4, -0.3, 1.5});
    Map<String, UnaryOperator<Expr>> functions = new LinkedHashMap<>();
    for (Unary unary : Unary.values()) {
      if (unary != Unary.STOP_GRADIENT) {
        functions.put(unary.name(), unary::apply);
      }
    }
    for (Binary binary : Binary.values()) {
      if (!STEPS.contains(binary)) {
        functions.put(binary + " left", x -> binary.apply(x, other));
      }
      if (!STEPS.contains(binary) && !MASKED.contains(binary)) {
        functions.put(binary + " right", x -> binary.apply(other, x));
      }
    }
    functions.put("sum", Expr::sum);
    functions.put("sumLast", x -> Reductions.sumLast(x.reshape(2, 3)));
    functions.put("logSumExp", x -> x.reshape(2, 3).logSumExp());
    functions.put("logSoftmax", x -> x.reshape(2, 3).logSoftmax());
    functions.put("logSoftmax of a vector", Expr::logSoftmax);
    functions.put("logSoftmax of rank 3", x -> x.reshape(1, 2, 3).logSoftmax());
    functions.put("logSoftmax of rank 4", x -> x.reshape(3, 1, 1, 2).logSoftmax());
    functions.put("split", x -> x.split(3).get(1).times(x.split(3).get(2)));
    functions.put("sumOfEvent", x -> Reductions.sumOfEvent(x.reshape(6, 1), Shape.of(6, 4)));
    functions.put(
        "affine",
        x -> LinearAlgebra.affine(x, Expr.filled(0.5, Shape.of(6, 2)), x.split(3).get(0)));
    functions.put(
        "affine kernel",
        x -> LinearAlgebra.affine(Expr.of(new double[] {2, 3, 4}), x.reshape(3, 2), null));
    return functions;
  }

  private static Expr applied(String name, Expr x) {
    return Objects.requireNonNull(functions().get(name)).apply(x);
  }

  static Stream<String> names() {
    return functions().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void gradientsAreThoseOfFiniteDifferences(String name) {
    double[] at = new Random(SEED).doubles(6).map(u -> 0.2 + 2 * u).toArray();
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr x = evaluation.fed(at);
      Expr y = applied(name, x);
      Expr total = y.times(y).plus(y).sum();
      double[] gradient = evaluation.gradient(total, x);
      double[] expected = new double[at.length];
      for (int i = 0; i < at.length; i++) {
        double above = moved(evaluation, total, x, plus(at, i, STEP));
        double below = moved(evaluation, total, x, plus(at, i, -STEP));
        expected[i] = (above - below) / (2 * STEP);
      }
      Agreement.within(1e-7).assertGradient(name, gradient, expected);
    }
  }

  private static double moved(Evaluation evaluation, Expr total, Expr x, double[] at) {
    evaluation.feed(x, at, Shape.of(at.length));
    return evaluation.scalar(total);
  }

  private static double[] plus(double[] at, int entry, double step) {
    double[] moved = at.clone();
    moved[entry] += step;
    return moved;
  }

  @ParameterizedTest
  @MethodSource("names")
  void noGradientFlowsThroughStopGradient(String name) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr x = evaluation.fed(0.3, 0.4, 0.5, 0.6, 0.7, 0.8);
      Expr stopped = applied(name, x).stopGradient().sum();
      assertThat(evaluation.gradient(stopped.plus(x.sum()), x)).containsOnly(1);
    }
  }
}
