package org.jelbo.inference.compilation;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.inference.runtime.NativeLibrary;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.op.Op;
import org.tensorflow.proto.ConfigProto;

/**
 * Where a graph runs. TensorFlow optimizes the whole graph anew for every set of what is fed,
 * fetched and aimed at, so what belongs together is one run.
 */
final class GraphSession implements AutoCloseable {
  private final Session session;
  private int runs;

  GraphSession(Graph graph, ConfigProto config) {
    session = new Session(graph, GraphOptimization.of(graph).in(config));
  }

  /** A run to be fed. */
  Session.Runner runner() {
    runs++;
    return session.runner();
  }

  /** How often it ran. */
  int runs() {
    return runs;
  }

  /** What is fed and aimed at in one run that fetches nothing. */
  final class Loading implements AutoCloseable {
    private final Session.Runner runner = runner();
    private final List<Tensor> opened = new ArrayList<>();

    /** A tensor for a placeholder, and the op that keeps it; the tensor is closed with this. */
    void add(Operand<?> fed, Tensor tensor, Op keep) {
      opened.add(tensor);
      runner.feed(fed, tensor).addTarget(keep);
    }

    void run() {
      NativeLibrary.run(this::load);
    }

    private void load() {
      try (Result done = runner.run()) {
        if (done.size() != 0) {
          throw new IllegalStateException("a run without fetches gave " + done.size());
        }
      }
    }

    @Override
    public void close() {
      opened.forEach(Tensor::close);
    }
  }

  Loading loading() {
    return new Loading();
  }

  @Override
  public void close() {
    session.close();
  }
}
