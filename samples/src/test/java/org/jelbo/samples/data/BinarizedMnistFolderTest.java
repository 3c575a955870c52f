package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinarizedMnistFolderTest {
  private static final int PIXELS = 784;
  private static final List<Integer> COUNTS = List.of(3, 2, 1);

  @TempDir Path folder;

  /** A line whose pixels are ones where {@code (seed + index)} is a multiple of three. */
  private static String line(int seed) {
    return IntStream.range(0, PIXELS)
        .mapToObj(i -> (seed + i) % 3 == 0 ? "1" : "0")
        .collect(Collectors.joining(" "));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void refuses(String content, String problem, String remedy) throws IOException {
    Path file = folder.resolve("binarized_mnist_test.amat");
    Files.write(file, bytes(content));
    assertThatThrownBy(() -> BinarizedMnistFolder.of(folder, COUNTS).test())
        .isInstanceOf(JelboException.class)
        .hasMessage("at file '" + file + "':\n  " + problem + "\n  try: " + remedy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".gz"})
  void onesAreWhite(String ending) throws IOException {
    Path inner = Files.createDirectory(folder.resolve("binarized-mnist"));
    byte[] text = bytes(line(0) + " \n" + line(1) + "\r\n" + line(2).replace(' ', '\t'));
    Files.write(
        inner.resolve("binarized_mnist_train.amat" + ending),
        ending.isEmpty() ? text : Bytes.gzip(text));
    ImageSet images = BinarizedMnistFolder.of(folder, COUNTS).train();
    assertThat(images).hasToString("3 images of 28 x 28");
    ByteBuffer pixels = images.pixels();
    for (int i = 0; i < 3 * PIXELS; i++) {
      byte expected = (byte) ((i / PIXELS + i % PIXELS) % 3 == 0 ? 255 : 0);
      assertThat(pixels.get(i)).as("pixel %d", i).isEqualTo(expected);
    }
  }

  @Test
  void imagesHaveNoLabels() throws IOException {
    Files.write(
        folder.resolve("binarized_mnist_valid.amat"), bytes(line(0) + "\n" + line(5) + "\n"));
    ImageSet images = BinarizedMnistFolder.of(folder, COUNTS).validation();
    assertThat(images.isLabelled()).isFalse();
    assertThat(images.first(1).isLabelled()).isFalse();
    assertThat(images.rows(1, 0).intensities(1)).isEqualTo(images.intensities(0));
    assertThat(images.digest()).isNotEqualTo(images.rows(1, 0).digest());
    assertThat(images.transposed().transposed().digest()).isEqualTo(images.digest());
    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable asking :
        Arrays.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>asList(
            images::labels, () -> images.label(0))) {
      assertThatThrownBy(asking)
          .isInstanceOf(JelboException.class)
          .hasMessage(
              "at 2 images of 28 x 28:\n  expected labels, but these images have none\n"
                  + "  try: images that are labelled, such as those of MNIST");
    }
  }

  @Test
  void otherDigitsAreRefused() throws IOException {
    String remedy = "images that are binarized, or download the file again";
    String expected = "expected pixels 0 and 1 with spaces between them, but pixel ";
    refuses("0 1 2 0", expected + "3 of line 1 is '2'", remedy);
    refuses("0 0.5", expected + "3 of line 1 is '.'", remedy);
    refuses("0 11", expected + "2 of line 1 is two digits side by side", remedy);
    refuses("\u0001", expected + "1 of line 1 is byte 1", remedy);
  }

  @Test
  void linesOfOtherLengthsAreRefused() throws IOException {
    String again = "download the file again";
    refuses("0 1\n", "expected 784 pixels in a line, but line 1 has 2", again);
    refuses("\n" + line(0), "expected 784 pixels in a line, but line 1 has 0", again);
    refuses(line(0) + " 1", "expected 784 pixels in a line, but line 1 has more", again);
  }

  @Test
  void otherNumbersOfLinesAreRefused() throws IOException {
    String again = "download the file again";
    refuses("", "expected 1 lines, one for an image, but the file ends after 0", again);
    refuses(
        line(0) + "\n" + line(1) + "\n",
        "expected 1 lines, one for an image, but line 2 follows",
        "check that training, validation and test files are not swapped, or " + again);
  }

  @Test
  void foldersWithoutTheFilesAreRefused() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> BinarizedMnistFolder.of(none))
        .isInstanceOf(JelboException.class)
        .hasMessageStartingWith("at folder '" + none + "':\n");
    assertThatThrownBy(() -> BinarizedMnistFolder.of(folder).train())
        .isInstanceOf(JelboException.class)
        .hasMessage(
            "at file '"
                + folder.resolve("binarized_mnist_train.amat")
                + "':\n  expected a file of binarized MNIST, plain or packed by gzip, but there is"
                + " none\n  try: put binarized_mnist_train.amat, binarized_mnist_valid.amat and"
                + " binarized_mnist_test.amat there");
  }

  @Test
  void damagedGzipIsRefused() throws IOException {
    byte[] packed = Bytes.gzip(bytes(line(0)));
    Path file = folder.resolve("binarized_mnist_test.amat.gz");
    Files.write(file, Arrays.copyOf(packed, packed.length / 2));
    assertThatThrownBy(() -> BinarizedMnistFolder.of(folder, COUNTS).test())
        .isInstanceOf(JelboException.class)
        .hasMessageContaining("expected whole gzip data");
  }
}
