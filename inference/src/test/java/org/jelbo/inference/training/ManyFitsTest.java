package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jelbo.inference.data.Data;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;

/** Fits in one process own what they use, and give it back. */
class ManyFitsTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA = VAE.data(40);
  private static final int WARM = 20;
  private static final int FITS = 100;
  private static final long ALLOWED_KIB = 24 * 1024;

  @Test
  void twoFitsAtOnceShareNothing() {
    String alone;
    try (Fit fit = trainer(1).steps(20).run()) {
      alone = fit.digest();
    }
    try (Fit first = trainer(1).steps(10).run();
        Fit other = trainer(2).steps(7).run();
        Fit again = trainer(1).steps(20).run()) {
      assertThat(again.digest()).isEqualTo(alone);
      assertThat(other.digest()).isNotEqualTo(first.digest());
      double[] kernel = first.parameter("dec/0/kernel");
      other.evaluate(DATA, 2);
      again.sample(3);
      assertThat(first.parameter("dec/0/kernel")).isEqualTo(kernel);
    }
  }

  @Test
  void hundredFitsLeaveResidentMemoryFlat() throws IOException {
    ResidentMemory.assumeKnown();
    for (int i = 0; i < WARM; i++) {
      fitOnce(i);
    }
    long before = ResidentMemory.kib();
    for (int i = 0; i < FITS; i++) {
      fitOnce(i);
    }
    assertThat(ResidentMemory.kib() - before)
        .as("KiB kept by %d fits", FITS)
        .isLessThan(ALLOWED_KIB);
  }

  private static void fitOnce(long seed) {
    try (Fit fit = trainer(seed).steps(2).run()) {
      if (seed % 5 == 0) {
        fit.evaluate(DATA, 1);
      }
    }
  }

  private static Trainer trainer(long seed) {
    return Trainer.of(VAE.elbo()).seed(seed).feed(DATA.batch(10));
  }
}
