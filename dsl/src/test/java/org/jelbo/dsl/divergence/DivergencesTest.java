package org.jelbo.dsl.divergence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.bijector.Exp;
import org.jelbo.dsl.bijector.Softplus;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Cauchy;
import org.jelbo.dsl.distribution.DiscretizedLogistic;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Elementwise;
import org.jelbo.dsl.distribution.Laplace;
import org.jelbo.dsl.distribution.Mixture;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.Poisson;
import org.jelbo.dsl.distribution.Transformed;
import org.jelbo.dsl.distribution.ZeroInflated;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.KeyedNoise;
import org.jelbo.dsl.noise.Noise;
import org.jelbo.dsl.noise.NoiseClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.ndarray.Shape;

/** Closed forms against draws, and the table that holds them. */
final class DivergencesTest {
  private static final long SEED = 20;
  private static final int DRAWS = 200_000;
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private static Expr vector(double... values) {
    return Expr.of(values);
  }

  static Stream<Divergences.Pair> pairs() {
    return Divergences.standard().pairs().stream();
  }

  private static Noise noise(Evaluation evaluation, int particles) {
    return KeyedNoise.of(
        evaluation.graph(),
        Extents.NONE.with(PARTICLES, particles),
        NoiseClock.of(evaluation.fedNumbers(NoiseClock.pair(SEED, 0, 0))),
        "test");
  }

  private static Expr draws(Evaluation evaluation, Distribution distribution) {
    return distribution.draw(noise(evaluation, DRAWS).stream("x", Axes.of(PARTICLES)));
  }

  private static void assertMean(String what, double[] samples, double expected) {
    if (Arrays.stream(samples).allMatch(x -> x == samples[0])) {
      Agreement.of(Precision.FLOAT32).assertValues(what, new double[] {samples[0]}, expected);
    } else {
      MonteCarlo.assertMeanAgrees(what, samples, expected, SEED);
    }
  }

  /** Rate of false alarms: {@value MonteCarlo#FALSE_ALARM_RATE} for each of three means a pair. */
  @ParameterizedTest
  @MethodSource("pairs")
  void closedFormDivergenceIsTheMeanOfTheLogRatio(Divergences.Pair pair) {
    Random random = new Random(SEED);
    for (int i = 0; i < 3; i++) {
      Distribution[] both = Distributions.pair(pair, random);
      Distribution q = both[0];
      Distribution p = both[1];
      try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
        Expr draw = draws(evaluation, q);
        double[] ratios = evaluation.values(q.logProb(draw).minus(p.logProb(draw)));
        Expr kl = Divergences.standard().kl(q, p);
        assertThat(kl.eventShape()).isEqualTo(Shape.scalar());
        assertMean("KL", ratios, evaluation.scalar(kl));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void divergencesArePositiveAndOfEqualDistributionsZero(Divergences.Pair pair) {
    Random random = new Random(SEED);
    for (int i = 0; i < 100; i++) {
      Distribution[] both = Distributions.pair(pair, random);
      Distribution q = both[0];
      Distribution p = both[1];
      assertThat(number(Divergences.standard().kl(q, p))).isPositive();
      if (pair.q().equals(pair.p())) {
        assertThat(number(Divergences.standard().kl(q, q))).isCloseTo(0, within(1e-12));
      }
    }
  }

  /** Of parameters of the host most are folded there. */
  private static double number(Expr kl) {
    if (kl.isConstant()) {
      return kl.constant()[0];
    }
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      return evaluation.scalar(kl);
    }
  }

  @Test
  void mixturesOfOneComponentAreThatComponent() {
    Divergences table = Divergences.standard();
    Normal p = Normal.of(vector(0.5, -1), Expr.of(2));
    double[] nine = new double[18];
    Normal components = Normal.of(Expr.of(nine, Shape.of(9, 2)), Expr.of(1));
    Expr kl = table.kl(Mixture.ofRows(components), p);
    assertThat(kl.constant()).containsExactly(table.kl(Normal.standard(2), p).constant());
    assertThat(table.kl(p, Mixture.ofRows(components)).constant())
        .containsExactly(table.kl(p, Normal.standard(2)).constant());
  }

  @Test
  void mixturesOfTheSameComponentsDoNotDiverge() {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr means = evaluation.fed(new double[] {1, 2, 3, 4}, Shape.of(2, 2));
      Expr logits = evaluation.fed(0.5, 1);
      Normal components = Normal.of(means, Expr.of(1));
      Mixture q = Mixture.ofRows(logits, components);
      Mixture same = Mixture.ofRows(logits, Normal.of(means, Expr.of(1)));
      Mixture other = Mixture.ofRows(evaluation.fed(0.5, 1), components);
      assertThat(Divergences.standard().kl(q, same).constant()).containsExactly(0);
      assertThat(Divergences.standard().of(q, other)).isEmpty();
    }
  }

