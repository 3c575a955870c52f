package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Equal runs end in equal parameters: every update of a step waits for all its gradients. */
class BitExactTest {
  private static final int FITS = 6;
  private static final int PROCESSES = 2;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void sixFitsInOneProcessAndTwoInSeparateOnesGiveOneDigest(int shards) throws Exception {
    List<String> digests = new ArrayList<>();
    for (int i = 0; i < FITS; i++) {
      digests.add(SixLayers.digest(shards));
    }
    for (int i = 0; i < PROCESSES; i++) {
      digests.add(digestOfAnotherProcess(shards));
    }
    assertThat(digests).hasSize(FITS + PROCESSES).containsOnly(digests.get(0));
  }

  private static String digestOfAnotherProcess(int shards)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                SixLayers.class.getName(),
                Integer.toString(shards))
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
