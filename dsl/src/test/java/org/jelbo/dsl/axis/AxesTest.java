package org.jelbo.dsl.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AxesTest {
  private static final Axis PARTICLES = new Axis.Particles("particles");
  private static final Axis FIRST = new Axis.Enumeration("y", 0, 2);
  private static final Axis SECOND = new Axis.Enumeration("a", 1, 3);
  private static final Axis ROWS = new Axis.Plate("rows", 0, Axis.Plate.OF_DATA);
  private static final Axis INNER = new Axis.Plate("inner", 1, 3);

  @Test
  void axesStandInOneOrderWhateverTheOrderTheyAreGivenIn() {
    assertThat(Axes.of(INNER, SECOND, ROWS, FIRST, PARTICLES).asList())
        .containsExactly(PARTICLES, FIRST, SECOND, ROWS, INNER);
  }

  @Test
  void anAxisStandsOnce() {
    assertThat(Axes.of(ROWS, ROWS)).isEqualTo(Axes.of(ROWS)).hasSameHashCodeAs(Axes.of(ROWS));
    assertThat(Axes.of(ROWS).union(Axes.of(ROWS, INNER))).isEqualTo(Axes.of(ROWS, INNER));
  }

  @Test
  void platesOfOneNameAndOtherSizesAreOtherAxes() {
    Axis other = new Axis.Plate("inner", 1, 4);
    assertThat(Axes.of(INNER, other).asList()).containsExactly(INNER, other);
    assertThat(Axes.of(INNER)).isNotEqualTo(Axes.of(other));
  }

  @Test
  void setsAreJoinedAndTakenAway() {
    Axes both = Axes.of(PARTICLES).union(Axes.of(ROWS, INNER));
    assertThat(both.asList()).containsExactly(PARTICLES, ROWS, INNER);
    assertThat(both.without(Axes.of(ROWS, FIRST)).asList()).containsExactly(PARTICLES, INNER);
    assertThat(both.containsAll(Axes.of(ROWS))).isTrue();
    assertThat(Axes.of(ROWS).containsAll(both)).isFalse();
    assertThat(both.contains(FIRST)).isFalse();
    assertThat(both.without(both)).isEqualTo(Axes.NONE);
  }

  @Test
  void positionsCountFromZero() {
    Axes axes = Axes.of(PARTICLES, ROWS);
    assertThat(axes.indexOf(ROWS)).isEqualTo(1);
    assertThat(axes.indexOf(INNER)).isEqualTo(-1);
    assertThat(axes.at(0)).isEqualTo(PARTICLES);
    assertThat(axes.size()).isEqualTo(2);
    assertThat(List.copyOf(axes.asList())).containsExactlyElementsOf(axes);
  }

  @Test
  void theTextHasTheLabels() {
    assertThat(Axes.of(ROWS, FIRST, PARTICLES)).hasToString("[particles, y, rows]");
    assertThat(Axes.NONE).hasToString("[]");
  }
}
