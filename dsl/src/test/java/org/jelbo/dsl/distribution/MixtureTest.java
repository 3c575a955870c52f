package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.expr.Reductions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tensorflow.ndarray.Shape;

/** Mixtures against the same written by hand, and against what they reduce to. */
final class MixtureTest {
  private static final long SEED = 31;
  private static final int COMPONENTS = 500;
  private static final int ENTRIES = 10;
  private static final int ROWS = 20;
  private static final Axis PLATE = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Shape TABLE = Shape.of(COMPONENTS, ENTRIES);
  private static final Agreement FLOAT32 = Agreement.within(1e-4);

  private final Random random = new Random(SEED);

  private double[] normals(int count, double center, double scale) {
    double[] numbers = new double[count];
    Arrays.setAll(numbers, i -> center + scale * random.nextGaussian());
    return numbers;
  }

  private double[] positive(int count, double scale) {
    return Arrays.stream(normals(count, 0, 0.5)).map(x -> scale * Math.exp(x)).toArray();
  }

  private Expr rows(Evaluation evaluation, double center, double scale) {
    double[] numbers = normals(ROWS * ENTRIES, center, scale);
    return evaluation.fed(numbers, Shape.of(ROWS, ENTRIES), PLATE);
  }

  private static Agreement agreement(Precision precision) {
    return precision == Precision.FLOAT64 ? Agreement.of(precision) : FLOAT32;
  }

  /** What is drawn in one interval cannot move into another where a weight changes. */
  @Test
  void drawsFromOneIntervalOnlyAreReparameterized() {
    Expr logits = Expr.of(new double[] {0.3, -0.2});
    Expr low = Expr.of(new double[] {-1, 1});
    Elementwise apart = Uniform.of(low, low.plus(1));
    Elementwise one = TruncatedNormal.of(low, Expr.of(1), Expr.of(-2), Expr.of(2));
    Elementwise ends = TruncatedNormal.of(Expr.of(0), Expr.of(1), low, Expr.of(2));
    assertThat(Mixture.ofEach(logits, apart).isReparameterized()).isFalse();
    assertThat(Mixture.ofEach(logits, ends).isReparameterized()).isFalse();
    assertThat(Mixture.ofEach(logits, Transformed.ofEach(apart, Exp.of())).isReparameterized())
        .isFalse();
    assertThat(Mixture.ofEach(logits, one).isReparameterized()).isTrue();
    assertThat(Mixture.ofEach(logits, HalfNormal.ofScale(low.exp())).isReparameterized()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void equalStandardNormalsAreOneStandardNormal(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr x = rows(evaluation, 0, 1);
      Expr mixed = Mixture.ofRows(Normal.standard(COMPONENTS, ENTRIES)).logProb(x);
      Expr single = Normal.standard(ENTRIES).logProb(x);
      Agreement agreement = agreement(precision);
      agreement.assertValues("logProb", evaluation.values(mixed), evaluation.values(single));
      agreement.assertGradient(
          "gradient", evaluation.gradient(mixed, x), evaluation.gradient(single, x));
    }
  }

  @ParameterizedTest
  @CsvSource({"FLOAT64, 0, 1", "FLOAT32, 0, 1", "FLOAT64, 100, 0.1", "FLOAT32, 100, 0.1"})
  void rowsAreTheLogSumOfExpByHand(Precision precision, double center, double scale) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr logits = evaluation.fed(normals(COMPONENTS, 0, 1));
      Expr mean = evaluation.fed(normals(COMPONENTS * ENTRIES, center, 2), TABLE);
      Expr variance = evaluation.fed(positive(COMPONENTS * ENTRIES, scale), TABLE);
      Expr x = rows(evaluation, center, 2);
      Normal components = Normal.ofMeanAndVariance(mean, variance);
      Expr mixed = Mixture.ofRows(logits, components).logProb(x);
      Expr each = components.logProbOfEach(x.reshape(1, ENTRIES));
      Expr byHand = Reductions.sumLast(each).plus(logits.logSoftmax()).logSumExp();
      assertAgree(evaluation, mixed, byHand, List.of(x, mean, variance, logits));
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void deviationsOfOneForAllEntriesBroadcast(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr mean = evaluation.fed(normals(COMPONENTS * ENTRIES, 0, 2), TABLE);
      Expr stddev = evaluation.fed(positive(COMPONENTS, 1), Shape.of(COMPONENTS, 1));
      Expr x = rows(evaluation, 0, 2);
      Normal components = Normal.of(mean, stddev);
      Expr mixed = Mixture.ofRows(components).logProb(x);
      Expr each = components.logProbOfEach(x.reshape(1, ENTRIES));
      Expr byHand = Reductions.sumLast(each).logSumExp().minus(Math.log(COMPONENTS));
      assertAgree(evaluation, mixed, byHand, List.of(x, mean, stddev));
    }
  }

