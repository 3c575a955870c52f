package org.jelbo.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardTest {
  @TempDir private Path driver;

  @Test
  void theEnvironmentSaysHowCardsCompute() {
    Card bare = Card.of(Map.of());
    assertThat(bare.description()).isEqualTo("not deterministic, float32 products by TF32");
    assertThat(bare.remedies()).containsExactly("TF_DETERMINISTIC_OPS=1", "NVIDIA_TF32_OVERRIDE=0");
    Card exact = Card.of(Map.of("TF_DETERMINISTIC_OPS", "1", "NVIDIA_TF32_OVERRIDE", "0"));
    assertThat(exact.description()).isEqualTo("deterministic, float32 products in full");
    assertThat(exact.remedies()).isEmpty();
    assertThat(Card.of(Map.of("TF_DETERMINISTIC_OPS", "0")).isDeterministic()).isFalse();
    assertThat(Card.of(Map.of("NVIDIA_TF32_OVERRIDE", "1")).usesTf32()).isTrue();
  }

  @Test
  void modelsAreThoseThatTheDriverNames() throws IOException {
    Files.createDirectories(driver.resolve("0000:00:04.0"));
    Files.writeString(
        driver.resolve("0000:00:04.0").resolve("information"),
        "Model: \t\t NVIDIA L4\nIRQ:   \t\t 11\n");
    assertThat(Card.models(driver)).containsExactly("NVIDIA L4");
    assertThat(Card.models(driver.resolve("none"))).isEmpty();
  }
}
