package org.jelbo.inference.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are written whole or not at all, and what a name stands for stays what it is. */
class OutputFileTest {
  private static final String REMEDY = "\n  try: a place that can be written to, with space left";

  @TempDir private Path folder;

  @Test
  void olderFileIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old, and longer");
    write(file, "new");
    assertThat(file).hasContent("new");
    assertOnly(file);
  }

  @Test
  void missingFoldersAreMade() {
    write(folder.resolve("b/c/a"), "new");
    assertThat(folder.resolve("b/c/a")).hasContent("new");
  }

  @Test
  void olderFileStaysWhereWritingFails() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    assertThatThrownBy(
            () ->
                new OutputFile(file)
                    .write(
                        out -> {
                          out.write(new byte[100_000]);
                          throw new IOException("No space left on device");
                        }))
        .hasMessage(
            "at file '"
                + file
                + "':\n  expected to write it, but no space left on device"
                + REMEDY);
    assertThat(file).hasContent("old");
    assertOnly(file);
  }

  @Test
  void longestNameOfTheSystemIsWritten() {
    Path file = folder.resolve("n".repeat(252));
    new OutputFile(file).proven();
    write(file, "new");
    assertOnly(file);
  }

  @Test
  void linkGoesOnLeadingToTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "old");
    Path near = Files.createSymbolicLink(folder.resolve("near"), Path.of("file"));
    Path far = Files.createSymbolicLink(folder.resolve("far"), near);
    write(far, "new");
    assertThat(file).hasContent("new").isRegularFile();
    assertThat(Files.readSymbolicLink(near)).isEqualTo(Path.of("file"));
    assertThat(Files.readSymbolicLink(far)).isEqualTo(near);
  }

  @Test
  void linkToNothingYetLeadsToTheFile() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("new/file"));
    new OutputFile(link).proven();
    write(link, "new");
    assertThat(folder.resolve("new/file")).hasContent("new");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void linksInCirclesAreRefused() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other"));
    Files.createSymbolicLink(folder.resolve("other"), Path.of("link"));
    assertRefused(link, "expected to write it, but its links lead in a circle" + REMEDY);
  }

  @Test
  void foldersAreRefused() {
    assertRefused(folder, "expected a file to write, but it is a folder\n  try: a file's name");
  }

  @Test
  void pipesAreWrittenInto() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
    new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start().waitFor();
    new OutputFile(pipe).proven();
    CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> read(pipe));
    write(pipe, "new");
    assertThat(read.get(60, TimeUnit.SECONDS)).isEqualTo("new");
    assertThat(Files.isRegularFile(pipe)).isFalse();
  }

  @Test
  void devicesAreWrittenInto() {
    Path none = Path.of("/dev/null");
    assumeTrue(Files.exists(none));
    new OutputFile(none).proven();
    write(none, "new");
    assertThat(Files.isRegularFile(none)).isFalse();
  }

  @Test
  void fullDevicesAreRefused() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full));
    Path link = Files.createSymbolicLink(folder.resolve("link"), full);
    assertThatThrownBy(() -> write(link, "new"))
        .hasMessageStartingWith("at file '" + link + "':\n  expected to write it, but ")
        .hasMessageEndingWith(REMEDY)
        .hasMessageNotContaining("Exception");
  }

  /** It lies below a file, has a name that no system takes, or is where nothing can be made. */
  @Test
  void placesThatNothingCanBeWrittenToAreFoundBefore() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    String problem = "expected to write it, but '" + file + "' is not a folder";
    assertRefused(file.resolve("a"), problem + REMEDY);
    assertRefused(file.resolve("b/a"), problem + REMEDY);
    Path endless = folder.resolve("n".repeat(256));
    assertThatThrownBy(() -> new OutputFile(endless).proven())
        .hasMessageStartingWith("at file '" + endless + "':\n  expected to write it, but ")
        .hasMessageEndingWith(REMEDY);
    assertThat(file).hasContent("kept");
    assertOnly(file);
  }

  @Test
  void placesBelowProcAreFoundBefore() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    assertRefused(
        Path.of("/proc/a"), "expected to write it, but there is no such file or folder" + REMEDY);
    assertRefused(
        Path.of("/proc/b/a"), "expected to write it, but there is no such file or folder" + REMEDY);
  }

  @Test
  void proofLeavesNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    new OutputFile(file).proven();
    new OutputFile(folder.resolve("b/c/a")).proven();
    assertThat(file).hasContent("kept");
    assertOnly(file);
  }

  @Test
  void fileInFolderThatTakesNoOtherIsWrittenInto() throws IOException {
    Path inside = Files.createDirectory(folder.resolve("inside"));
    Path file = Files.writeString(inside.resolve("file"), "old, and longer");
    assertThat(inside.toFile().setWritable(false)).isTrue();
    try {
      assumeFalse(Files.isWritable(inside), "the superuser may do all");
      new OutputFile(file).proven();
      write(file, "new");
      assertThat(file).hasContent("new");
      Path other = inside.resolve("other");
      assertRefused(other, "expected to write it, but access is denied" + REMEDY);
    } finally {
      assertThat(inside.toFile().setWritable(true)).isTrue();
    }
  }

  @Test
  void leftoversOfProcessesThatAreGoneAreRemoved() throws IOException {
    ProcessMark own = ProcessMark.own();
    ProcessMark gone = new ProcessMark(own.pid(), own.host(), "an earlier boot");
    ProcessMark elsewhere = new ProcessMark(own.pid(), "another machine", own.start());
    Path kept = Files.createFile(folder.resolve(".jelbo-" + own.tag() + "-1.part"));
    Path foreign = Files.createFile(folder.resolve(".jelbo-" + elsewhere.tag() + "-1.part"));
    Path odd = Files.createFile(folder.resolve(".jelbo-odd.part"));
    Files.createFile(folder.resolve(".jelbo-" + gone.tag() + "-1.part"));
    Path file = folder.resolve("a");
    write(file, "new");
    assertThat(folder.toFile().listFiles())
        .containsExactlyInAnyOrder(file.toFile(), kept.toFile(), foreign.toFile(), odd.toFile());
  }

  private static void assertRefused(Path file, String problem) {
    String message = "at file '" + file + "':\n  " + problem;
    assertThatThrownBy(() -> new OutputFile(file).proven()).hasMessage(message);
    assertThatThrownBy(() -> write(file, "new")).hasMessage(message);
  }

  private void assertOnly(Path file) {
    assertThat(folder.toFile().listFiles()).containsExactly(file.toFile());
  }

  private static void write(Path file, String text) {
    new OutputFile(file).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
