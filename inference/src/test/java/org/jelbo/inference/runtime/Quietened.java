package org.jelbo.inference.runtime;

import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;

/** Runs a graph after {@link NativeLibrary#quieten}, and then has an error to tell. */
final class Quietened {
  private Quietened() {}

  /** Prints what stands on standard error. */
  public static void main(String[] args) {
    NativeLibrary.quieten();
    NativeLibrary.run(Quietened::runOnce);
    System.err.println("an error");
  }

  private static void runOnce() {
    try (Graph graph = NativeLibrary.graph();
        Session session = new Session(graph);
        Result result = session.runner().fetch(Ops.create(graph).constant(1)).run()) {
      if (result.size() != 1) {
        throw new IllegalStateException("expected one result");
      }
    }
  }
}
