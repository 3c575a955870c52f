package org.jelbo.inference.runtime;

import org.bytedeco.javacpp.BytePointer;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/**
 * The first run of a graph in this process, while standard error leads nowhere.
 *
 * <p>The line that TensorFlow writes then is not under its log level, and nothing that its library
 * exports holds it back. So the process's descriptor of standard error is exchanged, for that run
 * alone, by the functions of POSIX.
 */
final class FirstRun {
  private static final int STANDARD_ERROR = 2;
  private static final int WRITE_ONLY = 1;

  /** Once in a process. */
  private static final boolean IS_UNHEARD = isUnheard();

  private FirstRun() {}

  /** Whether it was; not so where the system lacks a function that is needed. */
  static boolean unheard() {
    return IS_UNHEARD;
  }

  private static boolean isUnheard() {
    SystemFunction duplicate = SystemFunction.of("dup");
    SystemFunction replace = SystemFunction.of("dup2");
    SystemFunction open = SystemFunction.of("open");
    SystemFunction close = SystemFunction.of("close");
    if (duplicate == null || replace == null || open == null || close == null) {
      return false;
    }
    try (BytePointer nowhere = new BytePointer("/dev/null")) {
      int silent = open.call(nowhere, WRITE_ONLY);
      int kept = duplicate.call(SystemFunction.number(STANDARD_ERROR), 0);
      if (silent >= 0 && kept >= 0) {
        replace.call(SystemFunction.number(silent), STANDARD_ERROR);
        try {
          run();
        } finally {
          replace.call(SystemFunction.number(kept), STANDARD_ERROR);
        }
      }
      close.call(SystemFunction.number(silent), 0);
      close.call(SystemFunction.number(kept), 0);
      return silent >= 0 && kept >= 0;
    }
  }

  private static void run() {
    try (Graph graph = new Graph();
        Session session = new Session(graph);
        Result result = session.runner().fetch(Ops.create(graph).constant(1)).run()) {
      if (result.size() != 1) {
        throw new IllegalStateException("expected one result");
      }
    }
  }
}
