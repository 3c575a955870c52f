package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class NumberTextTest {
  @Test
  void numbersHaveTheDecimalsTheyNeedAndNoSignAtZero() {
    assertThat(NumberText.number(-101.37)).isEqualTo("-101.37");
    assertThat(NumberText.number(3)).isEqualTo("3");
    assertThat(NumberText.number(0.1 + 0.2)).isEqualTo("0.3");
    assertThat(NumberText.number(-1e-9)).isEqualTo("0");
    assertThat(NumberText.decimal(-0.04)).isEqualTo("0.0");
    assertThat(NumberText.decimal(-1.96)).isEqualTo("-2.0");
  }

  @Test
  void numbersDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(NumberText.decimal(1234.5)).isEqualTo("1234.5");
    } finally {
      Locale.setDefault(before);
    }
  }
}
