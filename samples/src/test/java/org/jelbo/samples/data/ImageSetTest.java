package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;

class ImageSetTest {
  private final ImageSet set =
      ImageSet.of(
          1, 2, new byte[] {0, 51, 102, (byte) 153, (byte) 204, (byte) 255}, new byte[] {7, 8, -1});

  @Test
  void knowsItsSizesAndUnsignedLabels() {
    assertThat(set.count()).isEqualTo(3);
    assertThat(set.height()).isEqualTo(1);
    assertThat(set.width()).isEqualTo(2);
    assertThat(set.pixelsPerImage()).isEqualTo(2);
    assertThat(set.label(2)).isEqualTo(255);
    assertThat(set.labels()).containsExactly(7, 8, -1);
    assertThat(set).hasToString("3 images of 1 x 2");
  }

  @Test
  void intensitiesAreBytesOver255() {
    assertThat(set.intensities(0)).containsExactly(0f, 0.2f);
    assertThat(set.intensities(2)).containsExactly(0.8f, 1f);
    float[] batch = new float[4];
    set.intensities(1, batch, 1);
    assertThat(batch).containsExactly(0f, 0.4f, 0.6f, 0f);
    assertThatThrownBy(() -> set.intensities(1, batch, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void doesNotGiveAwayItsArrays() {
    set.labels()[0] = 9;
    assertThat(set.label(0)).isEqualTo(7);
    assertThat(set.pixels().remaining()).isEqualTo(6);
    assertThatThrownBy(() -> set.pixels().put(0, (byte) 1))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void slicesKeepImagesAndLabelsTogether() {
    ImageSet first = set.first(2);
    assertThat(first.count()).isEqualTo(2);
    assertThat(first.labels()).containsExactly(7, 8);
    ImageSet rows = set.rows(2, 0, 2);
    assertThat(rows.labels()).containsExactly(-1, 7, -1);
    assertThat(rows.intensities(0)).containsExactly(0.8f, 1f);
    assertThat(rows.intensities(1)).containsExactly(0f, 0.2f);
    assertThat(set.rows(0, 1).digest()).isEqualTo(first.digest());
  }

  /** The expected value was computed with {@code sha256sum} over these 14 bytes. */
  @Test
  void digestIsOfDimensionsPixelsAndLabels() {
    assertThat(ImageSet.of(1, 1, new byte[] {1}, new byte[] {2}).digest())
        .isEqualTo("62e501b5d6c5c77a7e0daa66b159d464d6fad68dc6eac051894e6b5611430f9d");
    assertThat(ImageSet.of(1, 1, new byte[] {2}, new byte[] {1}).digest())
        .isNotEqualTo(ImageSet.of(1, 1, new byte[] {1}, new byte[] {2}).digest());
    assertThat(ImageSet.of(1, 2, new byte[2], new byte[1]).digest())
        .isNotEqualTo(ImageSet.of(2, 1, new byte[2], new byte[1]).digest());
  }

  @Test
  void colouredImagesHaveThreeNumbersForEachPixel() {
    byte[] pixels = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255};
    ImageSet colour = ImageSet.ofColour(1, 2, pixels, new byte[] {4});
    assertThat(colour.channels()).isEqualTo(3);
    assertThat(set.channels()).isEqualTo(1);
    assertThat(colour.pixelsPerImage()).isEqualTo(6);
    assertThat(colour.intensities(0)).containsExactly(0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f);
    assertThat(colour).hasToString("1 images of 1 x 2 x 3");
    assertThat(colour.rows(0, 0).channels()).isEqualTo(3);
    assertThat(colour.first(1).digest()).isEqualTo(colour.digest());
    assertThat(colour.withLabels(new byte[] {5}).channels()).isEqualTo(3);
    assertThat(ImageSet.of(1, 6, pixels, new byte[] {4}).digest()).isNotEqualTo(colour.digest());
    refuses(
        () -> ImageSet.ofColour(1, 2, new byte[5], new byte[1]),
        """
        at image set:
          expected 6 bytes of pixels for 1 images of 1 x 2 x 3, but got 5
          try: give one byte for each pixel and one label for each image""");
  }

  /** The expected value was computed with {@code sha256sum} over these 20 bytes. */
  @Test
  void digestOfColouredImagesIsOfTheirChannelsToo() {
    assertThat(ImageSet.ofColour(1, 1, new byte[] {1, 2, 3}, new byte[] {4}).digest())
        .isEqualTo("7d334f28fb0c2205b20409a6fe49d978878782549dcb3a27004a6176dfffdfec");
  }

  @Test
  void refusesSizesThatDoNotFit() {
    refuses(
        () -> ImageSet.of(28, 28, new byte[783], new byte[2]),
        """
        at image set:
          expected 1,568 bytes of pixels for 2 images of 28 x 28, but got 783
          try: give one byte for each pixel and one label for each image""");
    refuses(
        () -> ImageSet.of(28, 0, new byte[0], new byte[2]),
        """
        at image set:
          expected at least 1 image of at least 1 x 1 pixels, but got 2 of 28 x 0
          try: give at least one image""");
    // 2^16 * 2^16 overflows to 0 in 32 bits.
    refuses(
        () -> ImageSet.of(1 << 16, 1 << 16, new byte[0], new byte[1]),
        """
        at image set:
          expected 4,294,967,296 bytes of pixels for 1 images of 65,536 x 65,536, but got 0
          try: give one byte for each pixel and one label for each image""");
  }

  @Test
  void refusesRowsThatDoNotExist() {
    String message =
        """
        at image set:
          expected a row from 0 to 2, but got 3
          try: use rows below count(), which is 3""";
    refuses(() -> set.label(3), message);
    refuses(() -> set.rows(0, 3), message);
    refuses(() -> set.intensities(-1), message.replace("got 3", "got -1"));
    refuses(
        () -> set.rows(),
        """
        at image set:
          expected at least 1 row, but got none
          try: rows(0)""");
  }

  @Test
  void refusesSlicesThatAreEmptyOrTooLarge() {
    String message =
        """
        at image set:
          expected to take 1 to 3 images, but was asked for 4
          try: first(3)""";
    refuses(() -> set.first(4), message);
    refuses(() -> set.first(0), message.replace("for 4", "for 0"));
    ImageSet large = ImageSet.of(1024, 1024, new byte[1 << 20], new byte[1]);
    refuses(
        () -> large.rows(new int[1025]),
        """
        at image set:
          expected at most 1,073,741,824 bytes of pixels, but 1,025 rows need 1,074,790,400
          try: take fewer rows""");
  }

  private static void refuses(Runnable action, String message) {
    assertThatThrownBy(action::run).isInstanceOf(JelboException.class).hasMessage(message);
  }
}
