package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads the official files, if the system property {@code jelbo.data} says where they are. */
class RealMnistTest {
  @Test
  void readsTheOfficialFiles() {
    String data = System.getProperty("jelbo.data", "");
    assumeFalse(data.isEmpty(), "no folder of MNIST is given: -Djelbo.data=FOLDER");
    Path root = Path.of(System.getProperty("jelbo.root", ""));
    MnistFolder mnist = MnistFolder.of(root.resolve(data));
    ImageSet train = mnist.train();
    ImageSet test = mnist.test();
    assertThat(train).hasToString("60,000 images of 28 x 28");
    assertThat(test).hasToString("10,000 images of 28 x 28");
    // The first digits that every description of the data set shows, and the count of each.
    assertThat(train.first(10).labels()).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
    assertThat(test.first(5).labels()).containsExactly(7, 2, 1, 0, 4);
    assertThat(IntStream.range(0, 10).map(digit -> count(train, digit)))
        .containsExactly(5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949);
  }

  private static int count(ImageSet set, int digit) {
    return (int) IntStream.range(0, set.count()).filter(i -> set.label(i) == digit).count();
  }
}
