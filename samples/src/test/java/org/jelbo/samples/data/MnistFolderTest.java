package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFolderTest {
  @TempDir private Path folder;

  @Test
  void readsPlainPackedAndDottedNames() throws IOException {
    write("train-images-idx3-ubyte.gz", Bytes.gzip(Bytes.images(3, 28, 28)));
    write("train-labels.idx1-ubyte", Bytes.labels(0, 9, 3));
    write("t10k-images.idx3-ubyte.gz", Bytes.gzip(Bytes.images(2, 28, 28)));
    write("t10k-labels-idx1-ubyte", Bytes.labels(4, 5));
    MnistFolder mnist = MnistFolder.of(folder);
    assertThat(mnist.train().labels()).containsExactly(0, 9, 3);
    assertThat(mnist.test().labels()).containsExactly(4, 5);
    assertThat(mnist).hasToString(folder.toString());
  }

  @Test
  void findsTheFilesInSubfolderUnlessTheyAreHere() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("mnist"));
    Files.write(inner.resolve("train-images-idx3-ubyte"), Bytes.images(1, 28, 28));
    Files.write(inner.resolve("train-labels-idx1-ubyte"), Bytes.labels(1));
    assertThat(MnistFolder.of(folder).train().count()).isEqualTo(1);
    assertThat(MnistFolder.of(inner).train().count()).isEqualTo(1);
    write("train-images-idx3-ubyte", Bytes.images(2, 28, 28));
    write("train-labels-idx1-ubyte", Bytes.labels(1, 2));
    assertThat(MnistFolder.of(folder).train().count()).isEqualTo(2);
  }

  /** Where torchvision puts MNIST, and EMNIST, whose images lie on their side. */
  @Test
  void findsTheFilesOfOthers() throws IOException {
    Path raw = Files.createDirectories(folder.resolve("MNIST/raw"));
    Files.write(raw.resolve("train-images-idx3-ubyte"), Bytes.images(2, 28, 28));
    Files.write(raw.resolve("train-labels-idx1-ubyte"), Bytes.labels(1, 7));
    ImageSet upright = MnistFolder.of(folder).train();
    assertThat(upright.labels()).containsExactly(1, 7);
    Path emnist = Files.createDirectories(folder.resolve("other/EMNIST/raw"));
    String name = "emnist-digits-%s-idx%d-ubyte.gz";
    for (String part : new String[] {"train", "test"}) {
      byte[] labels = Bytes.gzip(Bytes.labels(1, 7));
      Files.write(
          emnist.resolve(name.formatted(part + "-images", 3)), Bytes.gzip(Bytes.images(2, 28, 28)));
      Files.write(emnist.resolve(name.formatted(part + "-labels", 1)), labels);
    }
    MnistFolder turned = MnistFolder.of(folder.resolve("other"));
    assertThat(turned.test().labels()).containsExactly(1, 7);
    ByteBuffer pixels = turned.train().pixels();
    for (int i = 0; i < pixels.remaining(); i++) {
      int within = i % 784;
      int from = i - within + within % 28 * 28 + within / 28;
      assertThat(pixels.get(i)).isEqualTo(upright.pixels().get(from));
    }
  }

  @Test
  void refusesMissingFilesAndSaysWhatItFound() throws IOException {
    for (String name : new String[] {"a", "b", "c", "d", "e", "emnist-letters", "train.zip"}) {
      write(name, new byte[0]);
    }
    assertThatThrownBy(() -> MnistFolder.of(folder).train())
        .hasMessageContaining("but found a, b, c, d, e, emnist-letters and 1 more\n");
    assertThatThrownBy(() -> MnistFolder.of(Files.createDirectory(folder.resolve("no"))).train())
        .hasMessageContaining("with or without .gz, but found no files\n");
  }

  @Test
  void refusesMissingFolder() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> MnistFolder.of(missing))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at folder '%s':
              expected a folder with the four files of MNIST, but there is no such folder
              try: check the path, or use the digits drawn by Jelbo"""
                .formatted(missing));
  }

  @Test
  void refusesMissingFile() throws IOException {
    write("t10k-images-idx3-ubyte", Bytes.images(1, 28, 28));
    assertThatThrownBy(() -> MnistFolder.of(folder).test())
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at folder '%s':
              expected a file t10k-labels-idx1-ubyte or t10k-labels.idx1-ubyte, \
            with or without .gz, but found t10k-images-idx3-ubyte
              try: download the four files of MNIST into it, or use the digits drawn by Jelbo"""
                .formatted(folder));
  }

  @Test
  void refusesCountsThatDiffer() throws IOException {
    Path images = write("t10k-images-idx3-ubyte", Bytes.images(2, 28, 28));
    Path labels = write("t10k-labels-idx1-ubyte", Bytes.labels(4));
    assertThatThrownBy(() -> MnistFolder.of(folder).test())
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at file '%s':
              expected 2 labels for the images of '%s', but found 1
              try: take both files from the same download"""
                .formatted(labels, images));
  }

  @Test
  void refusesAnotherSizeOfImages() throws IOException {
    Path images = write("t10k-images-idx3-ubyte", Bytes.images(1, 28, 32));
    write("t10k-labels-idx1-ubyte", Bytes.labels(4));
    assertThatThrownBy(() -> MnistFolder.of(folder).test())
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at file '%s':
              expected images of 28 x 28 pixels, but the header says 28 x 32
              try: use the files of MNIST"""
                .formatted(images));
  }

  @Test
  void refusesLabelsThatAreNoDigits() throws IOException {
    write("t10k-images-idx3-ubyte", Bytes.images(2, 28, 28));
    Path labels = write("t10k-labels-idx1-ubyte", Bytes.labels(9, 10));
    assertThatThrownBy(() -> MnistFolder.of(folder).test())
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at file '%s':
              expected labels from 0 to 9, but label 1 is 10
              try: use the files of MNIST"""
                .formatted(labels));
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
