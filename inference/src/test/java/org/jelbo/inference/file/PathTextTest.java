package org.jelbo.inference.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PathTextTest {
  @Test
  void pathsAreThoseOfTheSystem() {
    assertThat(PathText.path("runs/vae")).isEqualTo(Path.of("runs", "vae"));
    assertThatThrownBy(() -> PathText.path("a\0b"))
        .hasMessage(
            "at path 'a\0b':\n"
                + "  expected characters that paths have here, of the encoding "
                + System.getProperty("sun.jnu.encoding")
                + ", but some are not\n"
                + "  try: LC_ALL=C.UTF-8 before the command, or another path");
  }
}
