package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintWriter out = new PrintWriter(bytes, true, StandardCharsets.US_ASCII);

  @Test
  void showsStepBarSpeedValuesAndTime() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("loss", 104.31);
    values.put("kl", 18.9);
    values.put("rec", 85.41);
    assertThat(ProgressText.of(0, 4200, 20_000, 4200 * SECOND / 251).with(values))
        .isEqualTo(
            "  4,200/20,000 [##------------]  251 steps/s"
                + "  loss 104.31  kl 18.90  rec 85.41  1:03 left");
    assertThat(ProgressText.of(0, 20_000, 20_000, 75 * SECOND).with(Map.of()))
        .isEqualTo(" 20,000/20,000 [##############]  267 steps/s  done in 1:15");
  }

  @Test
  void slowContinuedAndFreshRuns() {
    assertThat(ProgressText.of(100, 150, 200_000, 20 * SECOND).with(Map.of()))
        .isEqualTo("     150/200,000 [--------------]  2.5 steps/s  22:12:20 left");
    assertThat(ProgressText.of(10, 10, 20, 0).with(Map.of()))
        .isEqualTo(" 10/20 [#######-------]  - steps/s  -:-- left");
  }

  @Test
  void numbersDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(ProgressText.of(0, 1500, 3000, SECOND).with(Map.of("kl", 0.5)))
          .isEqualTo(" 1,500/3,000 [#######-------]  1,500 steps/s  kl 0.50  0:01 left");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void printsLineForEachTwentiethElsewhere() {
    ProgressLine line = ProgressLine.of(out, false, 0, 1000);
    for (int step = 1; step <= 1000; step++) {
      line.update(step, step * SECOND, Map.of("loss", 1.0), Map.of());
    }
    line.finish();
    assertThat(text().lines()).hasSize(20);
    assertThat(text().lines().findFirst())
        .hasValue("    50/1,000 [--------------]  1.0 steps/s  loss 1.00  15:50 left");
    assertThat(text()).doesNotContain("\r ").endsWith("done in 16:40" + System.lineSeparator());
  }

  @Test
  void rewritesOneLineTenTimesPerSecondOnTerminals() {
    ProgressLine line = ProgressLine.of(out, true, 0, 1000);
    for (int step = 1; step <= 1000; step++) {
      line.update(step, step * SECOND / 100, Map.of(), Map.of());
    }
    // Steps 1, 11, ... 991 and the last one.
    assertThat(text().chars().filter(c -> c == '\r').count()).isEqualTo(101);
    assertThat(text()).doesNotContain("\n");
    line.finish();
    line.finish();
    assertThat(text()).endsWith("done in 0:10" + System.lineSeparator());
  }

  @Test
  void spacesHideTheEndOfLongerLines() {
    ProgressLine line = ProgressLine.of(out, true, 0, 10);
    line.update(1, SECOND, Map.of("loss", 1e9), Map.of());
    line.update(2, 2 * SECOND, Map.of(), Map.of());
    String[] shown = text().split("\r", -1);
    assertThat(shown[2]).hasSameSizeAs(shown[1]).endsWith("left                    ");
  }

  @Test
  void valuesAreMeansAndWhatIsNotFiniteIsShown() {
    ProgressLine line = ProgressLine.of(out, true, 0, 1000);
    line.update(1, SECOND, Map.of("loss", 2.0), Map.of());
    line.update(2, 2 * SECOND, Map.of("loss", 4.0), Map.of());
    line.update(3, 3 * SECOND, Map.of("loss", Double.NaN), Map.of());
    line.update(4, 4 * SECOND, Map.of("loss", 6.0), Map.of());
    assertThat(text().split("\r", -1))
        .satisfiesExactly(
            start -> assertThat(start).isEmpty(),
            first -> assertThat(first).contains("loss 2.00 "),
            second -> assertThat(second).contains("loss 3.00 "),
            third -> assertThat(third).contains("loss NaN "),
            fourth -> assertThat(fourth).contains("loss 4.00 "));
  }

  @Test
  void metricsAreShownAsTheyAre() {
    ProgressLine line = ProgressLine.of(out, true, 0, 2);
    line.update(1, SECOND, Map.of("loss", 2.0), Map.of("accuracy", 0.25));
    line.update(2, 2 * SECOND, Map.of("loss", 4.0), Map.of("accuracy", 0.75));
    assertThat(text()).endsWith("loss 3.00  accuracy 0.75  done in 0:02");
  }

  @Test
  void meansForgetOldValues() {
    ProgressLine line = ProgressLine.of(out, true, 0, 2000);
    line.update(1, SECOND, Map.of("loss", 1000.0), Map.of());
    for (int step = 2; step <= 2000; step++) {
      line.update(step, step * SECOND, Map.of("loss", 5.0), Map.of());
    }
    assertThat(text()).endsWith("loss 5.00  done in 33:20");
  }

  @Test
  void refusesRunsWithoutSteps() {
    assertThatThrownBy(() -> ProgressLine.of(out, true, 0, 0))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at progress line:
              expected at least 1 step in all, but got 0
              try: give the number of steps of the whole training""");
  }

  private String text() {
    return bytes.toString(StandardCharsets.US_ASCII);
  }
}
