package org.jelbo.inference.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jelbo.dsl.error.JelboException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be made again is saved elsewhere. */
class RescueTest {
  @TempDir private Path folder;
  private Path file;
  private Path first;
  private Path second;

  @BeforeEach
  void places() throws IOException {
    file = Files.createFile(folder.resolve("file"));
    first = folder.resolve("first");
    second = folder.resolve("second");
  }

  @Test
  void placeThatCanBeWrittenToIsUsed() {
    Path wanted = folder.resolve("run/a.npz");
    assertThat(rescue(wanted)).isEqualTo(new Rescue(wanted, null));
    assertThat(wanted).hasContent("kept");
    assertThat(first).doesNotExist();
  }

  @Test
  void nextPlaceIsUsedUnderFreeName() throws IOException {
    Path wanted = file.resolve("run/a.npz");
    Rescue saved = rescue(wanted);
    assertThat(saved.path()).isEqualTo(first.resolve("run-a.npz")).hasContent("kept");
    assertThat(saved.elsewhere().orElseThrow())
        .hasMessage(
            "at file '"
                + wanted
                + "':\n  expected to write it, but '"
                + file
                + "' is not a folder; it is in '"
                + saved.path()
                + "' instead\n  try: a place that can be written to, with space left");
    Files.writeString(saved.path(), "older");
    assertThat(rescue(wanted).path()).isEqualTo(first.resolve("2-run-a.npz")).hasContent("kept");
    assertThat(saved.path()).hasContent("older");
    Files.delete(first.resolve("2-run-a.npz"));
    Files.delete(first.resolve("run-a.npz"));
    Files.delete(first);
    Files.createFile(first);
    assertThat(rescue(wanted).path()).isEqualTo(second.resolve("run-a.npz")).hasContent("kept");
  }

  @Test
  void allPlacesAreNamedWhereThereIsNone() throws IOException {
    Files.createFile(first);
    Files.createFile(second);
    Path wanted = file.resolve("a");
    assertThatThrownBy(() -> rescue(wanted))
        .isInstanceOf(JelboException.class)
        .hasMessage(
            "at file '%s':\n  expected to write it, but '%s' is not a folder; nor could it be"
                + " written in '%s' or '%s'\n"
                + "  try: a place that can be written to, with space left",
            wanted, file, first, second);
  }

  @Test
  void otherFailuresAreNoReasonToTryElsewhere() {
    JelboException refusal = JelboException.of("x", "expected y", "z");
    assertThatThrownBy(
            () ->
                Rescue.of(
                    file,
                    place -> {
                      throw refusal;
                    },
                    List.of(first)))
        .isSameAs(refusal);
  }

  private Rescue rescue(Path wanted) {
    return Rescue.of(
        wanted,
        place ->
            new OutputFile(place)
                .write(out -> out.write("kept".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
        List.of(first, second));
  }
}
