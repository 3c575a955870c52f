package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of itself is read as it was written, or refused. */
class SavedMetricsTest {
  private static final long SEED = 20261129;
  private static final int MUTATIONS = 6_000;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() {
    file = folder.resolve("metrics.json");
    JsonFile.writeSealed(file, metrics());
  }

  @Test
  void isReadAsItWasWritten() {
    SavedMetrics metrics = SavedMetrics.of(folder);
    assertThat(metrics.object().toString()).isEqualTo(metrics().toString());
    assertThat(metrics.text("experiment")).isEqualTo("vae <\u00e9>");
    assertThat(metrics.whole("seed")).isEqualTo(-7);
    assertThat(metrics.object("provenance", "settings").get("rate").getAsDouble()).isEqualTo(1e-3);
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsRefused() {
    SavedMetrics metrics = SavedMetrics.of(folder);
    assertThatThrownBy(() -> metrics.text("provenance", "data", "name"))
        .hasMessage(
            "at file '%s':\n"
                + "  expected 'provenance.data.name', as runs of this version write it, but it has"
                + " none\n"
                + "  try: the version of Jelbo that wrote it, or train again",
            file);
    assertThatThrownBy(() -> metrics.text("provenance")).isInstanceOf(JelboException.class);
    assertThatThrownBy(() -> metrics.text("seed", "x")).isInstanceOf(JelboException.class);
    assertThatThrownBy(() -> metrics.whole("experiment")).isInstanceOf(JelboException.class);
    assertThatThrownBy(() -> metrics.object("seed")).isInstanceOf(JelboException.class);
  }

  /** Blanks between the words may be others; else not a byte. */
  @Test
  void everyMutationIsRefusedOrHarmless() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutated(whole, random);
      Files.write(file, mutated);
      Throwable refusal = catchThrowable(() -> SavedMetrics.of(folder));
      String what = "mutation " + i + " of seed " + SEED;
      if (refusal == null) {
        assertThat(SavedMetrics.of(folder).object()).as(what).isEqualTo(metricsRead(whole));
      } else {
        assertThat(refusal).as(what).isInstanceOf(JelboException.class);
        assertThat(refusal).as(what).hasMessageNotContaining("Exception");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(MUTATIONS / 2);
  }

  private JsonObject metricsRead(byte[] whole) throws IOException {
    Files.write(file, whole);
    return SavedMetrics.of(folder).object();
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] changed = whole.clone();
    int at = random.nextInt(whole.length);
    switch (random.nextInt(5)) {
      case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> changed[at] = (byte) random.nextInt(256);
      case 2 -> changed = Arrays.copyOf(whole, at);
      case 3 -> {
        int length = Math.min(1 + random.nextInt(20), whole.length - at);
        System.arraycopy(whole, at + length, changed, at, whole.length - at - length);
        changed = Arrays.copyOf(changed, whole.length - length);
      }
      default -> {
        int from = random.nextInt(whole.length);
        int length = Math.min(1 + random.nextInt(20), whole.length - Math.max(at, from));
        System.arraycopy(whole, from, changed, at, length);
      }
    }
    return changed;
  }

  private static JsonObject metrics() {
    JsonObject settings = new JsonObject();
    settings.addProperty("latents", 10);
    settings.addProperty("rate", 1e-3);
    settings.addProperty("activation", "ELU");
    JsonObject provenance = new JsonObject();
    provenance.add("settings", settings);
    provenance.addProperty("parameters", "0123456789abcdef");
    JsonArray curve = new JsonArray();
    for (int i = 0; i < 5; i++) {
      JsonObject point = new JsonObject();
      point.addProperty("step", i);
      point.addProperty("loss", 100.25 / (i + 3));
      curve.add(point);
    }
    JsonObject metrics = new JsonObject();
    metrics.addProperty("experiment", "vae <\u00e9>");
    metrics.addProperty("seed", -7);
    metrics.add("provenance", provenance);
    metrics.add("curve", curve);
    return metrics;
  }
}
