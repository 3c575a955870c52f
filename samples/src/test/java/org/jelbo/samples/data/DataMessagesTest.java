package org.jelbo.samples.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What files are refused with that a test cannot make on every machine. */
class DataMessagesTest {
  private static final Path FILE = Path.of("images");

  @Test
  void filesThatMayNotBeRead() {
    assertThat(Messages.unreadable(FILE, new AccessDeniedException("images")))
        .hasMessage(
            """
            at file 'images':
              expected a readable file, but access is denied
              try: check that it is a file and that you may read it\
            """);
  }

  @Test
  void filesThatTheHeapDoesNotHold() {
    assertThat(Messages.noRoom(FILE, IdxFile.Content.IMAGES))
        .hasMessage(
            """
            at file 'images':
              expected pixels that fit in memory, but it ran out while they were read
              try: give Java more memory with -Xmx, or download the file again\
            """);
    assertThat(Messages.matTooLarge(FILE))
        .hasMessage(
            """
            at file 'images':
              expected variables that fit in memory, but it ran out while they were read
              try: give Java more memory with -Xmx, or download the file again\
            """);
  }
}
