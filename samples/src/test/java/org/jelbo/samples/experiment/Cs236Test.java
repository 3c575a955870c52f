package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.Margin.within;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jelbo.samples.data.Digits;
import org.jelbo.samples.data.ImageSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cs236Test {
  @TempDir private Path folder;

  private static final Cs236Result RESULT =
      new Cs236Result(
          Cs236Row.vae(),
          20_000,
          List.of(
              new Cs236Result.Run(0, 80, bounds(101, 97), bounds(99.5, 95)),
              new Cs236Result.Run(1, 90, bounds(103, 98), bounds(99.7, 95))),
          new JsonObject());

  @Test
  void theSubsetHasTenOfEachDigitAndOneRowTwice() {
    int[] rows = Cs236Data.rows("cs236-test-subset.txt");
    assertThat(rows).hasSize(100).contains(7161, 1421);
    assertThat(Arrays.stream(rows).filter(row -> row == 1421)).hasSize(2);
    assertThat(Arrays.stream(rows)).allMatch(row -> row >= 0 && row < 10_000);
  }

  @Test
  void binarizingDrawsEachPixelWithItsIntensity() {
    ImageSet grey = Digits.test(0, 200);
    ImageSet binary = Cs236Data.binarized(grey);
    double sum = 0;
    double expected = 0;
    double variance = 0;
    for (int row = 0; row < grey.count(); row++) {
      for (int i = 0; i < grey.pixelsPerImage(); i++) {
        double p = grey.intensities(row)[i];
        assertThat(binary.intensities(row)[i]).isIn(0f, 1f);
        sum += binary.intensities(row)[i];
        expected += p;
        variance += p * (1 - p);
      }
    }
    // Five standard deviations: a false alarm in 1.7 million seeds, and the seed is fixed.
    assertThat(sum).isCloseTo(expected, noise(5 * Math.sqrt(variance)));
    assertThat(Cs236Data.binarized(grey).digest()).isEqualTo(binary.digest());
  }

  @Test
  void theTableComparesMeansWithTheirStandardErrors() {
    assertThat(RESULT.table())
        .isEqualTo(
            """
            cs236-vae, 20000 steps, seeds 0, 1, in nats per image
            test subset      published yardstick  measured    s.e.  each seed
              -ELBO             101.50    101.79    102.00    1.00  101.00 103.00
              -IWAE-1000         95.62     97.43     97.50    0.50  97.00 98.00
            whole test set   published yardstick  measured    s.e.  each seed
              -ELBO                  -     99.63     99.60    0.10  99.50 99.70
              -IWAE-1000             -         -     95.00    0.00  95.00 95.00
            """);
  }

  @Test
  void theSummaryHasMeansErrorsAndEachRun() {
    JsonObject summary = RESULT.summary();
    assertThat(summary.getAsJsonObject("measured").get("nelbo").getAsDouble()).isEqualTo(102);
    assertThat(summary.getAsJsonObject("standardError").get("nelbo").getAsDouble())
        .isCloseTo(1, within(1e-12));
    assertThat(summary.getAsJsonArray("runs")).hasSize(2);
    assertThat(summary.getAsJsonObject("published").keySet())
        .containsExactly("nelbo", "kl", "rec", "iwae1", "iwae10", "iwae100", "iwae1000");
    assertThat(summary.get("seconds").getAsDouble()).isEqualTo(170);
  }

  @Test
  void publishedBoundsOfTheWholeSetStandBesideIt() {
    Cs236Result result =
        new Cs236Result(
            Cs236Row.gmvae(),
            5,
            List.of(new Cs236Result.Run(0, 80, bounds(99, 95), bounds(97.5, 93.5))),
            new JsonObject());
    assertThat(result.table())
        .isEqualTo(
            """
            cs236-gmvae, 5 steps, seeds 0, in nats per image
            test subset      published yardstick  measured    s.e.  each seed
              -ELBO                  -     99.02     99.00       -  99.00
              -IWAE-1000             -     95.10     95.00       -  95.00
            whole test set   published yardstick  measured    s.e.  each seed
              -ELBO              97.22     97.00     97.50       -  97.50
              -IWAE-1000         93.38         -     93.50       -  93.50
            """);
  }

  @Test
  void keptSeedsAreNotMeasuredAgain() {
    ImageSet test = Digits.test(0, 20);
    DigitData digits =
        new DigitData(DigitData.Source.DIGITS, Digits.train(0, 120), Digits.test(0, 20));
    Cs236 experiment =
        new Cs236(Cs236Row.vae(), new Cs236Data(digits, Cs236Data.binarized(test), false), 2, null)
            .keptIn(folder);
    Cs236Result first = experiment.run(List.of(3L), seed -> report -> {});
    Cs236Result again =
        experiment.run(
            List.of(3L),
            seed -> {
              throw new IllegalStateException("seed " + seed + " is trained again");
            });
    assertThat(again).isEqualTo(first);
    assertThat(first.runs().get(0).full()).containsKeys("nelbo", "iwae100");
  }

  private static Map<String, Double> bounds(double nelbo, double iwae) {
    Map<String, Double> bounds = new LinkedHashMap<>();
    bounds.put("nelbo", nelbo);
    bounds.put("iwae1000", iwae);
    return bounds;
  }
}
