package org.jelbo.samples.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngFileTest {
  @TempDir private Path folder;

  /** The decoder of the JDK is the independent reader. */
  @Test
  void otherReadersSeeTheSamePixels() throws IOException {
    Raster raster = Raster.of(37, 11, 0);
    for (int i = 0; i < 37 * 11; i++) {
      raster.set(i % 37, i / 37, i * 0x9e3779 & 0xffffff);
    }
    Path file = folder.resolve("new/folder/picture.png");
    PngFile.write(file, raster);
    BufferedImage image = Objects.requireNonNull(ImageIO.read(file.toFile()));
    assertThat(image.getWidth()).isEqualTo(37);
    assertThat(image.getHeight()).isEqualTo(11);
    for (int i = 0; i < 37 * 11; i++) {
      assertThat(image.getRGB(i % 37, i / 37) & 0xffffff).isEqualTo(raster.colour(i % 37, i / 37));
    }
  }

  @Test
  void replacesAnOlderFileAndLeavesNothingElse() throws IOException {
    Path file = folder.resolve("picture.png");
    PngFile.write(file, Raster.of(1, 1, 0));
    byte[] old = Files.readAllBytes(file);
    PngFile.write(file, Raster.of(2, 2, 0));
    assertThat(Files.readAllBytes(file)).isNotEqualTo(old);
    assertThat(entries(folder)).containsExactly(file);
  }

  @Test
  void failureLeavesWhatWasThereAndNothingHalfWritten() throws IOException {
    // A folder that is not empty cannot be replaced by a file.
    Path taken = Files.createDirectory(folder.resolve("taken"));
    Path inside = Files.createFile(taken.resolve("inside"));
    assertThatThrownBy(() -> PngFile.write(taken, Raster.of(1, 1, 0)))
        .hasMessage(
            """
            at file '%s':
              expected a file to write, but it is a folder
              try: a file's name\
            """,
            taken);
    assertThat(entries(folder)).containsExactly(taken);
    assertThat(entries(taken)).containsExactly(inside);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }
}