  @Test
  void equalMapsLeaveTheDivergenceOfTheBases() {
    Divergences table = Divergences.standard();
    Normal q = Normal.of(vector(0.5, -1), Expr.of(2));
    Normal p = Normal.standard(2);
    double[] expected = table.kl(q, p).constant();
    assertThat(table.kl(Transformed.of(q, Exp.of()), Transformed.of(p, Exp.of())).constant())
        .containsExactly(expected);
    assertThat(table.of(Transformed.of(q, Exp.of()), Transformed.of(p, Softplus.of()))).isEmpty();
    assertThat(table.of(Transformed.of(q, Exp.of()), p)).isEmpty();
  }

  @Test
  void mixturesOfOtherComponentsAreNotTheSame() {
    Divergences table = Divergences.standard();
    Expr places = vector(0, 1);
    Laplace laplace = Laplace.of(places, Expr.of(1));
    Cauchy cauchy = Cauchy.of(places, Expr.of(1));
    Elementwise[] components = {
      Transformed.ofEach(laplace, Exp.of()),
      Transformed.ofEach(cauchy, Exp.of()),
      Transformed.ofEach(laplace, Softplus.of()),
      DiscretizedLogistic.of(places, Expr.of(1), 0, 10),
      DiscretizedLogistic.of(places, Expr.of(1), 0, 255),
      ZeroInflated.ofLogits(places, Poisson.ofRate(vector(2, 2))),
      ZeroInflated.ofLogits(places, Poisson.ofRate(vector(2, 3)))
    };
    for (Elementwise q : components) {
      for (Elementwise p : components) {
        boolean isZero = table.of(Mixture.ofRows(q), Mixture.ofRows(p)).isPresent();
        assertThat(isZero).as("%s and %s", q.parameters(), p.parameters()).isEqualTo(q == p);
      }
    }
  }

  @Test
  void theEmptyTableHasNoDivergenceOfTheSame() {
    Mixture mixture = Mixture.ofRows(Laplace.of(vector(0, 1), Expr.of(1)));
    assertThat(Divergences.empty().of(mixture, mixture)).isEmpty();
    assertThat(Divergences.empty().of(Normal.standard(2), Normal.standard(2))).isEmpty();
  }

  @Test
  void formsOfInterfacesServeWhatImplementsThem() {
    Mixture q = Mixture.ofRows(Laplace.of(vector(0, 1), Expr.of(1)));
    Normal p = Normal.standard();
    Divergences table =
        Divergences.standard().with(Mixture.class, Normal.class, (a, b) -> Expr.of(7));
    assertThat(table.kl(q, p).constant()).containsExactly(7);
    assertThat(table.kl(p, p).constant()).containsExactly(0);
    assertThat(Divergences.standard().of(q, p)).isEmpty();
  }

  @Test
  void divergenceBroadcastsAxesOfOneSide() {
    Axis rows = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT64)) {
      Expr mean = evaluation.fed(new double[] {1, 2, 3, 4}, Shape.of(2, 2), rows);
      Expr kl =
          Divergences.standard().of(Normal.of(mean, Expr.of(1)), Normal.standard(2)).orElseThrow();
      assertThat(kl.axes().asList()).containsExactly(rows);
      Agreement.of(Precision.FLOAT64).assertValues("KL", evaluation.values(kl), 2.5, 12.5);
    }
  }

  @Test
  void otherEventShapesOrSupportsHaveNoClosedForm() {
    Divergences table = Divergences.standard();
    assertThat(table.of(Normal.standard(2), Normal.standard(3))).isEmpty();
    assertThat(table.of(Categorical.uniform(2), Categorical.uniform(3))).isEmpty();
    assertThat(table.of(Normal.standard(), Bernoulli.ofLogits(Expr.of(0)))).isEmpty();
  }

  @Test
  void userFormsAreAddedToAnotherTable() {
    Divergences table =
        Divergences.standard().with(Bernoulli.class, Categorical.class, (q, p) -> Expr.of(7));
    Bernoulli q = Bernoulli.ofLogits(Expr.of(0));
    assertThat(table.of(q, Categorical.uniform(2)).orElseThrow().constant()).containsExactly(7);
    assertThat(Divergences.standard().of(q, Categorical.uniform(2))).isEmpty();
    assertThat(table.pairs()).hasSize(Divergences.standard().pairs().size() + 1);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void categoriesThatNeverOccurSpoilNoGradient(Precision precision) {
    try (Evaluation evaluation = Evaluation.in(precision)) {
      Expr logits = evaluation.fed(0, 1, -INFINITY);
      Categorical q = Categorical.ofLogits(logits);
      Categorical p = Categorical.ofLogits(vector(0, 0, -INFINITY));
      for (Expr of : new Expr[] {q.entropy(), Divergences.standard().of(q, p).orElseThrow()}) {
        double[] gradient = evaluation.gradient(of, logits);
        assertThat(gradient[0]).isFinite().isNotZero();
        assertThat(gradient[1]).isFinite().isNotZero();
        assertThat(gradient[2]).isZero();
      }
    }
  }
}
