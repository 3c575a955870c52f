package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void ticksAreRoundNumbers() {
    assertThat(labels(new Axis(1, 20_000), 5))
        .containsExactly("5,000", "10,000", "15,000", "20,000");
    assertThat(labels(new Axis(-0.3, 0.3), 6))
        .containsExactly("-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2", "0.3");
    assertThat(labels(new Axis(78.2, 131.9), 7))
        .containsExactly("80", "90", "100", "110", "120", "130");
    assertThat(labels(new Axis(0, 0.0012), 4))
        .containsExactly("0.0000", "0.0002", "0.0004", "0.0006", "0.0008", "0.0010", "0.0012");
    assertThat(labels(new Axis(0, 4e-9), 4)).contains("2.00e-09");
    assertThat(labels(new Axis(0, 4e9), 4)).contains("2.00e+09");
  }

  @Test
  void namedAxesHaveTicksAtTheirNames() {
    Axis axis = Axis.named(List.of("z3", "z0", "z1"));
    assertThat(labels(axis, 2)).containsExactly("z3", "z0", "z1");
    assertThat(axis.share(1)).isEqualTo(0.5);
  }

  @Test
  void singleValuesGetRangeAroundThem() {
    assertThat(Axis.over(5, 5)).isEqualTo(new Axis(2.5, 7.5));
    assertThat(Axis.over(0, 0)).isEqualTo(new Axis(-0.5, 0.5));
    assertThat(Axis.over(-8, -8)).isEqualTo(new Axis(-12, -4));
  }

  @Test
  void sharesAndPadding() {
    Axis axis = new Axis(10, 20);
    assertThat(axis.share(10)).isEqualTo(0);
    assertThat(axis.share(17.5)).isEqualTo(0.75);
    assertThat(axis.padded(0.1)).isEqualTo(new Axis(9, 21));
  }

  private static List<String> labels(Axis axis, int wanted) {
    return axis.ticks(wanted).stream().map(tick -> axis.label(tick, wanted)).toList();
  }
}
