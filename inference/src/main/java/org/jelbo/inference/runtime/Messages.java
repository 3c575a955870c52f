package org.jelbo.inference.runtime;

import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.jelbo.dsl.error.JelboException;

/** What this package refuses. */
final class Messages {
  private static final String LIBRARY = "TensorFlow's native library";

  private static final String ELSEWHERE =
      "java -Dorg.bytedeco.javacpp.cachedir=FOLDER (JELBO_OPTS for ./jelbo), with a folder ";

  private Messages() {}

  /**
   * The library cannot be used.
   *
   * @param failure of the first use
   * @param files that it should be unpacked to
   */
  static JelboException unusable(Throwable failure, Optional<NativeFiles> files) {
    return (deniesMemory(failure)
            ? memoryDenied()
            : files.map(found -> notLoaded(failure, found)).orElseGet(Messages::noJar))
        .causedBy(failure);
  }

  private static boolean deniesMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnsupportedOperationException) {
        return true;
      }
    }
    return false;
  }

  private static JelboException memoryDenied() {
    return JelboException.of(
        "Java " + Runtime.version().feature(),
        "expected sun.misc.Unsafe to reach memory, as TensorFlow's Java library needs it, but this"
            + " run denies it",
        "java --sun-misc-unsafe-memory-access=allow, which ./jelbo passes");
  }

  static JelboException otherDigits(Locale locale) {
    return JelboException.of(
        "locale " + locale.toLanguageTag(),
        "expected numbers to be written with the digits 0 to 9, by which TensorFlow's Java library"
            + " numbers its ops, but this locale has others",
        "java -Duser.language.format=en, or Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT)"
            + " before anything else");
  }

  private static JelboException noJar() {
    return JelboException.of(
        LIBRARY,
        "expected tensorflow-core-native for "
            + Loader.getPlatform()
            + " on the class path, but it is not there",
        "the dependency org.tensorflow:tensorflow-core-native with the classifier linux-x86_64,"
            + " linux-arm64, macosx-arm64 or windows-x86_64: there are no others");
  }

  private static JelboException notLoaded(Throwable failure, NativeFiles files) {
    String reason = reason(failure);
    long missing = files.missingBytes();
    long usable = files.usableBytes();
    if (missing > usable) {
      return JelboException.of(
          LIBRARY,
          "expected room for "
              + megabytes(missing)
              + " in '"
              + files.folder()
              + "', but "
              + megabytes(usable)
              + " are left",
          "room there, or " + ELSEWHERE + "on a disk with more");
    }
    return JelboException.of(
        LIBRARY,
        "expected to load it from '"
            + files.folder()
            + "', but "
            + (reason.contains("failed to map segment")
                ? "no program may run from there (it is mounted noexec)"
                : reason),
        ELSEWHERE + "that programs may run from");
  }

  static JelboException heapFull(long heap, Heap.Load largest, long wanted) {
    return heapFull(
        heap,
        largest.name() + ", which takes " + megabytes(largest.bytes()) + ", more than any other",
        larger(wanted) + ", or fewer rows");
  }

  static JelboException heapFull(long heap, long wanted) {
    return heapFull(heap, "this work", larger(wanted));
  }

  private static JelboException heapFull(long heap, String what, String remedy) {
    return JelboException.of(
        "the heap of Java, " + megabytes(heap),
        "expected room for " + what + ", but it is full",
        remedy);
  }

  private static String larger(long wanted) {
    String option = "-Xmx" + Math.round(Math.ceil(wanted / 0x1p20)) + "m";
    return "java " + option + " (JELBO_OPTS=" + option + " for ./jelbo)";
  }

  /** The innermost: JavaCPP tells in the outermost only where it looked last. */
  private static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("it failed");
  }

  private static String megabytes(long bytes) {
    return Math.round(bytes / 0x1p20) + " MB";
  }
}
