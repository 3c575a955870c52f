package org.jelbo.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MarginTest {

  @Test
  void tolerancesAreDividedByTheProperty() {
    assertThat(Margin.DIVISOR).isEqualTo(Margin.divisor(System.getProperty("jelbo.margin", "")));
    assertThat(Margin.of(1e-6)).isEqualTo(1e-6 / Margin.DIVISOR);
    assertThat(Margin.within(1e-6).value).isEqualTo(1e-6 / Margin.DIVISOR);
  }

  @Test
  void withoutThePropertyTheyStay() {
    assertThat(Margin.divisor("")).isEqualTo(1);
    assertThat(Margin.divisor("4")).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "-1", "NaN", "Infinity", "four"})
  void divisorsThatGiveNoRoomAreRefused(String property) {
    assertThatThrownBy(() -> Margin.divisor(property))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            at jelbo.margin:
              expected a divisor of at least 1, but got %s
              try: -Djelbo.margin=4\
            """
                .formatted(property));
  }

  /** What draws are off is no rounding. */
  @Test
  void theWidthOfNoiseIsNotDivided() {
    assertThat(MonteCarlo.noise(0.1).value).isEqualTo(0.1);
  }
}
