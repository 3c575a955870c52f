package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that is interrupted keeps what it has and says how to go on. */
class InterruptedTrainingTest {
  @TempDir private Path folder;
  private Path data;

  @BeforeEach
  void data() throws IOException {
    data = IdxFolder.of(folder.resolve("images of mnist"), 150, 100);
  }

  @Test
  void theStepIsFinishedAndTheRunGoesOnFromIt() throws IOException {
    Interruption interruption = new Interruption();
    Ran ran = train(interruption, "training on", "run", "3");

    Path checkpoint = folder.resolve("run/checkpoint.npz");
    String remedy =
        "./jelbo train vae --data=mnist '--data-dir="
            + data
            + "' --steps=3 --seed=7 --device=cpu --resume="
            + checkpoint;
    assertThat(ran.err())
        .isEqualToNormalizingNewlines(
            "at training:\n"
                + "  expected 3 steps, but it was interrupted after 1; the state after step 1 is in"
                + " '"
                + checkpoint
                + "'\n  try: "
                + remedy
                + "\n");
    assertThat(names(folder.resolve("run"))).containsExactly("checkpoint.npz");

    List<String> again = new ArrayList<>(words(remedy));
    again.add("--out=" + folder.resolve("resumed"));
    assertThat(Ran.of(again.toArray(String[]::new)).err()).isEmpty();
    assertThat(train(new Interruption(), "never", "whole", "3").err()).isEmpty();
    assertThat(folder.resolve("resumed/parameters.npz"))
        .hasSameBinaryContentAs(folder.resolve("whole/parameters.npz"));
  }

  @Test
  void beforeTheFirstStepNothingIsLeft() throws IOException {
    Interruption interruption = new Interruption();
    interruption.request();
    Ran ran = train(interruption, "never", "run", "3");
    assertThat(ran.err())
        .startsWith("at training:\n  expected 3 steps, but it was interrupted after 0\n  try: ");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void theLastStepIsNoReasonToStop() throws IOException {
    Ran ran = train(new Interruption(), "training on", "run", "1");
    assertThat(ran.err()).isEmpty();
    assertThat(ran.exit()).isZero();
    assertThat(folder.resolve("run/metrics.json")).exists();
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void signalsEndTheProgramByTheirNumber(String signal, int exit) throws Exception {
    Path kill = Path.of("/bin/kill");
    assumeTrue(Files.isExecutable(kill), "no " + kill);
    assumeTrue(!isIgnored(2), "signal 2 is ignored here, as in a background job of a shell");
    Path err = folder.resolve("err");
    Process process = start(folder.resolve("run"), err);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null && !line.contains("/20,000 [")) {
        line = out.readLine();
      }
      assertThat(line).as("%s", Files.readString(err)).isNotNull();
      new ProcessBuilder(kill.toString(), "-" + signal, "" + process.pid()).start().waitFor();
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).isEqualTo(exit);
    String said = Files.readString(err);
    Matcher done = Pattern.compile("interrupted after (\\d+); the state").matcher(said);
    assertThat(done.find()).as(said).isTrue();
    assertThat(said)
        .contains("interrupted: ending after this step, and keeping what was trained\n")
        .contains("\n  try: ./jelbo train vae ");
    assertThat(names(folder.resolve("run"))).containsExactly("checkpoint.npz");
    Ran resumed =
        Ran.of(
            "train",
            "vae",
            "--data=mnist",
            "--data-dir=" + data,
            "--steps=" + (Integer.parseInt(done.group(1)) + 1),
            "--seed=7",
            "--resume=" + folder.resolve("run/checkpoint.npz"),
            "--out=" + folder.resolve("resumed"));
    assertThat(resumed.err()).isEmpty();
  }

  private Process start(Path run, Path err) throws IOException {
    String java = ProcessHandle.current().info().command().orElse("java");
    return new ProcessBuilder(
            java,
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "train",
            "vae",
            "--data=mnist",
            "--data-dir=" + data,
            "--steps=20000",
            "--seed=7",
            "--out=" + run)
        .redirectError(err.toFile())
        .start();
  }

  /** A shell without job control starts what it puts into the background so. */
  private static boolean isIgnored(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).trim(), 16))
        .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
  }

  /** Interrupted when it prints something. */
  private Ran train(Interruption interruption, String printed, String run, String steps) {
    StringWriter out =
        new StringWriter() {
          @Override
          public void write(String text) {
            super.write(text);
            request();
          }

          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            request();
          }

          private void request() {
            if (toString().contains(printed)) {
              interruption.request();
            }
          }
        };
    StringWriter err = new StringWriter();
    int exit =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            interruption,
            "train",
            "vae",
            "--data=mnist",
            "--data-dir=" + data,
            "--steps=" + steps,
            "--seed=7",
            "--out=" + folder.resolve(run));
    return new Ran(exit, out.toString(), err.toString());
  }

  /** As a shell takes the words apart, but for the name of the program. */
  private static List<String> words(String command) {
    Matcher words = Pattern.compile("'([^']*)'|(\\S+)").matcher(command);
    List<String> found =
        words.results().map(w -> w.group(1) == null ? w.group(2) : w.group(1)).toList();
    return Arrays.asList(found.toArray(String[]::new)).subList(1, found.size());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
