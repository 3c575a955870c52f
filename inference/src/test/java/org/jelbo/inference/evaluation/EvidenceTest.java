package org.jelbo.inference.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.contract.Agreement;
import org.jelbo.dsl.contract.MonteCarlo;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.LogWeights;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.jelbo.usage.Computed;
import org.jelbo.usage.Entry;
import org.jelbo.usage.LinearGaussian;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.ndarray.Shape;

/** Importance-sampling estimates of an evidence that is known. */
class EvidenceTest {
  private static final Agreement EXACTLY = Agreement.of(Precision.FLOAT64);
  private static final double SHIFT = 0.27;
  private static final double FACTOR = 1.2;
  private static final int REPEATS = 4_000;

  private final LinearGaussian pca = new LinearGaussian();
  private final double[] evidences = pca.logEvidence();
  private final double variance = pca.relativeVariance(SHIFT, FACTOR);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000})
  void estimateAtTheExactPosteriorIsTheEvidence(int particles) {
    try (Compiled compiled = compiled(0, 1)) {
      Evidence evidence = EvidenceEstimator.of(particles).run(compiled, pca.data(1));
      EXACTLY.assertValues("rows", evidence.perDatum().toArray(), pca.logEvidence());
      EXACTLY.assertValues("mean", new double[] {evidence.value()}, exact());
      EXACTLY.assertValues(
          "particles", new double[] {evidence.effectiveParticles()}, (double) particles);
    }
  }

  /**
   * False alarms: 4 standard errors at three particle counts, 2e-4 together; the steps between
   * means are 5 standard errors or more, 1e-6 together; {@value MonteCarlo#FALSE_ALARM_RATE} for
   * one particle.
   */
  @Test
  void estimateRisesToTheEvidenceWithTheParticles() {
    Data data = pca.data(REPEATS);
    try (Compiled compiled = compiled(SHIFT, FACTOR)) {
      Evidence one = EvidenceEstimator.of(1).seed(1).run(compiled, data);
      double first = exact() - pca.gap(SHIFT, FACTOR);
      MonteCarlo.assertMeanAgrees("one particle", centred(one), first - exact(), 1);
      assertThat(one.standardError()).isNaN();
      double before = one.value();
      for (int particles : new int[] {10, 100, 1_000}) {
        EvidenceEstimator estimate = EvidenceEstimator.of(particles).seed(particles);
        Evidence evidence = estimate.weightsAtOnce(200_000).run(compiled, data);
        double error = 4 * Math.sqrt(variance / particles / data.rows());
        double bias = variance / (2 * particles);
        assertThat(evidence.value())
            .isBetween(exact() - error - bias, exact() + error)
            .isGreaterThan(before);
        before = evidence.value();
        if (particles == 1_000) {
          assertThat(evidence.relativeVariance()).isCloseTo(variance, noise(0.05 * variance));
          assertThat(evidence.standardError()).isCloseTo(error / 4, noise(0.05 * error / 4));
          double effective = particles / (1 + variance);
          assertThat(evidence.effectiveParticles()).isCloseTo(effective, noise(0.02 * effective));
        }
      }
    }
  }

  /** Noise of plus and minus one integrates quadratic functions exactly. */
  @Test
  void boundLacksTheDivergenceFromThePosterior() {
    double[] first = {1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1};
    double[] second = {1, 1, 1, -1, -1, -1, 1, 1, 1, -1, -1, -1};
    Compilation compilation =
        Compilation.of(elbo(SHIFT, FACTOR).particles(4))
            .noise("z1", NoiseArray.of(first, 4, 3, 1))
            .noise("z2", NoiseArray.of(second, 4, 3, 1));
    try (Compiled compiled = compilation.precision(Precision.FLOAT64).compile()) {
      Measurement measured = compiled.measure(pca.data(1), DrawKey.of(0).particles(4));
      double gap = pca.gap(SHIFT, FACTOR);
      EXACTLY.assertValues("bound", new double[] {-measured.value()}, exact() - gap);
    }
  }

  /** False alarms: 4 standard errors of the difference, 6e-5. */
  @Test
  void chunksChangeTheNoiseOnly() {
    Data data = pca.data(50);
    EvidenceEstimator estimate = EvidenceEstimator.of(100);
    try (Compiled compiled = compiled(SHIFT, FACTOR)) {
      Evidence whole = estimate.weightsAtOnce(100 * data.rows()).run(compiled, data);
      for (int atOnce : new int[] {30, 700}) {
        Evidence chunked = estimate.weightsAtOnce(atOnce).run(compiled, data);
        double error = Math.hypot(whole.standardError(), chunked.standardError());
        assertThat(chunked.value())
            .isCloseTo(whole.value(), noise(4 * error))
            .isNotEqualTo(whole.value());
      }
    }
  }

  /**
   * Were the noise of particle chunks repeated, the squared error would be ten times {@code v / K};
   * that of 300 rows is above three times it at a rate below 1e-6.
   */
  @Test
  void everyChunkHasNoiseOfItsOwn() {
    Data data = pca.data(100);
    EvidenceEstimator chunked = EvidenceEstimator.of(100).weightsAtOnce(10);
    try (Compiled compiled = compiled(SHIFT, FACTOR)) {
      Evidence evidence = chunked.run(compiled, data);
      double squares = Arrays.stream(centred(evidence)).map(error -> error * error).sum();
      assertThat(squares / data.rows()).isLessThan(3 * variance / 100);
      assertThat(evidence.perDatum().toArray()).doesNotHaveDuplicates();
      Evidence repeated = chunked.repeats(2).run(compiled, data);
      for (int i = 0; i < data.rows(); i++) {
        assertThat(repeated.perDatum().at(i)).isNotEqualTo(evidence.perDatum().at(i));
      }
    }
  }

  @Test
  void particleChunksShareBinarizedDataButNoDraws() {
    SmallVae vae = SmallVae.tiny();
    double[] grey = new double[50 * 6];
    Arrays.fill(grey, 0.5);
    Data data = Data.of(Column.ofDoubles("x", grey, 6).binarized());
    DrawKey draws = DrawKey.of(3).particles(4);
    try (Compiled compiled = Compilation.of(vae.elbo()).precision(Precision.FLOAT64).compile()) {
      Computed query = weightsAndData(compiled.objective());
      Map<String, Values> first = compiled.run(query, QueryRun.of(data, 0, 50, draws));
      Map<String, Values> further =
          compiled.run(query, QueryRun.of(data, 0, 50, draws.particleChunk(1)));
      Map<String, Values> last =
          compiled.run(query, QueryRun.of(data, 0, 50, draws.particleChunk(2)));
      Map<String, Values> repeated = compiled.run(query, QueryRun.of(data, 0, 50, draws.repeat(1)));
      double[] x = numbers(first, "x");
      assertThat(x).containsOnly(0, 1);
      assertThat(numbers(further, "x")).isEqualTo(x);
      assertThat(numbers(last, "x")).isEqualTo(x);
      assertThat(numbers(repeated, "x")).isNotEqualTo(x);
      double[] weights = numbers(first, "weights");
      assertThat(weights).hasSize(200).doesNotHaveDuplicates();
      assertThat(numbers(further, "weights")).doesNotContain(weights);
      assertThat(numbers(last, "weights"))
          .doesNotContain(weights)
          .doesNotContain(numbers(further, "weights"));
    }
  }

  @Test
  void equalSeedsGiveEqualBitsAndOthersDoNot() {
    Data data = pca.data(5);
    EvidenceEstimator estimate = EvidenceEstimator.of(20).repeats(2).weightsAtOnce(60);
    try (Compiled compiled = compiled(SHIFT, FACTOR);
        Compiled again = compiled(SHIFT, FACTOR)) {
      Evidence first = estimate.seed(4).run(compiled, data);
      Evidence second = estimate.seed(4).run(again, data);
      assertThat(second.perDatum().toArray()).isEqualTo(first.perDatum().toArray());
      assertThat(second.value()).isEqualTo(first.value());
      assertThat(second.standardError()).isEqualTo(first.standardError());
      assertThat(second.effectiveParticles()).isEqualTo(first.effectiveParticles());
      Evidence other = estimate.seed(5).run(compiled, data);
      assertThat(other.perDatum().toArray()).doesNotContain(first.perDatum().toArray());
      assertThat(first.particles()).isEqualTo(20);
      assertThat(first.repeats()).isEqualTo(2);
      assertThat(first.seed()).isEqualTo(4);
    }
  }

  private static Computed weightsAndData(Objective objective) {
    Axes rows = Axes.of(new Axis.Plate("images", 0, Axis.Plate.OF_DATA));
    return new Computed(
        "weights",
        Programs.PARTICLES,
        setting -> {
          Map<String, Expr> values = new LinkedHashMap<>();
          values.put("weights", LogWeights.of(objective.programs(), setting).value());
          values.put("x", setting.input("x", rows, Shape.of(6)));
          return values;
        });
  }

  private static double[] numbers(Map<String, Values> values, String name) {
    return Entry.of(values, name).toArray();
  }

  private double exact() {
    return Arrays.stream(pca.logEvidence()).average().orElseThrow();
  }

  /** What the estimate of each row is above its evidence. */
  private double[] centred(Evidence evidence) {
    double[] errors = evidence.perDatum().toArray();
    for (int i = 0; i < errors.length; i++) {
      errors[i] -= evidences[i % 3];
    }
    return errors;
  }

  private Elbo elbo(double shift, double factor) {
    return Elbo.of(pca.model(), pca.guide(shift, factor)).given("x");
  }

  private Compiled compiled(double shift, double factor) {
    return Compilation.of(elbo(shift, factor)).precision(Precision.FLOAT64).compile();
  }
}
