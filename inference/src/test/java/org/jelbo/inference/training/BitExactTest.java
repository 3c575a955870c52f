package org.jelbo.inference.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jelbo.testing.AnotherProcess;
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
    AnotherProcess.Ended ended = AnotherProcess.of(SixLayers.class).run(Integer.toString(shards));
    assertThat(ended.exit()).as(ended.err()).isZero();
    return ended
        .out()
        .lines()
        .filter(line -> line.startsWith(SixLayers.MARK))
        .findFirst()
        .orElseThrow()
        .substring(SixLayers.MARK.length());
  }
}
