package org.jelbo.inference.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.bytedeco.javacpp.BytePointer;

/**
 * The first run of a graph in this process, while standard error leads nowhere.
 *
 * <p>The line that TensorFlow writes then is not under its log level, and nothing that its library
 * exports holds it back. So the process's descriptor of standard error is exchanged, for that run
 * alone, by the functions of POSIX. It is the first run that is asked for, and no run of its own:
 * the first session of a process decides how many threads an op has in all of them.
 */
final class FirstRun {
  private static final int STANDARD_ERROR = 2;
  private static final int WRITE_ONLY = 1;
  private static final AtomicBoolean IS_TO_BE_UNHEARD = new AtomicBoolean();

  private FirstRun() {}

  /** From now on the next run is unheard. */
  static void mute() {
    IS_TO_BE_UNHEARD.set(true);
  }

  /** Runs; heard where the system lacks a function that is needed. */
  static void of(Runnable run) {
    if (IS_TO_BE_UNHEARD.getAndSet(false)) {
      unheard(run);
    } else {
      run.run();
    }
  }

  private static void unheard(Runnable run) {
    SystemFunction duplicate = SystemFunction.of("dup");
    SystemFunction replace = SystemFunction.of("dup2");
    SystemFunction open = SystemFunction.of("open");
    SystemFunction close = SystemFunction.of("close");
    if (duplicate == null || replace == null || open == null || close == null) {
      run.run();
      return;
    }
    try (BytePointer nowhere = new BytePointer("/dev/null")) {
      int silent = open.call(nowhere, WRITE_ONLY);
      int kept = duplicate.call(SystemFunction.number(STANDARD_ERROR), 0);
      boolean isPossible = silent >= 0 && kept >= 0;
      if (isPossible) {
        replace.call(SystemFunction.number(silent), STANDARD_ERROR);
      }
      try {
        run.run();
      } finally {
        if (isPossible) {
          replace.call(SystemFunction.number(kept), STANDARD_ERROR);
        }
        close.call(SystemFunction.number(silent), 0);
        close.call(SystemFunction.number(kept), 0);
      }
    }
  }
}
