package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Host constants fold to what the graph computes. */
final class FoldingTest {
  private static final long SEED = 5;
  private static final double[] EXTREMES = {0, 1e-30, 1e30, 700, 88, 40, 20, 1e-8, 1};

  private static final List<Shape> SHAPES =
      List.of(
          Shape.scalar(), Shape.of(6), Shape.of(1), Shape.of(2, 3), Shape.of(2, 1), Shape.of(1, 3));

  static Stream<Arguments> unaries() {
    return cross(Stream.of(Unary.values()));
  }

  static Stream<Arguments> binaries() {
    return cross(Stream.of(Binary.values()));
  }

  private static Stream<Arguments> cross(Stream<?> operations) {
    return operations.flatMap(
        each -> Stream.of(Precision.values()).map(precision -> Arguments.of(each, precision)));
  }

  private static boolean wantsPositive(Unary operation) {
    return operation == Unary.LOG || operation == Unary.SQRT || operation == Unary.LOG1P;
  }

  private static double[] random(Random random, Shape shape, boolean positive) {
    return random
        .doubles(shape.size())
        .map(u -> positive ? 0.01 + 5 * u : 10 * u - 5)
        .map(x -> (double) (float) x)
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("unaries")
  void functionsOfOneEntryFoldToWhatTheGraphGives(Unary operation, Precision precision) {
    Random random = new Random(SEED);
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (Shape shape : SHAPES) {
        double[] values = random(random, shape, wantsPositive(operation));
        Expr folded = operation.apply(Expr.of(values, shape));
        Expr built = operation.apply(evaluation.fed(values, shape));
        assertThat(folded.isConstant()).isTrue();
        assertThat(built.eventShape()).isEqualTo(folded.eventShape()).isEqualTo(shape);
        Agreement.of(precision)
            .assertValues(operation.name(), evaluation.values(built), folded.constant());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("unaries")
  void extremeEntriesFoldToWhatTheGraphGives(Unary operation, Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (double extreme : EXTREMES) {
        for (double sign : new double[] {1, -1}) {
          double value = sign * extreme;
          double exact = operation.apply(Expr.of(value)).constant()[0];
          double folded = precision == Precision.FLOAT32 ? (double) (float) exact : exact;
          if (!Double.isNaN(folded)) {
            Expr built = operation.apply(evaluation.fedScalar(value));
            Agreement.of(precision)
                .assertValues(operation + " of " + value, evaluation.values(built), folded);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void functionsOfTwoEntriesFoldToWhatTheGraphGives(Binary operation, Precision precision) {
    Random random = new Random(SEED);
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (Shape left : SHAPES) {
        for (Shape right : SHAPES) {
          if (fit(left, right)) {
            check(operation, evaluation, random, left, right);
          }
        }
      }
    }
  }

  private static boolean fit(Shape left, Shape right) {
    int rank = left.numDimensions();
    int other = right.numDimensions();
    return left.equals(right) || rank * other == 0 || (rank == 2 && other == 2);
  }

  private static void check(
      Binary operation, Evaluation evaluation, Random random, Shape left, Shape right) {
    double[] a = random(random, left, false);
    double[] b = random(random, right, operation == Binary.DIVIDED_BY);
    b[0] = operation == Binary.KEPT_WHERE ? 0 : b[0];
    Expr leftValue = evaluation.fed(a, left);
    Expr rightValue = evaluation.fed(b, right);
    Expr folded = operation.apply(Expr.of(a, left), Expr.of(b, right));
    assertThat(folded.isConstant()).isTrue();
    for (Expr built :
        List.of(
            operation.apply(leftValue, rightValue),
            operation.apply(Expr.of(a, left), rightValue),
            operation.apply(leftValue, Expr.of(b, right)))) {
      assertThat(built.eventShape()).isEqualTo(folded.eventShape());
      assertThat(evaluation.shape(built)).isEqualTo(folded.eventShape());
      Agreement.of(evaluation.graph().precision())
          .assertValues(
              operation + " of " + left + " and " + right,
              evaluation.values(built),
              folded.constant());
    }
  }

  static Stream<Arguments> reductions() {
    List<UnaryOperator<Expr>> functions =
        List.of(
            Expr::sum,
            Reductions::sumLast,
            Expr::logSumExp,
            Expr::logSoftmax,
            Events::argMax,
            x -> x.split(3).get(1),
            x -> x.reshape(3, 2),
            x -> Events.oneHot(Events.argMax(x), 6));
    return cross(functions.stream());
  }

  @ParameterizedTest
  @MethodSource("reductions")
  void reductionsAndReshapesFoldToWhatTheGraphGives(
      UnaryOperator<Expr> operation, Precision precision) {
    Random random = new Random(SEED);
    try (Evaluation evaluation = Evaluation.in(precision)) {
      for (Shape shape : List.of(Shape.of(6), Shape.of(2, 3), Shape.of(1, 6), Shape.of(2, 1, 3))) {
        double[] values = random(random, shape, false);
        Expr folded = operation.apply(Expr.of(values, shape));
        Expr built = operation.apply(evaluation.fed(values, shape));
        assertThat(folded.isConstant()).isTrue();
        assertThat(built.eventShape()).isEqualTo(folded.eventShape());
        assertThat(evaluation.shape(built)).isEqualTo(folded.eventShape());
        Agreement.of(precision)
            .assertValues("of " + shape, evaluation.values(built), folded.constant());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void aConstantLargerThanTheValueGivesItsShape(Precision precision) {
    Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr value = evaluation.fed(new double[] {2, 3}, Shape.of(2), rows);
      Expr ones = Expr.filled(1, Shape.of(3));
      Expr zeros = Expr.filled(0, Shape.of(3));
      for (Expr same :
          List.of(
              value.times(ones),
              ones.times(value),
              value.plus(zeros),
              zeros.plus(value),
              value.minus(zeros),
              value.dividedBy(ones),
              value.keptWhere(ones))) {
        assertThat(same.eventShape()).isEqualTo(Shape.of(3));
        assertThat(same.axes().asList()).containsExactly(rows);
        assertThat(evaluation.shape(same)).isEqualTo(Shape.of(2, 3));
        assertThat(evaluation.values(same)).containsExactly(2, 2, 2, 3, 3, 3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void identitiesGiveTheValueItself(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr value = evaluation.fed(2, 3);
      Expr one = Expr.of(1);
      Expr zero = Expr.filled(0, Shape.of(2));
      assertThat(
              List.of(
                  value.times(one),
                  one.times(value),
                  value.plus(zero),
                  zero.plus(value),
                  value.minus(0),
                  value.dividedBy(1),
                  value.keptWhere(one)))
          .allMatch(same -> same == value);
      assertThat(evaluation.values(zero.minus(value))).containsExactly(-2, -3);
      assertThat(evaluation.values(one.dividedBy(value))[0]).isEqualTo(0.5);
      assertThat(evaluation.values(value.times(Expr.of(new double[] {1, 2}))))
          .containsExactly(2, 6);
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void largeUniformConstantsFoldQuickly(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr large = Expr.filled(2, Shape.of(1_000_000));
      Expr value = evaluation.fedScalar(3).times(large);
      assertThat(evaluation.shape(value.sum())).isEqualTo(Shape.scalar());
      assertThat(evaluation.scalar(value.sum())).isEqualTo(6e6);
    }
  }
}
