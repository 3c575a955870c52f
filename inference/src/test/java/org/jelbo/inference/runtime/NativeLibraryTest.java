package org.jelbo.inference.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.testing.AnotherProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibraryTest {
  private static final String ELSEWHERE =
      "java -Dorg.bytedeco.javacpp.cachedir=FOLDER (JELBO_OPTS for ./jelbo), with a folder ";

  @TempDir private Path folder;

  @Test
  void everyUseWithoutTheJarIsRefused() throws IOException, InterruptedException {
    String refusal =
        "at TensorFlow's native library:\n  expected tensorflow-core-native for "
            + Loader.getPlatform()
            + " on the class path, but it is not there\n  try: the dependency"
            + " org.tensorflow:tensorflow-core-native with the classifier linux-x86_64,"
            + " linux-arm64, macosx-arm64 or windows-x86_64: there are no others\n";
    AnotherProcess.Ended ended =
        AnotherProcess.of(FirstUse.class).without(Loader.getPlatform()).run();
    assertThat(ended.out().replace("\r\n", "\n")).isEqualTo(refusal + refusal);
    assertThat(ended.exit()).isZero();
  }

  @Test
  void everyUseWhereMemoryIsDeniedIsRefused() throws IOException, InterruptedException {
    assumeTrue(Runtime.version().feature() >= 24, "Java denies it from 24 on");
    String refusal =
        "at Java "
            + Runtime.version().feature()
            + ":\n"
            + "  expected sun.misc.Unsafe to reach memory, as TensorFlow's Java library needs it,"
            + " but this run denies it\n"
            + "  try: java --sun-misc-unsafe-memory-access=allow, which ./jelbo passes\n";
    AnotherProcess.Ended ended =
        AnotherProcess.of(FirstUse.class).options("--sun-misc-unsafe-memory-access=deny").run();
    assertThat(ended.out().replace("\r\n", "\n")).isEqualTo(refusal + refusal);
  }

  @Test
  void localesOfOtherDigitsAreRefusedAndTheRemedyWorks() throws IOException, InterruptedException {
    AnotherProcess process =
        AnotherProcess.of(FirstUse.class)
            .options("-Duser.language=ar", "-Duser.country=EG", "-Duser.language.format=ar");
    String refusal =
        "at locale ar-EG:\n  expected numbers to be written with the digits 0 to 9, by which"
            + " TensorFlow's Java library numbers its ops, but this locale has others\n"
            + "  try: java -Duser.language.format=en, or"
            + " Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT) before anything else\n";
    assertThat(process.run().out().replace("\r\n", "\n")).isEqualTo(refusal + refusal);
    assertThat(process.options("-Duser.language.format=en").run().out())
        .doesNotContain("expected")
        .isEqualTo(AnotherProcess.of(FirstUse.class).run().out());
  }

  @Test
  void memoryIsLimitedBySystemAloneUnlessSomeoneSaysOtherwise()
      throws IOException, InterruptedException {
    AnotherProcess process = AnotherProcess.of(MostMemory.class);
    assertThat(process.run().out().strip()).isEqualTo("0");
    String limit = "-Dorg.bytedeco.javacpp.maxPhysicalBytes=3g";
    assertThat(process.options(limit).run().out().strip()).isEqualTo("" + (3L << 30));
  }

  @Test
  void deniedMemoryIsFoundBehindOtherErrors() {
    Throwable failure =
        new ExceptionInInitializerError(new UnsupportedOperationException("arrayBaseOffset"));
    assertThat(Messages.unusable(failure, Optional.empty()))
        .hasMessageContaining("expected sun.misc.Unsafe to reach memory");
  }

  @Test
  void fullDisksAreRefusedWithWhatIsMissing() throws IOException {
    Files.write(folder.resolve("whole.so"), new byte[4]);
    NativeFiles files =
        new NativeFiles("n.jar", folder, Map.of("whole.so", 4L, "missing.so", 1L << 60));
    assertThat(text(files, "libmissing.so: cannot open shared object file"))
        .matches(
            "(?s)at TensorFlow's native library:\n  expected room for 1099511627776 MB in '"
                + java.util.regex.Pattern.quote(folder.toString())
                + "', but \\d+ MB are left\n  try: room there, or "
                + java.util.regex.Pattern.quote(ELSEWHERE)
                + "on a disk with more");
  }

  @Test
  void foldersWithoutPrograms() {
    assertThat(
            text(
                new NativeFiles("n.jar", folder, Map.of()),
                "/n.so: failed to map segment from shared object"))
        .isEqualTo(
            "at TensorFlow's native library:\n  expected to load it from '"
                + folder
                + "', but no program may run from there (it is mounted noexec)\n  try: "
                + ELSEWHERE
                + "that programs may run from");
  }

  @Test
  void otherReasonsAreThoseOfTheSystem() {
    assertThat(
            text(
                new NativeFiles("n.jar", folder, Map.of()),
                "/n.so: version `GLIBC_2.27' not found\nand more"))
        .isEqualTo(
            "at TensorFlow's native library:\n  expected to load it from '"
                + folder
                + "', but /n.so: version `GLIBC_2.27' not found\n  try: "
                + ELSEWHERE
                + "that programs may run from");
  }

  private static String text(NativeFiles files, String reason) {
    Throwable failure = new UnsatisfiedLinkError("no jnitensorflow in java.library.path");
    failure.initCause(new UnsatisfiedLinkError(reason));
    JelboException refusal = Messages.unusable(failure, Optional.of(files));
    assertThat(refusal).hasRootCauseMessage(reason);
    return String.valueOf(refusal.getMessage());
  }

  @Test
  void theFilesOfTheJarAreThoseThatAreLoaded() {
    NativeFiles files = NativeLibrary.files().orElseThrow();
    NativeLibrary.require();
    assertThat(files.sizes()).hasSizeGreaterThan(1);
    assertThat(files.missingBytes()).isZero();
    assertThat(files.bytes()).isGreaterThan(100L << 20);
  }

  @Test
  void theFirstRunIsUnheardAndErrorsAreNot() throws IOException, InterruptedException {
    AnotherProcess process = AnotherProcess.of(Quietened.class);
    assertThat(process.variable("TF_CPP_MIN_LOG_LEVEL", "1").run().err()).isEqualTo("an error\n");
    assertThat(process.variable("TF_CPP_MIN_LOG_LEVEL", "0").run().err())
        .contains("I0000", "an error\n");
  }
}
