package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.inference.compilation.Device;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that checks a card, where there is none. */
class GpuCheckTest {
  private static final Path SCRIPT =
      Path.of(System.getProperty("jelbo.root", ".."), ".github/gpu-check.sh");

  @TempDir private Path folder;

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void withoutCardItSaysSo() throws IOException, InterruptedException {
    Path driver = folder.resolve("nvidia");
    assertMissing(
        SCRIPT,
        driver,
        "a graphics card with NVIDIA's driver, but found no "
            + driver
            + "/version\n  try: a machine with a card, and its driver installed\n");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void withoutBuildItSaysHowToBuild() throws IOException, InterruptedException {
    Path driver = Files.createDirectories(folder.resolve("nvidia"));
    Files.writeString(driver.resolve("version"), "NVRM version");
    Path script = Files.createDirectories(folder.resolve("tree/.github")).resolve("gpu-check.sh");
    Files.copy(SCRIPT, script);
    assertMissing(
        script,
        driver,
        """
        a tree that is built for cards, but found none
          try: JELBO_PROFILE=gpu ./jelbo --version
        """);
  }

  private static void assertMissing(Path script, Path driver, String message)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
    builder.environment().put("JELBO_DRIVER", driver.toString());
    builder.environment().remove("JELBO_PROFILE");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEqualTo("at gpu-check:\n  expected " + message);
    assertThat(process.waitFor()).isEqualTo(2);
  }

  @Test
  void doctorNamesWhatCardsNeed() {
    assumeFalse(Device.GPU.isPresent(), "there is a graphics card");
    Ran ran = Ran.of("doctor", "--device=gpu");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out())
        .contains("gpu             not found", "526 MB to download", "2.03 GB to download");
  }
}
