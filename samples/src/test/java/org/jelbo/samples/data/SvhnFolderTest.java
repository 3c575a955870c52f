package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.samples.drawing.StreetDigits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.MatlabType;
import us.hebi.matlab.mat.types.Matrix;

class SvhnFolderTest {
  private static final String USE = "\n  try: use train_32x32.mat and test_32x32.mat of SVHN";
  private static final String AGAIN = "\n  try: download the file again";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("train_32x32.mat");
  }

  @ParameterizedTest
  @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.BEST_SPEED, Deflater.BEST_COMPRESSION})
  void readsPixelsByHeightWidthChannelAndTenAsZero(int level) throws IOException {
    MatBytes.svhn(1, 10, 9, 5).write(file, level);
    ImageSet set = SvhnFolder.of(folder).train();
    assertThat(set).hasToString("4 images of 32 x 32 x 3");
    assertThat(set.labels()).containsExactly(1, 0, 9, 5);
    for (int n = 0; n < 4; n++) {
      float[] image = set.intensities(n);
      for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 32; x++) {
          for (int colour = 0; colour < 3; colour++) {
            assertThat(image[(y * 32 + x) * 3 + colour])
                .isEqualTo(MatBytes.pixel(n, y, x, colour) / 255f);
          }
        }
      }
    }
  }

  /**
   * MATLAB drops a last size of 1, labels may be doubles in a row, other variables do not count.
   */
  @Test
  void readsOneImageAndOtherWaysToSaveLabels() throws IOException {
    Matrix one = Mat5.newMatrix(Mat5.dims(32, 32, 3), MatlabType.UInt8);
    one.setInt(2, 255);
    Matrix label = Mat5.newMatrix(1, 1, MatlabType.Double);
    label.setDouble(0, 7);
    mat(one, label).add("note", Mat5.newString("of nothing")).write(file);
    ImageSet set = SvhnFolder.of(folder).train();
    assertThat(set.count()).isEqualTo(1);
    assertThat(set.label(0)).isEqualTo(7);
    assertThat(set.intensities(0)[2 * 32 * 3]).isEqualTo(1f);
    Matrix row = Mat5.newMatrix(1, 3, MatlabType.Double);
    for (int i = 0; i < 3; i++) {
      row.setDouble(i, 8 + i);
    }
    mat(MatBytes.images(3), row).write(file);
    assertThat(SvhnFolder.of(folder).train().labels()).containsExactly(8, 9, 0);
  }

  @Test
  void readsBackDrawnImages() throws IOException {
    ImageSet drawn = StreetDigits.train(0, 30);
    MatBytes.svhn(drawn).write(file);
    assertThat(SvhnFolder.of(folder).train().digest()).isEqualTo(drawn.digest());
  }

  @Test
  void findsTheFilesInSubfolderUnlessTheyAreHere() throws IOException {
    Path inner = Files.createDirectory(folder.resolve("svhn-subset"));
    MatBytes.svhn(1, 2).write(inner.resolve("train_32x32.mat"));
    MatBytes.svhn(3).write(inner.resolve("test_32x32.mat"));
    assertThat(SvhnFolder.of(folder)).hasToString(inner.toString());
    assertThat(SvhnFolder.of(folder).test().labels()).containsExactly(3);
    assertThat(SvhnFolder.of(inner).train().count()).isEqualTo(2);
    MatBytes.svhn(1, 2, 3).write(file);
    assertThat(SvhnFolder.of(folder).train().count()).isEqualTo(3);
  }

  @Test
  void refusesMissingFolderAndFile() {
    Path missing = folder.resolve("nowhere");
    assertThatThrownBy(() -> SvhnFolder.of(missing))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at folder '%s':
              expected a folder with the two files of SVHN, but there is no such folder
              try: check the path, or use the street digits drawn by Jelbo\
            """
                .formatted(missing));
    assertThatThrownBy(() -> SvhnFolder.of(folder).test())
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at folder '%s':
              expected a file test_32x32.mat, but there is none
              try: download train_32x32.mat and test_32x32.mat of SVHN into it, or use the \
            street digits drawn by Jelbo\
            """
                .formatted(folder));
  }

  @Test
  void refusesForeignFiles() throws IOException {
    String expected =
        "expected a MATLAB file of version 5, which begins with 'MATLAB 5.0 MAT-file', but ";
    String remedy = "\n  try: save it from MATLAB with -v7, or download the file again";
    Files.write(file, Bytes.images(2, 28, 28));
    refuses(expected + "the file begins with '???????????????????'" + remedy);
    Files.writeString(file, "MATLAB 7.3 MAT-file, Platform: GLNXA64");
    refuses(expected + "the file begins with 'MATLAB 7.3 MAT-file'" + remedy);
    Files.writeString(file, "<html>");
    refuses(expected + "the file begins with '<html>'" + remedy);
    Files.write(file, new byte[0]);
    refuses(expected + "the file is empty" + remedy);
    Files.write(file, "MATLAB 5.0 MAT-file".getBytes(StandardCharsets.US_ASCII));
    refuses("expected whole MATLAB data, but the file ends inside of it" + AGAIN);
  }

  /** Wherever a file ends early it is refused, mostly since it ends inside of a variable. */
  @ParameterizedTest
  @ValueSource(ints = {Deflater.NO_COMPRESSION, Deflater.BEST_SPEED})
  void refusesTruncatedFiles(int level) throws IOException {
    byte[] whole = Files.readAllBytes(MatBytes.svhn(4, 5).write(file, level));
    int truncated = 0;
    for (int length = 100; length < whole.length; length += length < 300 ? 1 : 37) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message = refusal();
      truncated +=
          message.equals(at("expected whole MATLAB data, but the file ends inside of it" + AGAIN))
              ? 1
              : 0;
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    refuses("expected whole MATLAB data, but the file ends inside of it" + AGAIN);
    assertThat(truncated).isGreaterThan(200);
    Files.write(file, Arrays.copyOf(whole, 128));
    refuses("expected a variable X, but the file has none" + USE);
  }

  @Test
  void refusesDamageThatOnlyTheChecksumShows() throws IOException {
    byte[] whole =
        Files.readAllBytes(mat(MatBytes.images(3), MatBytes.labels(1, 2, 3)).write(file));
    // The tag of X says where it ends, and its checksum is the last thing in it.
    int size = (whole[132] & 0xff) | (whole[133] & 0xff) << 8 | (whole[134] & 0xff) << 16;
    whole[136 + size - 1] ^= 1;
    Files.write(file, whole);
    refuses("expected whole MATLAB data, but incorrect data check" + AGAIN);
  }

  @Test
  void refusesFlippedBytesOrReadsTheSame() throws IOException {
    byte[] whole = Files.readAllBytes(MatBytes.svhn(4, 5).write(file));
    String digest = SvhnFolder.of(folder).train().digest();
    int refused = 0;
    for (int place = 128; place < whole.length; place += 11) {
      byte[] flipped = whole.clone();
      flipped[place] ^= 0x20;
      Files.write(file, flipped);
      try {
        assertThat(SvhnFolder.of(folder).train().digest()).as("byte %d", place).isEqualTo(digest);
      } catch (JelboException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(50);
  }

  @Test
  void refusesFilesWithoutImagesOrLabels() throws IOException {
    new MatBytes().add("y", MatBytes.labels(1)).add("a", MatBytes.labels(1)).write(file);
    refuses("expected a variable X, but the file has a, y" + USE);
    new MatBytes().add("X", MatBytes.images(1)).write(file);
    refuses("expected a variable y, but the file has X" + USE);
  }

  @Test
  void refusesImagesOfAnotherLayout() throws IOException {
    String expected = "expected X to be uint8 of 32 x 32 x 3 x N, but it is ";
    refusesImages(
        Mat5.newMatrix(Mat5.dims(2, 32, 32, 3), MatlabType.UInt8),
        expected + "uint8 of 2 x 32 x 32 x 3");
    refusesImages(
        Mat5.newMatrix(Mat5.dims(32, 32, 1, 2), MatlabType.UInt8),
        expected + "uint8 of 32 x 32 x 1 x 2");
    refusesImages(Mat5.newMatrix(3072, 1, MatlabType.UInt8), expected + "uint8 of 3,072 x 1");
    refusesImages(
        Mat5.newMatrix(Mat5.dims(32, 32, 3, 0), MatlabType.UInt8),
        expected + "uint8 of 32 x 32 x 3 x 0");
    refusesImages(
        Mat5.newMatrix(Mat5.dims(32, 32, 3, 1), MatlabType.Double),
        expected + "double of 32 x 32 x 3 x 1");
    refusesImages(
        Mat5.newComplex(Mat5.dims(32, 32, 3), MatlabType.UInt8),
        expected + "complex uint8 of 32 x 32 x 3");
    refusesImages(Mat5.newLogical(Mat5.dims(32, 32, 3)), expected + "logical of 32 x 32 x 3");
    refusesImages(Mat5.newString("pixels"), expected + "char of 1 x 6");
  }

  @Test
  void refusesLabelsOfAnotherLayout() throws IOException {
    String expected = "expected y to be N real numbers in one column, but it is ";
    refusesLabels(Mat5.newMatrix(2, 2), expected + "double of 2 x 2");
    refusesLabels(Mat5.newMatrix(Mat5.dims(1, 1, 2)), expected + "double of 1 x 1 x 2");
    refusesLabels(Mat5.newString("12"), expected + "char of 1 x 2");
    refusesLabels(Mat5.newCell(2, 1), expected + "cell of 2 x 1");
    refusesLabels(Mat5.newComplex(2, 1), expected + "complex double of 2 x 1");
    refusesLabels(MatBytes.labels(1), "expected 2 labels in y for the images in X, but found 1");
    refusesLabels(
        MatBytes.labels(1, 2, 3), "expected 2 labels in y for the images in X, but found 3");
  }

  @Test
  void refusesLabelsThatAreNoDigits() throws IOException {
    refusesLabels(MatBytes.labels(10, 0), "expected labels from 1 to 10 in y, but label 1 is 0");
    refusesLabels(MatBytes.labels(11, 1), "expected labels from 1 to 10 in y, but label 0 is 11");
    Matrix halves = Mat5.newMatrix(2, 1);
    halves.setDouble(0, 1.5);
    refusesLabels(halves, "expected labels from 1 to 10 in y, but label 0 is 1.5");
    halves.setDouble(0, Double.NaN);
    refusesLabels(halves, "expected labels from 1 to 10 in y, but label 0 is NaN");
  }

  private void refusesImages(Array images, String problem) throws IOException {
    mat(images, MatBytes.labels(1)).write(file);
    refuses(problem + USE);
  }

  private void refusesLabels(Array labels, String problem) throws IOException {
    mat(MatBytes.images(2), labels).write(file);
    refuses(problem + USE);
  }

  private static MatBytes mat(Array images, Array labels) {
    return new MatBytes().add("X", images).add("y", labels);
  }

  private void refuses(String problem) {
    assertThat(refusal()).isEqualTo(at(problem));
  }

  private String at(String problem) {
    return "at file '" + file + "':\n  " + problem;
  }

  private String refusal() {
    try {
      return "read " + SvhnFolder.of(folder).train();
    } catch (JelboException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