  private static void assertAgree(
      Evaluation evaluation, Expr found, Expr expected, List<Expr> parameters) {
    Agreement agreement = agreement(evaluation.graph().precision());
    agreement.assertValues("logProb", evaluation.values(found), evaluation.values(expected));
    List<double[]> gradients = evaluation.gradients(found, parameters);
    List<double[]> byHand = evaluation.gradients(expected, parameters);
    for (int i = 0; i < gradients.size(); i++) {
      agreement.assertGradient("gradient to parameter " + i, gradients.get(i), byHand.get(i));
    }
  }

  /** Rows that differ by an offset common to all do not cancel. */
  @Test
  void narrowRowsFarFromZeroAreRightInSinglePrecision() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      double far = 1 << 20;
      Expr mean = evaluation.fed(new double[] {far, far + 4}, Shape.of(2, 1));
      Normal components = Normal.of(mean, Expr.filled(0.25, Shape.of(2, 1)));
      Expr x = evaluation.fed(new double[] {far + 0.25, far + 4}, Shape.of(2, 1), PLATE);
      double atMean = -Math.log(2 * 0.25 * Math.sqrt(2 * Math.PI));
      FLOAT32.assertValues(
          "logProb",
          evaluation.values(Mixture.ofRows(components).logProb(x)),
          atMean - 0.5,
          atMean);
    }
  }

  @Test
  void rowsThatWouldCancelFailTheRun() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr mean = evaluation.fed(new double[] {-1, 1}, Shape.of(2, 1));
      Expr stddev = evaluation.fed(new double[] {1e-6, 1e-6}, Shape.of(2, 1));
      Expr x = evaluation.fed(new double[] {1, -1}, Shape.of(2, 1), PLATE);
      Expr logProb = Mixture.ofRows(Normal.of(mean, stddev)).logProb(x);
      assertThatThrownBy(() -> evaluation.values(logProb))
          .isInstanceOf(JelboException.class)
          .hasMessage(
              """
              at Mixture.ofRows of Normal in a run:
                expected rows whose means are at most 1e5 of their standard deviations away from the mean of all rows, because matrix products cancel beyond, but one is farther
                try: Precision.FLOAT64, larger standard deviations, or components of another scale""");
    }
  }

  @Test
  void constantRowsThatWouldCancelTakeDifferences() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Normal rows =
          Normal.of(
              Expr.of(new double[] {-1, 1}, Shape.of(2, 1)), Expr.filled(1e-6, Shape.of(2, 1)));
      Expr x = evaluation.fed(new double[] {1, -1}, Shape.of(2, 1), PLATE);
      double atMean = -Math.log(2 * 1e-6 * Math.sqrt(2 * Math.PI));
      FLOAT32.assertValues(
          "logProb", evaluation.values(Mixture.ofRows(rows).logProb(x)), atMean, atMean);
    }
  }

  @Test
  void aComponentThatNeverOccursHasNoPart() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr logits = evaluation.fed(0, Double.NEGATIVE_INFINITY);
      Expr mean = evaluation.fed(new double[] {0.5, 7}, Shape.of(2, 1));
      Expr x = evaluation.fed(new double[] {1, -1}, Shape.of(2, 1), PLATE);
      Normal rows = Normal.of(mean, Expr.filled(1, Shape.of(2, 1)));
      Expr found = Mixture.ofRows(logits, rows).logProb(x);
      Expr expected = Normal.of(0.5, 1).logProb(x.reshape());
      FLOAT32.assertValues("logProb", evaluation.values(found), evaluation.values(expected));
      FLOAT32.assertGradient(
          "gradient", evaluation.gradient(found, x), evaluation.gradient(expected, x));
      FLOAT32.assertGradient("gradient to the means", evaluation.gradient(found, mean), -1, 0);
    }
  }

  @Test
  void constantRowsThatAreAllTheSameReduceToOne() {
    Distribution reduced = Mixture.reduced(Mixture.ofRows(Normal.standard(5, 3)));
    assertThat(reduced).isInstanceOf(Normal.class);
    assertThat(reduced.eventShape()).isEqualTo(Shape.of(3));
    assertThat(((Normal) reduced).klOfEach(Normal.standard(3)).constant()).containsOnly(0);
    EntryMixture each = Mixture.ofEach(Expr.filled(0, Shape.of(2)), Normal.standard(3, 2));
    assertThat(Mixture.reduced(each).eventShape()).isEqualTo(Shape.of(3));
    assertThat(each.entropy().constant()[0])
        .isCloseTo(Normal.standard(3).entropy().constant()[0], within(1e-12));
    assertThat(Mixture.ofRows(Normal.standard(5, 3)).entropy().constant()[0])
        .isCloseTo(Normal.standard(3).entropy().constant()[0], within(1e-12));
  }

  @Test
  void rowsThatDifferDoNotReduce() {
    Expr mean = Expr.of(new double[] {0, 0, 0, 1}, Shape.of(2, 2));
    RowMixture rows = Mixture.ofRows(Normal.of(mean, Expr.of(1)));
    assertThat(Mixture.reduced(rows)).isSameAs(rows);
    EntryMixture each = Mixture.ofEach(Expr.filled(0, Shape.of(2)), Normal.of(mean, Expr.of(1)));
    assertThat(Mixture.reduced(each)).isSameAs(each);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr fed = evaluation.fed(new double[4], Shape.of(2, 2));
      assertThat(Mixture.ofRows(Normal.of(fed, Expr.of(1))).single()).isEmpty();
    }
  }

  @Test
  void mixturesOfTheVerySameParametersAreTheSame() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr mean = evaluation.fed(new double[4], Shape.of(2, 2));
      Expr logits = evaluation.fed(0, 1);
      RowMixture mixture = Mixture.ofRows(logits, Normal.of(mean, Expr.of(1)));
      assertThat(mixture.isSameAs(Mixture.ofRows(logits, Normal.of(mean, Expr.of(1))))).isTrue();
      assertThat(mixture.isSameAs(Mixture.ofRows(logits, Normal.of(mean, Expr.of(2))))).isFalse();
      assertThat(mixture.isSameAs(Mixture.ofRows(Normal.of(mean, Expr.of(1))))).isFalse();
      assertThat(
              mixture.isSameAs(Mixture.ofRows(logits, Normal.ofMeanAndVariance(mean, Expr.of(1)))))
          .isFalse();
      assertThat(mixture.isSameAs(Mixture.ofEach(logits, Normal.of(mean, Expr.of(1))))).isFalse();
    }
  }

  @Test
  void mixturesOfOtherEndsAreOthers() {
    Expr logits = Expr.of(new double[] {0, 1});
    Expr loc = Expr.of(new double[] {2, 5});
    Mixture bytes = Mixture.ofEach(logits, DiscretizedLogistic.of(loc, Expr.of(1), 0, 255));
    Mixture digits = Mixture.ofEach(logits, DiscretizedLogistic.of(loc, Expr.of(1), 0, 9));
    assertThat(bytes.isSameAs(digits)).isFalse();
    assertThat(
            bytes.isSameAs(Mixture.ofEach(logits, DiscretizedLogistic.of(loc, Expr.of(1), 0, 255))))
        .isTrue();
  }
}
