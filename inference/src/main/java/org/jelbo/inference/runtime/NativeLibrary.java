package org.jelbo.inference.runtime;

import java.util.Locale;
import java.util.Optional;
import org.jelbo.dsl.error.JelboException;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.buffer.DataBuffers;

/**
 * TensorFlow's native library. It is loaded when it is first needed, from a folder of this user
 * that its jar is unpacked to; where that fails, every use is refused with the reason and what to
 * try.
 */
public final class NativeLibrary {
  /**
   * JavaCPP, by which TensorFlow is called, asks the system at every object of the library how much
   * memory the process has, and refuses more than four times the Java heap, which has nothing to do
   * with what a graph needs. 0 is no limit; one that is set stays.
   */
  private static final String MOST_MEMORY = "org.bytedeco.javacpp.maxPhysicalBytes";

  /** Why it cannot be used; it is tried once in a process. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // Later refusals tell of the first attempt.
  private static final @Nullable Throwable FAILURE = failure();

  private NativeLibrary() {}

  private static @Nullable Throwable failure() {
    if (System.getProperty(MOST_MEMORY) == null) {
      System.setProperty(MOST_MEMORY, "0");
    }
    try {
      DataBuffers.ofInts(1).setInt(1, 0);
      CudaLibraries.load(NativeLibrary.class.getClassLoader());
      TensorFlow.version();
      return null;
    } catch (RuntimeException | LinkageError e) {
      return e;
    }
  }

  /**
   * Goes on where the library can be used.
   *
   * @throws JelboException where the library cannot be used
   */
  public static void require() {
    if (FAILURE != null) {
      throw Messages.unusable(FAILURE, NativeFiles.found());
    }
    // TensorFlow's Java library numbers its ops so, and its native library takes only 0 to 9.
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    if (!String.format(locale, "%d", 1).equals("1")) {
      throw Messages.otherDigits(locale);
    }
  }

  /**
   * A new graph, to be closed.
   *
   * @throws JelboException where the library cannot be used
   */
  public static Graph graph() {
    require();
    return new Graph();
  }

  /**
   * The version of TensorFlow, such as {@code 2.18.0}.
   *
   * @throws JelboException where the library cannot be used
   */
  public static String version() {
    require();
    return TensorFlow.version();
  }

  /** Which build of it: the name of its jar; {@code unknown} where it was found outside of one. */
  public static String build() {
    return files().map(NativeFiles::jar).orElse("unknown");
  }

  /** Whether it is the one that can use graphics cards. */
  public static boolean isForCards() {
    return files().filter(files -> files.folder().toString().contains("-gpu")).isPresent();
  }

  /** The files of its jar; empty where the library was found outside of one. */
  public static Optional<NativeFiles> files() {
    return NativeFiles.found();
  }

  /**
   * Loads the library, and has the next {@link #run} unheard, if the environment's {@code
   * TF_CPP_MIN_LOG_LEVEL} is above 0: TensorFlow says something at its first run, whatever the
   * level is. What it says later, errors above all, is heard. On systems without POSIX's {@code
   * dup2} the library is only loaded.
   */
  public static void quieten() {
    require();
    String level = System.getenv("TF_CPP_MIN_LOG_LEVEL");
    if (level != null && !level.equals("0")) {
      FirstRun.mute();
    }
  }

  /** Runs a graph, which may be the process's first run of one. */
  public static void run(Runnable run) {
    FirstRun.of(run);
  }
}
