package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredTextTest {
  @Test
  void theBoundIsShownAsTheSumOfItsParts() {
    Map<String, Double> measured = new LinkedHashMap<>();
    measured.put("nelbo", 99.5);
    measured.put("kl", 19.25);
    measured.put("rec", 80.25);
    measured.put("accuracy", 0.9345);
    assertThat(MeasuredText.of(measured, Map.of("independentPixels", 206.0)).lines())
        .containsExactly(
            "  -ELBO 99.50 = kl 19.25 + rec 80.25   (independent pixels 206.00)",
            "  accuracy 0.9345");
  }

  @Test
  void withoutBoundThereIsTheRest() {
    assertThat(MeasuredText.of(Map.of("accuracy", 0.5), Map.of())).isEqualTo("  accuracy 0.5000");
  }
}
