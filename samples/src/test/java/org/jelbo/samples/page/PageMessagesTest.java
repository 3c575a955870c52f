package org.jelbo.samples.page;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageMessagesTest {
  @TempDir private Path folder;

  @Test
  void seriesOfUnequalLengthsAreRefused() {
    assertThatThrownBy(() -> Series.of("loss", new double[2], new double[3]))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at series 'loss':
              expected one y for each of 2 x, but got 3
              try: give x and y of one length\
            """);
  }

  @Test
  void pointsThatAreNowhereAreRefused() {
    assertThatThrownBy(() -> Series.of("loss", new double[] {Double.NaN}, new double[1]))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at series 'loss':
              expected every x to be finite, but got NaN
              try: leave out the points that are nowhere\
            """);
    assertThatThrownBy(() -> new Curves.Level("published", Double.POSITIVE_INFINITY))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            """
            at level 'published':
              expected a finite value, but got Infinity
              try: leave out a level that is nowhere\
            """);
  }

  @Test
  void whatIsNoPictureIsRefused() throws IOException {
    Path file = folder.resolve("a.png");
    assertThatThrownBy(() -> Picture.of(file, "a"))
        .isInstanceOf(JelboException.class)
        .hasCauseInstanceOf(IOException.class)
        .hasMessage(
            """
            at file '%s':
              expected a PNG picture, but there is no such file or folder
              try: a file that is there and can be read\
            """,
            file);
    for (String content :
        new String[] {"", "\u0089PNG", "GIF89a and more than a header of a PNG"}) {
      Files.writeString(file, content);
      assertThatThrownBy(() -> Picture.of(file, "a"))
          .isInstanceOf(JelboException.class)
          .hasMessage(
              """
              at file '%s':
                expected a PNG picture, but its first bytes are not those of one
                try: a picture that is written as PNG\
              """,
              file);
    }
  }
}
