package org.jelbo.models.cvae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;

import org.jelbo.dsl.expr.Precision;
import org.jelbo.dsl.nn.Activation;
import org.jelbo.inference.compilation.Compilation;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Measurement;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.ExplainedSite;
import org.junit.jupiter.api.Test;

class CvaeTest {
  private static final int PIXELS = 6;
  private static final Data DATA =
      Data.of(
          Column.ofBytes("x", new byte[] {1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 0, 0}, PIXELS),
          Column.ofBytes("y", new byte[] {0, 2}).oneHot(3));

  private static Compilation compilation() {
    return Compilation.of(Cvae.of(new CvaeSettings(PIXELS, 3, 2, 4, Activation.ELU)).elbo())
        .precision(Precision.FLOAT64);
  }

  /** With all parameters at zero every pixel is even and the guide is one normal. */
  @Test
  void itsBoundIsThatOfBernoulliPixels() {
    double variance = Math.log(2) + 1e-8;
    try (Compiled compiled = compilation().compile()) {
      compiled
          .parameters()
          .forEach(
              param ->
                  compiled.set(param.name(), new double[Math.toIntExact(param.shape().size())]));
      Measurement measured = compiled.measure(DATA, DrawKey.of(0));
      assertThat(measured.part("rec")).isCloseTo(PIXELS * Math.log(2), within(1e-12));
      assertThat(measured.part("kl")).isCloseTo(variance - 1 - Math.log(variance), within(1e-9));
    }
  }

  @Test
  void itsBoundIsTheOneThatIsPrinted() {
    try (Compiled compiled = compilation().compile()) {
      double value = compiled.measure(DATA, DrawKey.of(0)).value();
      assertThat(compiled.recompute(DATA, DrawKey.of(0)).recomputed())
          .isCloseTo(value, within(1e-10));
    }
  }

  /** The class is known to both programs and has no density: it is no site. */
  @Test
  void imagesDependOnTheirClass() {
    try (Compiled compiled = compilation().compile()) {
      double value = compiled.measure(DATA, DrawKey.of(0)).value();
      Data others =
          Data.of(DATA.column("x").orElseThrow(), Column.ofBytes("y", new byte[] {1, 1}).oneHot(3));
      assertThat(compiled.measure(others, DrawKey.of(0)).value()).isNotEqualTo(value);
    }
    assertThat(Cvae.of(CvaeSettings.standard()).elbo().explain().sites())
        .extracting(ExplainedSite::name)
        .containsExactly("z", "x");
  }
}
