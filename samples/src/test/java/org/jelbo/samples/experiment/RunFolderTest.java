package org.jelbo.samples.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.inference.file.Claim;
import org.jelbo.inference.file.ProcessMark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 3, 4, 5, 6, 7);

  @TempDir private Path folder;

  @Test
  void hasAllItsFilesAndNothingElse() throws IOException {
    Path path = folder.resolve("deep/run");
    try (RunFolder run = RunFolder.at(path)) {
      run.write(part -> write(part.resolve("metrics.json"), "1"));
    }
    assertThat(path.resolve("metrics.json")).hasContent("1");
    assertThat(names(path)).containsExactly("metrics.json");
    assertThat(names(folder.resolve("deep"))).containsExactly("run");
  }

  @Test
  void aFailureLeavesNothing() {
    try (RunFolder run = RunFolder.at(folder.resolve("deep/run"))) {
      assertThatThrownBy(
              () ->
                  run.write(
                      part -> {
                        write(part.resolve("a"), "1");
                        throw new IllegalStateException("on purpose");
                      }))
          .hasMessage("on purpose");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anEmptyFolderIsTaken() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("run"));
    try (RunFolder run = RunFolder.at(empty)) {
      run.write(part -> write(part.resolve("a"), "1"));
    }
    assertThat(empty.resolve("a")).hasContent("1");
  }

  @Test
  void anEmptyFolderStaysWhereNothingCameOfTheRun() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("run"));
    RunFolder.at(empty).close();
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void aClaimedFolderIsRefusedAndItsHolderNamed() throws IOException {
    Path path = folder.resolve("run");
    ProcessMark own = ProcessMark.own();
    try (RunFolder run = RunFolder.at(path)) {
      String since = Files.readAllLines(path.resolve(Claim.NAME)).get(3);
      assertThatThrownBy(() -> RunFolder.at(path))
          .isInstanceOf(JelboException.class)
          .hasMessage(
              "at folder '%s':\n"
                  + "  expected a folder that nobody else writes to, but it is held by process %d"
                  + " on '%s', since %sZ\n"
                  + "  try: another folder; if that process has ended, remove '%s'",
              path, own.pid(), own.machine(), since.substring(0, 19), path.resolve(Claim.NAME));
      assertThat(run.takenFrom()).isEmpty();
      run.write(part -> write(part.resolve("a"), "1"));
    }
    assertThat(names(path)).containsExactly("a");
  }

  @Test
  void ofManyAtOnceOneHasTheFolder() throws Exception {
    Path path = folder.resolve("run");
    List<Object> ends = atOnce(16, () -> RunFolder.at(path));
    assertThat(ends).filteredOn(RunFolder.class::isInstance).hasSize(1);
    assertThat(ends)
        .filteredOn(Throwable.class::isInstance)
        .hasSize(15)
        .allSatisfy(
            end ->
                assertThat((Throwable) end)
                    .hasMessageContaining("expected a folder that nobody else writes to, but "));
  }

  @Test
  void ofManyAtOnceEachHasAnotherDefaultName() throws Exception {
    List<Object> ends = atOnce(16, () -> RunFolder.next(folder.resolve("runs"), "vae", TIME));
    assertThat(ends).hasOnlyElementsOfType(RunFolder.class);
    Set<Path> paths = new TreeSet<>();
    ends.forEach(end -> paths.add(((RunFolder) end).path()));
    assertThat(paths).hasSize(16);
    assertThat(paths).contains(folder.resolve("runs/vae-20260304-050607"));
    assertThat(paths).contains(folder.resolve("runs/vae-20260304-050607-16"));
  }

  @Test
  void ofManyAtOnceOneTakesOver() throws Exception {
    Path path = folder.resolve("run");
    claimedBy(gone(), path);
    List<Object> ends = atOnce(16, () -> RunFolder.at(path));
    assertThat(ends)
        .filteredOn(RunFolder.class::isInstance)
        .singleElement()
        .satisfies(
            end ->
                assertThat(((RunFolder) end).takenFrom())
                    .map(Claim.Holder::process)
                    .contains(gone()));
  }

  @Test
  void folderOfEndedProcessIsTakenOver() throws IOException {
    Path path = folder.resolve("run");
    claimedBy(gone(), path);
    Files.writeString(Files.createDirectory(path.resolve(".part")).resolve("a"), "half");
    try (RunFolder run = RunFolder.at(path)) {
      assertThat(run.takenFrom())
          .hasValueSatisfying(
              holder ->
                  assertThat(holder)
                      .hasToString(
                          "process %d on '%s', since 2026-01-02T03:04:05Z",
                          gone().pid(), gone().machine()));
      run.write(part -> write(part.resolve("b"), "1"));
    }
    assertThat(names(path)).containsExactly("b");
  }

  /** It may still run: nothing is known of other machines, nor of a file that says nothing. */
  @Test
  void theFolderOfAnotherMachineIsRefused() throws IOException {
    Path path = folder.resolve("run");
    claimedBy(new ProcessMark(1, "other", "then"), path);
    assertThatThrownBy(() -> RunFolder.at(path))
        .hasMessageContaining(
            "but it is held by process 1 on 'other', since 2026-01-02T03:04:05Z\n  try: another"
                + " folder; if that process has ended, remove '"
                + path.resolve(Claim.NAME)
                + "'");
    Files.writeString(path.resolve(Claim.NAME), "");
    assertThatThrownBy(() -> RunFolder.at(path))
        .hasMessageContaining("but another process has it\n");
    assertThat(names(path)).containsExactly(Claim.NAME);
  }

  @Test
  void whatKilledRunsLeftIsSweptAtTheNextStart() throws IOException {
    Path runs = folder.resolve("runs");
    Path lost = runs.resolve("vae-1");
    claimedBy(gone(), lost);
    Files.writeString(Files.createDirectory(lost.resolve(".part")).resolve("a"), "half");
    Path resumable = runs.resolve("vae-2");
    claimedBy(gone(), resumable);
    Files.writeString(resumable.resolve("checkpoint.npz"), "kept");
    Path running = runs.resolve("vae-3");
    claimedBy(ProcessMark.own(), running);
    Path finished = Files.createDirectory(runs.resolve("vae-4"));
    Files.writeString(finished.resolve("metrics.json"), "kept");
    RunFolder.next(runs, "vae", TIME).close();
    assertThat(names(runs)).containsExactly("vae-2", "vae-3", "vae-4");
    assertThat(names(resumable)).containsExactly("checkpoint.npz");
    assertThat(names(running)).containsExactly(Claim.NAME);
    assertThat(names(finished)).containsExactly("metrics.json");
  }

  @Test
  void checkpointOfKilledRunIsKept() throws IOException {
    Path path = folder.resolve("run");
    claimedBy(gone(), path);
    Files.writeString(path.resolve("checkpoint.npz"), "kept");
    assertThatThrownBy(() -> RunFolder.at(path))
        .hasMessage(
            """
            at folder '%s':
              expected a new or empty folder for the run, but something is there
              try: another name, or leave --out out\
            """,
            path);
    assertThat(path.resolve("checkpoint.npz")).hasContent("kept");
  }

  @Test
  void aNameOfTheSystemsLengthIsTaken() {
    Path path = folder.resolve("n".repeat(252));
    try (RunFolder run = RunFolder.at(path)) {
      run.write(part -> write(part.resolve("a"), "1"));
    }
    assertThat(path.resolve("a")).hasContent("1");
    assertThatThrownBy(() -> RunFolder.at(folder.resolve("n".repeat(256))))
        .isInstanceOf(JelboException.class)
        .hasMessageContaining("expected a place that can be written to, but ")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void foldersThatCannotBeMadeAreRefused() {
    Path path = Path.of("/proc/run");
    assumeTrue(Files.isDirectory(Path.of("/proc/self")));
    assertThatThrownBy(() -> RunFolder.at(path))
        .isInstanceOf(JelboException.class)
        .hasMessageStartingWith(
            "at folder '/proc/run':\n  expected a place that can be written to, but ")
        .hasMessageEndingWith("\n  try: --out with another folder")
        .hasMessageNotContaining("Exception");
  }

  @Test
  void theProofOfRoomLeavesNothing() {
    try (RunFolder run = RunFolder.at(folder.resolve("run"))) {
      run.requireRoom(1 << 20);
    }
    assertThat(folder).isEmptyDirectory();
  }

  /** What is written at the end would be lost, or be among the files of another run. */
  @Test
  void aFolderThatHasGoneMeanwhileIsRefused() throws IOException {
    Path path = folder.resolve("run");
    try (RunFolder run = RunFolder.at(path)) {
      Files.delete(path.resolve(Claim.NAME));
      try (RunFolder other = RunFolder.at(path)) {
        assertThatThrownBy(() -> run.write(part -> write(part.resolve("a"), "1")))
            .isInstanceOf(JelboException.class)
            .hasCauseInstanceOf(IOException.class);
        other.write(part -> write(part.resolve("b"), "1"));
      }
    }
    assertThat(names(path)).containsExactly("b");
  }

  private static ProcessMark gone() {
    ProcessMark own = ProcessMark.own();
    return new ProcessMark(own.pid(), own.host(), "an earlier boot");
  }

  private static void claimedBy(ProcessMark process, Path path) throws IOException {
    Files.createDirectories(path);
    Files.writeString(
        path.resolve(Claim.NAME),
        String.join(
            "\n",
            "" + process.pid(),
            process.host(),
            process.start(),
            Instant.parse("2026-01-02T03:04:05Z").toString(),
            ""));
  }

  /** What calls that begin together return or throw; what they hold stays claimed. */
  private static List<Object> atOnce(int many, Callable<RunFolder> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Object> ends = new ArrayList<>();
      for (Future<RunFolder> end : threads.invokeAll(Collections.nCopies(many, call))) {
        try {
          ends.add(end.get());
        } catch (ExecutionException e) {
          ends.add(e.getCause());
        }
      }
      return ends;
    } finally {
      threads.shutdown();
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
