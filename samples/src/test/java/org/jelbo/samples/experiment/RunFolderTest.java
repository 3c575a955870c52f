package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void appearsWithAllItsFiles() {
    RunFolder run = RunFolder.at(folder.resolve("deep/run"));
    run.write(part -> write(part.resolve("a"), "1"));
    assertThat(folder.resolve("deep/run/a")).hasContent("1");
    assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aFailureLeavesNothing() {
    RunFolder run = RunFolder.at(folder.resolve("run"));
    assertThatThrownBy(
            () ->
                run.write(
                    part -> {
                      write(part.resolve("a"), "1");
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("run"));
    RunFolder.at(empty).write(part -> write(part.resolve("a"), "1"));
    assertThat(empty.resolve("a")).hasContent("1");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
