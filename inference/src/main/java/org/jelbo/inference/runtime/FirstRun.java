package org.jelbo.inference.runtime;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.internal.c_api.TFE_CustomDeviceTensorHandle.Num_dims_Pointer_TF_Status;
import org.tensorflow.internal.c_api.TF_Status;
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

  private FirstRun() {}

  static void unheard() {
    Function duplicate = Function.of("dup");
    Function replace = Function.of("dup2");
    Function open = Function.of("open");
    Function close = Function.of("close");
    if (duplicate == null || replace == null || open == null || close == null) {
      return;
    }
    try (BytePointer nowhere = new BytePointer("/dev/null")) {
      int silent = open.call(nowhere, WRITE_ONLY);
      int kept = duplicate.call(new Number(STANDARD_ERROR), 0);
      if (silent >= 0 && kept >= 0) {
        replace.call(new Number(silent), STANDARD_ERROR);
        try {
          run();
        } finally {
          replace.call(new Number(kept), STANDARD_ERROR);
        }
      }
      close.call(new Number(silent), 0);
      close.call(new Number(kept), 0);
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

  /** A function of the C library that takes two arguments of a pointer's size and gives an int. */
  private record Function(Pointer address) {
    static @Nullable Function of(String name) {
      Pointer address = Loader.addressof(name);
      return address == null ? null : new Function(address);
    }

    /** By way of the one such function type that TensorFlow's Java library can call. */
    int call(Pointer first, int second) {
      try (PointerPointer<Pointer> holder = new PointerPointer<>(2)) {
        holder.put(0, address).put(1, (Pointer) null);
        return new Num_dims_Pointer_TF_Status(holder)
            .call(first, new TF_Status(new Number(second)));
      }
    }
  }

  /** A number in the place of a pointer. */
  private static final class Number extends Pointer {
    Number(int value) {
      address = value;
    }
  }
}
