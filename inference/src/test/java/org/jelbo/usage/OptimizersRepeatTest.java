package org.jelbo.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.optimizer.AdaDelta;
import org.jelbo.inference.optimizer.AdaGrad;
import org.jelbo.inference.optimizer.Adam;
import org.jelbo.inference.optimizer.AdamW;
import org.jelbo.inference.optimizer.Adamax;
import org.jelbo.inference.optimizer.Averaging;
import org.jelbo.inference.optimizer.Clipping;
import org.jelbo.inference.optimizer.Groups;
import org.jelbo.inference.optimizer.Momentum;
import org.jelbo.inference.optimizer.Optimizer;
import org.jelbo.inference.optimizer.RmsProp;
import org.jelbo.inference.optimizer.Sgd;
import org.jelbo.inference.schedule.Schedule;
import org.jelbo.inference.training.Fit;
import org.jelbo.inference.training.Trainer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equal trainings have equal bits, and resumed ones those of the whole, by every optimizer. */
class OptimizersRepeatTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Data DATA =
      Data.of(Column.ofBytes("x", pixels(), 6).scaled(255).binarized());
  private static final int FITS = 6;

  @TempDir Path folder;

  private static byte[] pixels() {
    byte[] pixels = new byte[6 * 40];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 97);
    }
    return pixels;
  }

  static Stream<Optimizer> optimizers() {
    Schedule rate = Schedule.cosine(0.02, 0.001, 15).warmedUp(4);
    return Stream.of(
        Sgd.of(rate),
        Momentum.of(rate).nesterov(),
        AdaGrad.of(0.02),
        AdaDelta.of(1),
        RmsProp.of(0.01),
        Adam.of(rate),
        Adamax.of(0.01),
        AdamW.of(0.01).sparing("dec/1/bias"),
        Groups.of(Adam.of(0.01)).and(Sgd.of(0.1), "dec/1/bias"),
        Adam.of(0.01).clipped(Clipping.byNorm(0.5)).averaged(Averaging.exponential(0.9)));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void trainingsRepeatAndResumeBitForBit(Optimizer optimizer) {
    Trainer trainer = Trainer.of(VAE.elbo()).optimizer(optimizer).feed(DATA.batch(10).shards(2));
    Set<String> digests = new HashSet<>();
    for (int i = 0; i < FITS; i++) {
      try (Fit fit = trainer.steps(20).run()) {
        digests.add(fit.digest());
      }
    }
    Path half = folder.resolve("half.npz");
    try (Fit first = trainer.steps(9).run()) {
      first.checkpoint(half);
    }
    try (Fit resumed = trainer.steps(20).resume(half).run()) {
      digests.add(resumed.digest());
    }
    assertThat(digests).hasSize(1);
  }
}
