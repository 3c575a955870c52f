package org.jelbo.inference.training;

import java.util.ArrayList;
import java.util.List;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.runtime.Heap;

/** Draws that are put together from runs of a graph over some of the rows, or of some draws. */
final class DrawnChunks {
  /** Rows in one run; draws are keyed by the chunk and the row's place in it. */
  static final int ROWS = 1_000;

  /** Rows times draws in one run that needs all rows, if that is a draw or more. */
  private static final int DRAWN_ROWS = 10_000;

  private final Compiled compiled;
  private final DrawsQuery query;
  private final Predictive wanted;

  private DrawnChunks(Compiled compiled, DrawsQuery query, Predictive wanted) {
    this.compiled = compiled;
    this.query = query;
    this.wanted = wanted;
  }

  /**
   * The draws that are wanted.
   *
   * @param objective whose programs are run
   */
  static Draws of(Compiled compiled, Objective objective, Predictive wanted) {
    DrawsQuery query = DrawsQuery.of(objective, wanted);
    DrawnChunks chunks = new DrawnChunks(compiled, query, wanted);
    Data data = wanted.data();
    if (data == null) {
      DrawKey key = DrawKey.of(wanted.seed()).particles(wanted.draws());
      return chunks.drawn(QueryRun.of(wanted.rows(), key));
    }
    return chunks.of(data);
  }

  private Draws of(Data data) {
    DrawKey key = DrawKey.of(wanted.seed()).particles(wanted.draws());
    QueryRun all = QueryRun.of(data, key).feeding(wanted.doings());
    long bytes = compiled.requireRoom(query, all);
    return Heap.with(
        () -> new Heap.Load("the draws", bytes),
        () ->
            data.rows() > rowsAtOnce() && compiled.takesAllRows(query, all)
                ? Draws.joinedAlongDraws(ofAllRows(data))
                : Draws.joined(ofSomeRows(data, key)));
  }

  private int rowsAtOnce() {
    return Math.max(1, ROWS / wanted.draws());
  }

  private List<Draws> ofSomeRows(Data data, DrawKey key) {
    int size = rowsAtOnce();
    List<Draws> chunks = new ArrayList<>();
    for (int from = 0; from < data.rows(); from += size) {
      int to = Math.min(from + size, data.rows());
      chunks.add(drawn(QueryRun.of(data, from, to, key.chunk(from / size))));
    }
    return chunks;
  }

  /** Draws that are made given all rows: some of them in each run. */
  private List<Draws> ofAllRows(Data data) {
    int size = Math.max(1, DRAWN_ROWS / data.rows());
    List<Draws> chunks = new ArrayList<>();
    for (int from = 0; from < wanted.draws(); from += size) {
      DrawKey some =
          DrawKey.of(wanted.seed())
              .particles(Math.min(size, wanted.draws() - from))
              .particleChunk(from / size);
      chunks.add(drawn(QueryRun.of(data, some)));
    }
    return chunks;
  }

  private Draws drawn(QueryRun run) {
    return compiled.run(query, run.feeding(wanted.doings()));
  }
}
