package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Equal runs end in equal parameters: every update of a step waits for all its gradients. */
class BitExactTest {
  private static final int FITS = 6;
  private static final int PROCESSES = 2;

  @Test
  void sixFitsInOneProcessAndTwoInSeparateOnesGiveOneDigest() throws Exception {
    List<String> digests = new ArrayList<>();
    for (int i = 0; i < FITS; i++) {
      digests.add(SixLayers.digest());
    }
    for (int i = 0; i < PROCESSES; i++) {
      digests.add(digestOfAnotherProcess());
    }
    assertThat(digests).hasSize(FITS + PROCESSES).containsOnly(digests.get(0));
  }

  private static String digestOfAnotherProcess() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SixLayers.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .filter(line -> line.startsWith(SixLayers.MARK))
        .findFirst()
        .orElseThrow()
        .substring(SixLayers.MARK.length());
  }
}
