package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {
  @TempDir private Path folder;

  @Test
  void readsPlainFilesAndGzipWhateverTheirNames() throws IOException {
    byte[] images = Bytes.images(3, 2, 4);
    byte[] labels = Bytes.labels(5, 0, 200);
    ImageSet plain = IdxFile.read(file("images.gz", images), file("labels.gz", labels));
    ImageSet packed =
        IdxFile.read(file("images", Bytes.gzip(images)), file("labels", Bytes.gzip(labels)));
    assertThat(plain).hasToString("3 images of 2 x 4");
    assertThat(plain.pixels().get(23)).isEqualTo((byte) 23);
    assertThat(plain.labels()).containsExactly(5, 0, (byte) 200);
    assertThat(packed.digest()).isEqualTo(plain.digest());
  }

  @Test
  void readsGzipOfSeveralMembers() throws IOException {
    byte[] images = Bytes.images(30, 28, 28);
    byte[] first = Bytes.gzip(Arrays.copyOf(images, 1000));
    byte[] second = Bytes.gzip(Arrays.copyOfRange(images, 1000, images.length));
    assertThat(IdxFile.images(file("x", Bytes.join(first, second))).digest())
        .isEqualTo(IdxFile.images(file("y", images)).digest());
  }

  @Test
  void refusesMissingFile() {
    assertThatThrownBy(() -> IdxFile.images(folder.resolve("x")))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            "at file '%s':\n  expected a file, but there is none\n  try: check the path",
            folder.resolve("x"));
  }

  @Test
  void refusesFolder() {
    assertThatThrownBy(() -> IdxFile.images(folder))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            "at file '%s':\n  expected a file, but it is a folder\n  try: check the path", folder);
  }

  @Test
  void refusesTheWrongKindOfFile() throws IOException {
    refusesImages(
        Bytes.labels(1, 2),
        """
        expected images, which begin with 0x00000803, but the file begins with 0x00000801
        try: check that image and label files are not swapped, or download the file again\
        """);
    refusesLabels(
        Bytes.images(1, 1, 1),
        """
        expected labels, which begin with 0x00000801, but the file begins with 0x00000803
        try: check that image and label files are not swapped, or download the file again\
        """);
  }

  @Test
  void refusesShortHeader() throws IOException {
    refusesImages(
        Bytes.words(0x803, 1, 1),
        """
        expected a header of 16 bytes, but the file ends after 12
        try: download the file again\
        """);
    refusesImages(
        new byte[0],
        """
        expected a header of 16 bytes, but the file ends after 0
        try: download the file again\
        """);
    refusesLabels(
        Bytes.words(0x801),
        """
        expected a header of 8 bytes, but the file ends after 4
        try: download the file again\
        """);
  }

  @Test
  void refusesDimensionsThatAreNotSane() throws IOException {
    String message =
        """
        expected at least 1 image of at most 4,096 x 4,096 pixels, but the header says %s
        try: download the file again\
        """;
    refusesImages(Bytes.words(0x803, 0, 28, 28), message.formatted("0 of 28 x 28"));
    refusesImages(Bytes.words(0x803, 1, 0, 28), message.formatted("1 of 0 x 28"));
    refusesImages(Bytes.words(0x803, 1, 28, 4097), message.formatted("1 of 28 x 4,097"));
    refusesImages(Bytes.words(0x803, 1, -1, 28), message.formatted("1 of 4,294,967,295 x 28"));
    refusesLabels(
        Bytes.words(0x801, 0),
        """
        expected at least 1 label, but the header says 0
        try: download the file again\
        """);
  }

  @Test
  void refusesMoreThanAnArrayShouldHold() throws IOException {
    refusesImages(
        Bytes.join(Bytes.words(0x803, 1 << 31, 28, 28), new byte[4]),
        """
        expected at most 1,073,741,824 bytes of pixels, but the header says 1,683,627,180,032
        try: use a smaller file, or download the file again\
        """);
    // 2^31 * 2^12 * 2^12 would be 0 in 32 bits.
    refusesImages(
        Bytes.words(0x803, 1 << 31, 4096, 4096),
        """
        expected at most 1,073,741,824 bytes of pixels, but the header says 36,028,797,018,963,968
        try: use a smaller file, or download the file again\
        """);
    refusesLabels(
        Bytes.words(0x801, -1),
        """
        expected at most 1,073,741,824 bytes of labels, but the header says 4,294,967,295
        try: use a smaller file, or download the file again\
        """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allocatesOnlyForBytesThatArrive(boolean packed) throws IOException {
    byte[] lie = Bytes.join(Bytes.words(0x803, 1 << 20, 32, 32), new byte[4]);
    Path file = file("lie", packed ? Bytes.gzip(lie) : lie);
    assertThatThrownBy(() -> IdxFile.images(file)).isInstanceOf(JelboException.class);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThatThrownBy(() -> IdxFile.images(file)).isInstanceOf(JelboException.class);
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThat(after - before).isLessThan(1 << 20);
  }

  @Test
  void refusesFileThatIsCutOff() throws IOException {
    byte[] cut = Arrays.copyOf(Bytes.images(10, 28, 28), 16 + 5000);
    String message =
        """
        expected 7,840 bytes of pixels after the header, but the file ends after 5,000
        try: download the file again\
        """;
    refusesImages(cut, message);
    refusesImages(Bytes.gzip(cut), message);
    refusesLabels(
        Bytes.words(0x801, 7),
        """
        expected 7 bytes of labels after the header, but the file ends after 0
        try: download the file again\
        """);
  }

  @Test
  void refusesBytesAfterTheEnd() throws IOException {
    byte[] longer = Bytes.join(Bytes.images(10, 28, 28), new byte[1]);
    String message =
        """
        expected 7,840 bytes of pixels after the header, but more bytes follow
        try: download the file again\
        """;
    refusesImages(longer, message);
    refusesImages(Bytes.gzip(longer), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 18, 5000, 200_000})
  void refusesBytesAfterGzip(int extra) throws IOException {
    refusesImages(
        Bytes.join(Bytes.gzip(Bytes.images(10, 28, 28)), new byte[extra]),
        """
        expected nothing after the gzip data, but found %,d more bytes
        try: download the file again\
        """
            .formatted(extra));
  }

  @Test
  void refusesDamagedGzip() throws IOException {
    byte[] packed = Bytes.gzip(Bytes.images(10, 28, 28));
    String message =
        """
        expected whole gzip data, but %s
        try: download the file again\
        """;
    refusesImages(Arrays.copyOf(packed, packed.length / 2), message.formatted("it ends too early"));
    refusesImages(Arrays.copyOf(packed, 5), message.formatted("it ends too early"));
    refusesImages(Arrays.copyOf(packed, packed.length - 3), message.formatted("it ends too early"));
    packed[packed.length - 6] ^= 1;
    refusesImages(packed, message.formatted("corrupt GZIP trailer"));
  }

  @Test
  void refusesCountsThatDiffer() throws IOException {
    Path images = file("images", Bytes.images(3, 1, 1));
    Path labels = file("labels", Bytes.labels(1, 2));
    assertThatThrownBy(() -> IdxFile.read(images, labels))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at file '%s':
              expected 3 labels for the images of '%s', but found 2
              try: take both files from the same download\
            """
                .formatted(labels, images));
  }

  private void refusesImages(byte[] content, String message) throws IOException {
    Path file = file("images", content);
    assertThatThrownBy(() -> IdxFile.images(file))
        .isInstanceOf(JelboException.class)
        .hasMessage("at file '%s':\n%s".formatted(file, message.indent(2).stripTrailing()));
  }

  private void refusesLabels(byte[] content, String message) throws IOException {
    Path file = file("labels", content);
    assertThatThrownBy(() -> IdxFile.labels(file))
        .isInstanceOf(JelboException.class)
        .hasMessage("at file '%s':\n%s".formatted(file, message.indent(2).stripTrailing()));
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }
}
