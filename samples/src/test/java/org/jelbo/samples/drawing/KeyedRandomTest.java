package org.jelbo.samples.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jelbo.dsl.contract.MonteCarlo.noise;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyedRandomTest {
  @Test
  void isSplitMix64() {
    KeyedRandom random = KeyedRandom.of(1234);
    SplittableRandom reference = new SplittableRandom(1234);
    for (int i = 0; i < 100; i++) {
      assertThat(random.bits()).isEqualTo(reference.nextLong());
    }
  }

  @Test
  void everyPartOfTheKeyCounts() {
    long bits = KeyedRandom.of(1, 2, 3).bits();
    assertThat(KeyedRandom.of(1, 2, 3).bits()).isEqualTo(bits);
    assertThat(KeyedRandom.of(2, 2, 3).bits()).isNotEqualTo(bits);
    assertThat(KeyedRandom.of(1, 3, 3).bits()).isNotEqualTo(bits);
    assertThat(KeyedRandom.of(1, 2, 4).bits()).isNotEqualTo(bits);
    assertThat(KeyedRandom.of(1, 3, 2).bits()).isNotEqualTo(bits);
  }

  /** The seed is fixed; the bounds are six standard errors, met by nearly every seed. */
  @Test
  void uniformAndBellHaveTheirMoments() {
    KeyedRandom random = KeyedRandom.of(7, 0, 0);
    int n = 100_000;
    double uniforms = 0;
    double bells = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double uniform = random.uniform();
      assertThat(uniform >= 0 && uniform < 1).isTrue();
      double bell = random.bell();
      assertThat(Math.abs(bell)).isLessThan(3.47);
      uniforms += uniform;
      bells += bell;
      squares += bell * bell;
    }
    double root = Math.sqrt(n);
    assertThat(uniforms / n).isCloseTo(0.5, noise(6 * 0.289 / root));
    assertThat(bells / n).isCloseTo(0, noise(6 / root));
    assertThat(squares / n).isCloseTo(1, noise(6 * 1.31 / root));
  }
}
