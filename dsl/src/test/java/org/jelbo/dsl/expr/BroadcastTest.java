package org.jelbo.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Values whose axes interleave, against nested loops. */
final class BroadcastTest {
  private static final long SEED = 42;

  /** Ten axes in their order. */
  private static final List<Axis> AXES =
      List.of(
          new Axis.Particles("particles"),
          new Axis.Enumeration("a", 0, 2),
          new Axis.Enumeration("b", 1, 2),
          new Axis.Enumeration("c", 2, 2),
          new Axis.Enumeration("d", 3, 2),
          new Axis.Plate("rows", 0, Axis.Plate.OF_DATA),
          new Axis.Plate("p1", 1, 2),
          new Axis.Plate("p2", 2, 3),
          new Axis.Plate("p3", 3, 2),
          new Axis.Plate("p4", 4, 2));

  /** An operation, its function, and its partial derivatives. */
  private record Case(
      Binary operation,
      DoubleBinaryOperator function,
      DoubleBinaryOperator byLeft,
      DoubleBinaryOperator byRight) {}

  private static final List<Case> CASES =
      List.of(
          new Case(Binary.PLUS, (a, b) -> a + b, (a, b) -> 1, (a, b) -> 1),
          new Case(Binary.MINUS, (a, b) -> a - b, (a, b) -> 1, (a, b) -> -1),
          new Case(Binary.TIMES, (a, b) -> a * b, (a, b) -> b, (a, b) -> a),
          new Case(Binary.DIVIDED_BY, (a, b) -> a / b, (a, b) -> 1 / b, (a, b) -> -a / b / b),
          new Case(Binary.MAXIMUM, Math::max, (a, b) -> a > b ? 1 : 0, (a, b) -> a > b ? 0 : 1),
          new Case(Binary.MINIMUM, Math::min, (a, b) -> a < b ? 1 : 0, (a, b) -> a < b ? 0 : 1),
          new Case(Binary.KEPT_WHERE, (a, b) -> a, (a, b) -> 1, (a, b) -> 0));

  static Stream<Arguments> ranks() {
    return CASES.stream()
        .flatMap(
            each ->
                IntStream.rangeClosed(6, 10)
                    .boxed()
                    .flatMap(
                        rank ->
                            Stream.of(true, false)
                                .map(known -> Arguments.of(each.operation(), rank, known))));
  }

  private static double[] random(Random random, long[] sizes) {
    return random
        .doubles(BroadcastLoops.count(sizes))
        .map(u -> (u < 0.5 ? -1 : 1) * (0.5 + u))
        .toArray();
  }

  /** The sizes with 1 at every dim of the other parity. */
  private static long[] ofParity(int parity, long[] sizes) {
    return IntStream.range(0, sizes.length)
        .mapToLong(i -> i % 2 == parity ? sizes[i] : 1)
        .toArray();
  }

  private static Shape without(int parity, long[] sizes) {
    return Shape.of(
        IntStream.range(0, sizes.length)
            .filter(i -> i % 2 != parity)
            .mapToLong(i -> sizes[i])
            .toArray());
  }

  private static Axis[] axes(int parity, int rank) {
    return IntStream.range(0, rank)
        .filter(i -> i % 2 == parity)
        .mapToObj(AXES::get)
        .toArray(Axis[]::new);
  }

  @ParameterizedTest
  @MethodSource("ranks")
  void interleavedAxesGiveWhatLoopsGive(Binary operation, int rank, boolean known) {
    Case each = CASES.stream().filter(c -> c.operation() == operation).findFirst().orElseThrow();
    Random random = new Random(SEED);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      long[] sizes = sizes(rank, 0);
      Expr left = value(evaluation, random, 0, sizes, known);
      Expr right = value(evaluation, random, 1, sizes, known);
      Expr result = operation.apply(left, right);
      Expr weighted = result.times(result);
      assertThat(result.axes().asList()).isEqualTo(AXES.subList(0, rank));
      for (int variant = 0; variant < (known ? 1 : 4); variant++) {
        sizes = sizes(rank, variant);
        double[] a = random(random, ofParity(0, sizes));
        double[] b = random(random, ofParity(1, sizes));
        evaluation.feed(left, a, without(1, sizes));
        evaluation.feed(right, b, without(0, sizes));
        assertThat(evaluation.shape(result)).isEqualTo(Shape.of(sizes));
        check(each, evaluation, List.of(left, right, result, weighted), List.of(a, b), sizes);
      }
    }
  }

  /** Sizes of the axes in one of four runs: all 2 or 3, ones first, ones last, ones at random. */
  private static long[] sizes(int rank, int variant) {
    Random random = new Random(SEED + rank);
    return IntStream.range(0, rank)
        .mapToLong(
            i -> {
              boolean one =
                  switch (variant) {
                    case 0 -> false;
                    case 1 -> i < 3;
                    case 2 -> i >= rank - 3;
                    default -> random.nextBoolean();
                  };
              return one ? 1 : AXES.get(i) instanceof Axis.Plate ? 2 : i == 1 ? 3 : 2;
            })
        .toArray();
  }

  private static Expr value(
      Evaluation evaluation, Random random, int parity, long[] sizes, boolean known) {
    double[] values = random(random, ofParity(parity, sizes));
    Shape shape = without(1 - parity, sizes);
    Axis[] axes = axes(parity, sizes.length);
    return known
        ? evaluation.fedOfKnownSizes(values, shape, axes)
        : evaluation.fed(values, shape, axes);
  }

  /** Value, and the gradient of the sum of squares, which weighs every entry of the result. */
  private static void check(
      Case each, Evaluation evaluation, List<Expr> exprs, List<double[]> in, long[] sizes) {
    double[] a = in.get(0);
    double[] b = in.get(1);
    long[] leftSizes = ofParity(0, sizes);
    long[] rightSizes = ofParity(1, sizes);
    double[] expected = BroadcastLoops.apply(each.function(), a, leftSizes, b, rightSizes);
    double[] byLeft = new double[a.length];
    double[] byRight = new double[b.length];
    BroadcastLoops.visit(
        leftSizes,
        rightSizes,
        (at, i, j) -> {
          byLeft[i] += 2 * expected[at] * each.byLeft().applyAsDouble(a[i], b[j]);
          byRight[j] += 2 * expected[at] * each.byRight().applyAsDouble(a[i], b[j]);
        });
    String what = each.operation() + " of sizes " + Arrays.toString(sizes);
    Agreement agreement = Agreement.of(Precision.FLOAT64);
    agreement.assertValues(what, evaluation.values(exprs.get(2)), expected);
    agreement.assertGradient(
        what + " by left", evaluation.gradient(exprs.get(3), exprs.get(0)), byLeft);
    if (each.operation() != Binary.KEPT_WHERE) {
      agreement.assertGradient(
          what + " by right", evaluation.gradient(exprs.get(3), exprs.get(1)), byRight);
    }
  }
}
