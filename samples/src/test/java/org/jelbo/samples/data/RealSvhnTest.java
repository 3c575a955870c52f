package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Reads files of SVHN, if the system property {@code jelbo.data} says where they are. */
class RealSvhnTest {
  private static final int OFFICIAL = 73_257;

  @Test
  void readsTheOfficialFilesOrTheirBeginning() {
    String data = System.getProperty("jelbo.data", "");
    assumeFalse(data.isEmpty(), "no folder of data is given: -Djelbo.data=FOLDER");
    Path folder = Path.of(System.getProperty("jelbo.root", "")).resolve(data);
    SvhnFolder svhn = SvhnFolder.of(folder);
    assumeTrue(
        Files.exists(Path.of(svhn.toString()).resolve("train_32x32.mat")),
        "no files of SVHN in the folder of data");
    ImageSet train = svhn.train();
    ImageSet test = svhn.test();
    // The first house numbers of the training set: 19, 23, 25, 93.
    assertThat(train.first(8).labels()).containsExactly(1, 9, 2, 3, 2, 5, 9, 3);
    assertThat(train.count()).isIn(OFFICIAL, 983);
    assertThat(test.count()).isIn(26_032, 100);
    for (ImageSet set : new ImageSet[] {train, test}) {
      assertThat(set.height()).isEqualTo(32);
      assertThat(set.width()).isEqualTo(32);
      assertThat(set.channels()).isEqualTo(3);
    }
    // Neighbours in a picture are alike, which no other order of its bytes gives.
    assertThat(meanDifference(train, 3)).isLessThan(0.05);
    assertThat(meanDifference(train, 96)).isLessThan(0.05);
  }

  private static double meanDifference(ImageSet set, int distance) {
    double sum = 0;
    long count = 0;
    for (int row = 0; row < 500; row++) {
      float[] image = set.intensities(row);
      for (int i = distance; i < image.length; i++) {
        sum += Math.abs(image[i] - image[i - distance]);
        count++;
      }
    }
    return sum / count;
  }
}
