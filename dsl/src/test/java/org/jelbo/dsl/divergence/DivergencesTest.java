package org.jelbo.dsl.divergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.Evaluation;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.distribution.Bernoulli;
import org.jelbo.dsl.distribution.Categorical;
import org.jelbo.dsl.distribution.Distribution;
import org.jelbo.dsl.distribution.Exponential;
import org.jelbo.dsl.distribution.Gumbel;
import org.jelbo.dsl.distribution.HalfNormal;
import org.jelbo.dsl.distribution.Laplace;
import org.jelbo.dsl.distribution.LogNormal;
import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.distribution.OneHotCategorical;
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

  /** Distributions q, and p of the same family, some of whose parameters broadcast. */
  private static final Map<Class<? extends Distribution>, Distribution[][]> PAIRS =
      Map.of(
          Laplace.class,
          new Distribution[][] {
            {Laplace.of(vector(1, -2), Expr.of(0.5)), Laplace.of(Expr.of(0.3), vector(1, 2))}
          },
          HalfNormal.class,
          new Distribution[][] {
            {HalfNormal.ofScale(vector(0.5, 3)), HalfNormal.ofScale(vector(1, 2))}
          },
          Exponential.class,
          new Distribution[][] {
            {Exponential.ofRate(vector(0.5, 3)), Exponential.ofRate(vector(1, 2))}
          },
          LogNormal.class,
          new Distribution[][] {
            {LogNormal.of(vector(1, -2), Expr.of(0.5)), LogNormal.of(Expr.of(0.3), vector(1, 2))}
          },
          Gumbel.class,
          new Distribution[][] {
            {Gumbel.of(vector(1, -0.2), Expr.of(0.5)), Gumbel.of(Expr.of(0.3), vector(1, 2))}
          },
          Normal.class,
          new Distribution[][] {
            {
              Normal.of(vector(1, -2, 3), Expr.of(0.5)), Normal.of(vector(0, 0, 1), vector(1, 2, 3))
            },
            {Normal.of(0.3, 2), Normal.of(-0.4, 0.9)},
            {
              Normal.ofMeanAndVariance(vector(1, 2), Expr.of(0.3)),
              Normal.of(Expr.of(0.5), vector(0.7, 1.4))
            },
            {
              Normal.of(vector(1, 2), Expr.of(0.3)),
              Normal.ofMeanAndVariance(Expr.of(0.5), vector(0.7, 1.4))
            },
            {
              Normal.ofMeanAndVariance(vector(1, 2), Expr.of(0.3)),
              Normal.ofMeanAndVariance(vector(0, 1), Expr.of(0.9))
            }
          },
          Bernoulli.class,
          new Distribution[][] {
            {Bernoulli.ofLogits(vector(-1, 0.5, 2)), Bernoulli.ofLogits(vector(0, 1, -1))},
            {Bernoulli.ofLogits(Expr.of(0.4)), Bernoulli.ofLogits(Expr.of(-1))}
          },
          Categorical.class,
          new Distribution[][] {
            {Categorical.ofLogits(vector(1, 0, -1, 0.5)), Categorical.uniform(4)},
            {
              Categorical.ofLogits(Expr.of(new double[] {0, 1, 2, 2, -1, 0}, Shape.of(2, 3))),
              Categorical.ofLogits(Expr.of(new double[] {1, 1, 0, 0, 1, 0}, Shape.of(2, 3)))
            },
            {
              Categorical.ofLogits(vector(0, 1, -INFINITY)),
              Categorical.ofLogits(vector(0, 0, -INFINITY))
            }
          },
          OneHotCategorical.class,
          new Distribution[][] {
            {OneHotCategorical.ofLogits(vector(1, 0, -1, 0.5)), OneHotCategorical.uniform(4)},
            {
              OneHotCategorical.ofLogits(vector(0, 1, -INFINITY)),
              OneHotCategorical.ofLogits(vector(0, 0, -INFINITY))
            }
          });

  static Stream<Distribution[]> pairs() {
    assertThat(
            Divergences.standard().pairs().stream()
                .map(Divergences.Pair::q)
                .collect(Collectors.toSet()))
        .as("families with cases")
        .isEqualTo(PAIRS.keySet());
    assertThat(Divergences.standard().pairs()).allMatch(pair -> pair.q().equals(pair.p()));
    return PAIRS.values().stream().flatMap(Stream::of);
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

  @ParameterizedTest
  @MethodSource("pairs")
  void closedFormDivergenceIsTheMeanOfTheLogRatio(Distribution q, Distribution p) {
    try (Evaluation evaluation = Evaluation.in(Precision.FLOAT32)) {
      Expr draw = draws(evaluation, q);
      double[] ratios = evaluation.values(q.logProb(draw).minus(p.logProb(draw)));
      Expr kl = Divergences.standard().of(q, p).orElseThrow();
      assertThat(kl.eventShape()).isEqualTo(Shape.scalar());
      assertMean("KL", ratios, kl.constant()[0]);
      assertThat(kl.constant()[0]).isPositive();
      assertThat(Divergences.standard().of(q, q).orElseThrow().constant()[0])
          .isBetween(-1e-12, 1e-12);
    }
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
