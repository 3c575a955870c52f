package org.jelbo.inference.compilation;

import java.util.Iterator;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RewriterConfig;
import org.tensorflow.proto.RewriterConfig.MemOptType;
import org.tensorflow.proto.RewriterConfig.NumIterationsType;
import org.tensorflow.proto.RewriterConfig.Toggle;

/**
 * How far TensorFlow rewrites a graph before it runs it. Its time grows faster than the graph: what
 * it saves in a step of hundreds of latents is worth hundreds of steps. The number of ops decides,
 * so equal programs have equal bits.
 */
enum GraphOptimization {
  /** All that it knows, until nothing changes. */
  FULL(20_000) {
    @Override
    void limit(RewriterConfig.Builder rewriter) {}
  },
  /** Once: constants are folded, which leaves out most of what broadcasting costs a gradient. */
  ONE_PASS(45_000) {
    @Override
    void limit(RewriterConfig.Builder rewriter) {
      rewriter
          .setMetaOptimizerIterations(NumIterationsType.ONE)
          .setDisableTfgOptimizer(true)
          .setLayoutOptimizer(Toggle.OFF)
          .setMemoryOptimization(MemOptType.NO_MEM_OPT)
          .setLoopOptimization(Toggle.OFF)
          .setImplementationSelector(Toggle.OFF)
          .setFunctionOptimization(Toggle.OFF)
          .setCommonSubgraphElimination(Toggle.OFF);
    }
  },
  /** The graph runs as it was built: a step takes two to four times as long. */
  NONE(Integer.MAX_VALUE) {
    @Override
    void limit(RewriterConfig.Builder rewriter) {
      rewriter.setDisableMetaOptimizer(true);
    }
  };

  private final int mostOps;

  GraphOptimization(int mostOps) {
    this.mostOps = mostOps;
  }

  abstract void limit(RewriterConfig.Builder rewriter);

  /** What a graph of so many ops is given. */
  static GraphOptimization of(int ops) {
    for (GraphOptimization each : values()) {
      if (ops <= each.mostOps) {
        return each;
      }
    }
    return NONE;
  }

  static GraphOptimization of(Graph graph) {
    int ops = 0;
    for (Iterator<GraphOperation> all = graph.operations(); all.hasNext(); all.next()) {
      ops++;
    }
    return of(ops);
  }

  /** The session options with this. */
  ConfigProto in(ConfigProto config) {
    ConfigProto.Builder all = config.toBuilder();
    limit(all.getGraphOptionsBuilder().getRewriteOptionsBuilder());
    return all.build();
  }
}
