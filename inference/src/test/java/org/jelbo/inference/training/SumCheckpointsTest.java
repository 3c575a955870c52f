package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.inference.data.Column;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.data.Datasets;
import org.jelbo.inference.objective.Elbo;
import org.jelbo.inference.objective.Objective;
import org.jelbo.usage.SmallVae;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of sums repeat themselves: feeds of different lengths, batches and shards. */
class SumCheckpointsTest {
  private static final SmallVae VAE = SmallVae.tiny();
  private static final Elbo ELBO = VAE.elbo();
  private static final Objective SUM =
      Objective.sum(ELBO.from("many"), ELBO.particles(2).from("few").weight(0.3));

  @TempDir Path folder;

  @Test
  void resumedRunEqualsTheUninterruptedOneBitForBit() {
    Path half = folder.resolve("half.npz");
    List<Object> heard = new ArrayList<>();
    List<Object> again = new ArrayList<>();
    try (Fit fit = trainer(30).run()) {
      fit.checkpoint(half);
    }
    try (Fit fit = trainer(60).listener(heard::add).run();
        Fit other = trainer(60).resume(half).listener(again::add).run()) {
      assertThat(other.digest()).isEqualTo(fit.digest());
      assertThat(again).isEqualTo(heard.subList(30, 60));
    }
  }

  @Test
  void equalRunsEndInEqualParameters() {
    List<String> digests = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      try (Fit fit = trainer(40).run()) {
        digests.add(fit.digest());
      }
    }
    assertThat(digests).containsOnly(digests.get(0));
    try (Fit fit = trainer(40).seed(4).run()) {
      assertThat(fit.digest()).isNotEqualTo(digests.get(0));
    }
  }

  @Test
  void restoredSumEvaluatesAsBefore() {
    Path file = folder.resolve("sum.npz");
    Datasets data = Datasets.of("many", grey(1_200)).and("few", grey(9));
    try (Fit fit = trainer(5).run()) {
      fit.save(file);
      try (Fit restored = Fit.restore(SUM, file)) {
        assertThat(restored.evaluate(data, 2)).isEqualTo(fit.evaluate(data, 2));
        assertThat(restored.explain().toString()).isEqualTo(SUM.explain().toString());
      }
    }
  }

  private static Trainer trainer(long steps) {
    return Trainer.of(SUM)
        .seed(3)
        .feed("many", grey(30).batch(7).shards(2))
        .feed("few", grey(9).batch(4).shards(1))
        .steps(steps);
  }

  /** Pixels that are binarized anew in every step. */
  private static Data grey(int rows) {
    byte[] values = new byte[6 * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (i * 37 + i / 6);
    }
    return Data.of(Column.ofBytes("x", values, 6).scaled(255).binarized());
  }
}
