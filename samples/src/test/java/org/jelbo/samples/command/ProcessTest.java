package org.jelbo.samples.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.jelbo.testing.AnotherProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command says where a process of its own cannot do its work. */
class ProcessTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"doctor", "train vae", "explain vae", "bench vae"})
  void withoutTheNativeLibraryThereIsOneMessage(String command)
      throws IOException, InterruptedException {
    AnotherProcess.Ended ended =
        AnotherProcess.of(Main.class).without(Loader.getPlatform()).run(command.split(" "));
    assertThat(ended.err().lines()).hasSize(3).first().isEqualTo("at TensorFlow's native library:");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void heapsThatAreTooSmallNameTheColumnAndTheOption() throws IOException, InterruptedException {
    AnotherProcess.Ended ended =
        AnotherProcess.of(Main.class)
            .options("-Xmx24m")
            .variable("TF_CPP_MIN_LOG_LEVEL", "1")
            .run("train", "vae", "--steps=1", "--out=" + folder.resolve("run"));
    assertThat(ended.err().replace("\r\n", "\n"))
        .matches(
            "at the heap of Java, \\d+ MB:\n  expected room for column 'x' of digits, which takes"
                + " 45 MB, more than any other, but it is full\n  try: java -Xmx1024m"
                + " \\(JELBO_OPTS=-Xmx1024m for ./jelbo\\), or fewer rows\n");
    assertThat(ended.exit()).isEqualTo(2);
  }

  @Test
  void whatTensorFlowSaysAtItsFirstRunIsNotAmongTheLines()
      throws IOException, InterruptedException {
    AnotherProcess.Ended ended =
        AnotherProcess.of(Main.class)
            .variable("TF_CPP_MIN_LOG_LEVEL", "1")
            .run(
                "train",
                "vae",
                "--steps=1",
                "--data=mnist",
                "--data-dir=" + IdxFolder.of(folder.resolve("mnist"), 100, 10),
                "--out=" + folder.resolve("run"));
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exit()).isZero();
  }

  @Test
  void helpIsWordToo() {
    assertThat(Ran.of("help")).isEqualTo(Ran.of("--help"));
    assertThat(Ran.of("help", "train")).isEqualTo(Ran.of("train", "--help"));
    assertThat(Ran.of("help").out()).contains("Commands:", "doctor");
  }
}
