package org.jelbo.inference.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.distribution.Normal;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.noise.NoiseArray;
import org.jelbo.dsl.program.Program;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Iwae;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an estimate of the evidence says of itself where few particles decide. */
final class EvidenceReservationTest {
  /** Numbers that float32 holds. */
  private static final double[] NOISE = {0.25, -1, 1.5, 0.25, 0.75, -0.125, -2, 1};

  private static final Data DATA = Data.of(Column.ofDoubles("x", new double[] {0.5}));
  private static final Data FAR = Data.of(Column.ofDoubles("x", new double[] {0.5, -2.125}));

  /** An observation that tells its latent to within a deviation, and draws from the prior. */
  private static Compiled compiled(double deviation, int rows, Precision precision) {
    Program model =
        p ->
            p.plate(
                "rows",
                () ->
                    p.sample("x", Normal.of(p.sample("z", Normal.standard()), Expr.of(deviation))));
    Program guide = p -> p.plate("rows", () -> p.sample("z", Normal.standard()));
    double[] noise = new double[NOISE.length * rows];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = NOISE[i / rows];
    }
    return Compilation.of(Iwae.of(model, guide).given("x"))
        .precision(precision)
        .noise("z", NoiseArray.of(noise, NOISE.length, rows))
        .compile();
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void fewParticlesAreSaidBesideTheStandardError(Precision precision) {
    for (double deviation : new double[] {0x1p-5, 0x1p-10}) {
      try (Compiled compiled = compiled(deviation, 2, precision)) {
        // Three draws are a quarter off the first row, one is an eighth off the second.
        Evidence evidence = EvidenceEstimator.of(NOISE.length).run(compiled, FAR);
        double first = -0.5 * Math.pow(0.25 / deviation, 2) + Math.log(3 / 8.0);
        double second = -0.5 * Math.pow(0.125 / deviation, 2) + Math.log(1 / 8.0);
        double peak = -Math.log(deviation) - 0.5 * Math.log(2 * Math.PI);
        double value = (first + second) / 2 + peak;
        assertThat(evidence.value()).isCloseTo(value, within(1e-6 * Math.abs(value)));
        assertThat(evidence.effectiveParticles()).isCloseTo(2, within(1e-6));
        assertThat(evidence.unsureEstimates()).isEqualTo(1);
        assertThat(evidence.isSure()).isFalse();
        String said =
            "the standard error does not hold: in 1 of 2 estimates a few particles outweigh all"
                + " others, 2.0 of 8 are effective on the average, so that the evidence may be"
                + " much greater";
        assertThat(evidence.reservation()).hasValue(said);
        assertThat(evidence)
            .hasToString(
                evidence.value()
                    + " +- "
                    + evidence.standardError()
                    + " nats per datum by 8 particles ("
                    + said
                    + ")");
      }
    }
  }

  @Test
  void sureEstimatesSayNothing() {
    try (Compiled compiled = compiled(2, 1, Precision.FLOAT64)) {
      Evidence evidence = EvidenceEstimator.of(NOISE.length).run(compiled, DATA);
      assertThat(evidence.isSure()).isTrue();
      assertThat(evidence.reservation()).isEmpty();
      assertThat(evidence)
          .hasToString(
              evidence.value()
                  + " +- "
                  + evidence.standardError()
                  + " nats per datum by 8 particles");
    }
  }

  @Test
  void oneParticleHasNoStandardError() {
    try (Compiled compiled = compiled(2, 1, Precision.FLOAT64)) {
      Evidence evidence = EvidenceEstimator.of(1).run(compiled, DATA);
      assertThat(evidence.isSure()).isFalse();
      assertThat(evidence.reservation()).hasValue("one particle has no standard error");
    }
  }
}
