package org.jelbo.dsl.distribution;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Matrices;
import org.jelbo.dsl.expr.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** One covariance in several forms, and divergences between all of them. */
final class MultivariateNormalFormsTest {
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Expr MEAN = Expr.of(new double[] {0.3, -1, 2});
  private static final Expr OTHER_MEAN = Expr.of(new double[] {0.1, 0.4, 1});
  private static final Expr DIAGONAL = Expr.of(new double[] {0.5, 1.2, 0.8});
  private static final Expr FACTOR =
      Expr.of(new double[] {1, 0.2, -0.4, 0.9, 0.3, -1.1}, Shape.of(3, 2));
  private static final Expr OTHER_SCALE =
      Expr.of(new double[] {1.4, 0, 0, -0.6, 0.8, 0, 0.4, 0.9, 1.7}, Shape.of(3, 3));

  private static Expr matrix() {
    return Matrices.productOfRows(FACTOR, FACTOR).plus(Matrices.ofDiagonal(DIAGONAL));
  }

  private static Map<String, MultivariateNormal> forms() {
    Map<String, MultivariateNormal> forms = new LinkedHashMap<>();
    forms.put("low rank", MultivariateNormal.ofDiagonalPlusLowRank(MEAN, DIAGONAL, FACTOR));
    forms.put("covariance", MultivariateNormal.ofMeanAndCovariance(MEAN, matrix()));
    forms.put("scale", MultivariateNormal.ofMeanAndScaleTril(MEAN, Matrices.cholesky(matrix())));
    return forms;
  }

  static Stream<String> names() {
    return forms().keySet().stream();
  }

  private static MultivariateNormal form(String name) {
    return Objects.requireNonNull(forms().get(name));
  }

