package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reads the official files, if the system property {@code jelbo.data} says where they are. */
class RealBinarizedMnistTest {
  @Test
  void readsTheOfficialFiles() {
    String data = System.getProperty("jelbo.data", "");
    assumeFalse(data.isEmpty(), "no folder of binarized MNIST is given: -Djelbo.data=FOLDER");
    Path root = Path.of(System.getProperty("jelbo.root", ""));
    BinarizedMnistFolder folder = BinarizedMnistFolder.of(root.resolve(data));
    assertThat(folder.train()).hasToString("50,000 images of 28 x 28");
    // As many as the ones that a count of characters finds in the files.
    assertThat(ones(folder.train())).isEqualTo(5_118_041);
    assertThat(ones(folder.validation())).isEqualTo(1_028_036);
    assertThat(ones(folder.test())).isEqualTo(1_038_896);
  }

  private static long ones(ImageSet images) {
    ByteBuffer pixels = images.pixels();
    long ones = 0;
    while (pixels.hasRemaining()) {
      ones += pixels.get() == 0 ? 0 : 1;
    }
    return ones;
  }
}