  /** Of a covariance by its entries, in plain Java. */
  private static double logProb(double[] x) {
    double[] c = matrix().constant();
    double[] y = new double[3];
    Arrays.setAll(y, i -> x[i] - MEAN.constant()[i]);
    double distance = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        distance += y[i] * y[j] * cofactor(c, i, j) / determinant(c);
      }
    }
    return -0.5 * (distance + Math.log(determinant(c)) + 3 * Math.log(2 * Math.PI));
  }

  private static double cofactor(double[] c, int i, int j) {
    int[] rows = {(i + 1) % 3, (i + 2) % 3};
    int[] columns = {(j + 1) % 3, (j + 2) % 3};
    return c[rows[0] * 3 + columns[0]] * c[rows[1] * 3 + columns[1]]
        - c[rows[0] * 3 + columns[1]] * c[rows[1] * 3 + columns[0]];
  }

  private static double determinant(double[] c) {
    return c[0] * cofactor(c, 0, 0) + c[1] * cofactor(c, 0, 1) + c[2] * cofactor(c, 0, 2);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyFormHasTheDensityOfItsCovariance(String name) {
    Agreement agreement = Agreement.of(Precision.FLOAT64);
    double[] x = {1, -0.5, 0.7};
    MultivariateNormal normal = form(name);
    agreement.assertValues("logProb", normal.logProb(Expr.of(x)).constant(), logProb(x));
    agreement.assertValues("covariance", normal.covariance().constant(), matrix().constant());
    agreement.assertValues(
        "variance", normal.variance().constant(), Matrices.diagonal(matrix()).constant());
    agreement.assertValues(
        "entropy",
        normal.entropy().constant(),
        0.5 * (Math.log(determinant(matrix().constant())) + 3 * (1 + Math.log(2 * Math.PI))));
  }

  /** {@code KL(q || p) = E_q log q - E_q log p}, both by the formula with the trace written out. */
  @ParameterizedTest
  @MethodSource("names")
  void divergencesAreTheSameForEveryForm(String name) {
    MultivariateNormal p = MultivariateNormal.ofMeanAndScaleTril(OTHER_MEAN, OTHER_SCALE);
    Agreement agreement = Agreement.of(Precision.FLOAT64);
    agreement.assertValues("KL", form(name).kl(p).constant(), form("scale").kl(p).constant());
    agreement.assertValues("KL from", p.kl(form(name)).constant(), p.kl(form("scale")).constant());
    for (String other : forms().keySet()) {
      agreement.assertValues("KL to itself", form(name).kl(form(other)).constant(), 0);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void divergencesFromAndToIndependentEntriesAreThoseOfTheDiagonal(String name) {
    Normal normal = Normal.ofMeanAndVariance(OTHER_MEAN, Expr.of(new double[] {0.4, 2, 1}));
    Expr scale = Matrices.ofDiagonal(normal.stddev());
    MultivariateNormal same = MultivariateNormal.ofMeanAndScaleTril(OTHER_MEAN, scale);
    Agreement agreement = Agreement.of(Precision.FLOAT64);
    agreement.assertValues("KL", form(name).kl(normal).constant(), form(name).kl(same).constant());
    agreement.assertValues(
        "KL from", form(name).klFrom(normal).constant(), same.kl(form(name)).constant());
    agreement.assertValues(
        "KL of independent entries",
        same.kl(Normal.standard(3)).constant(),
        normal.klOfEach(Normal.standard(3)).sum().constant());
  }

  @Test
  void divergencesHaveTheGradientsOfFiniteDifferences() {
    for (boolean reversed : List.of(false, true)) {
      try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
        double[] start = FACTOR.constant();
        Expr factor = evaluation.fed(start, FACTOR.eventShape());
        Expr diagonal = evaluation.fed(DIAGONAL.constant());
        MultivariateNormal q = MultivariateNormal.ofDiagonalPlusLowRank(MEAN, diagonal, factor);
        MultivariateNormal p = MultivariateNormal.ofMeanAndScaleTril(OTHER_MEAN, OTHER_SCALE);
        Expr divergence = reversed ? p.kl(q) : q.kl(p);
        assertSlopes(evaluation, divergence, factor, start);
        assertSlopes(evaluation, divergence, diagonal, DIAGONAL.constant());
      }
    }
  }

  private static void assertSlopes(Evaluation evaluation, Expr of, Expr at, double[] start) {
    double[] gradient = evaluation.gradient(of, at);
    double[] slopes = new double[start.length];
    for (int i = 0; i < start.length; i++) {
      double[] moved = start.clone();
      moved[i] += 1e-5;
      evaluation.feed(at, moved, at.eventShape());
      slopes[i] = evaluation.scalar(of);
      moved[i] -= 2e-5;
      evaluation.feed(at, moved, at.eventShape());
      slopes[i] = (slopes[i] - evaluation.scalar(of)) / 2e-5;
    }
    evaluation.feed(at, start, at.eventShape());
    Agreement.within(1e-7).assertGradient("gradient", gradient, slopes);
  }

  /** Variances of the entries' own that are tiny beside what they share do not cancel. */
  @ParameterizedTest
  @EnumSource(Precision.class)
  void tinyDiagonalsOfLowRankAreStable(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      double tiny = 0x1p-30;
      Expr factor = evaluation.fed(new double[] {1, 1, 1}, Shape.of(3, 1));
      Expr diagonal = evaluation.fed(tiny, tiny, tiny);
      Expr mean = Expr.filled(0, Shape.of(3));
      Distribution normal = MultivariateNormal.ofDiagonalPlusLowRank(mean, diagonal, factor);
      double own = 0x1p-15;
      Expr x = evaluation.fed(new double[] {2, 2, 2, own, -own, 0}, Shape.of(2, 3), ROWS);
      double constant = -0.5 * (3 * Math.log(2 * Math.PI) + 2 * Math.log(tiny) + Math.log(3));
      Agreement.of(precision)
          .assertValues(
              "logProb", evaluation.values(normal.logProb(x)), constant - 2, constant - 1);
    }
  }

  @Test
  void sourcesThatCancelFailTheRun() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr factor = evaluation.fed(new double[] {1, 1, 1, 1}, Shape.of(2, 2));
      Expr tiny = Expr.filled(1e-12, Shape.of(2));
      Distribution normal =
          MultivariateNormal.ofDiagonalPlusLowRank(Expr.filled(0, Shape.of(2)), tiny, factor);
      assertThatThrownBy(() -> evaluation.scalar(normal.entropy()))
          .isInstanceOf(JelboException.class)
          .hasMessage(
              """
              at MultivariateNormal in a run:
                expected columns of the factor that differ beside the diagonal, but all but 1e-10 of their products cancels
                try: a larger diagonal, or fewer columns""");
    }
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void scalesFarApartAreStable(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr scale = evaluation.fed(new double[] {1e-15, 0, 1e-15, 1e15}, Shape.of(2, 2));
      Distribution normal =
          MultivariateNormal.ofMeanAndScaleTril(Expr.filled(0, Shape.of(2)), scale);
      Expr x = evaluation.fed(2e-15, 3e15);
      Agreement.of(precision)
          .assertValues(
              "logProb", evaluation.values(normal.logProb(x)), -6.5 - Math.log(2 * Math.PI));
      Agreement.of(precision)
          .assertValues("KL", evaluation.values(around(scale).kl(around(scale))), 0);
    }
  }

  private static MultivariateNormal around(Expr scale) {
    return MultivariateNormal.ofMeanAndScaleTril(Expr.filled(0, Shape.of(2)), scale);
  }
}
