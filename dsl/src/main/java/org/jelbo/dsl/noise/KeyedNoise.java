package org.jelbo.dsl.noise;

import java.util.function.BiFunction;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Noise from stateless random ops. The key of a draw is {@code SHA-256(prefix, path, index)} added
 * to the clock's seed entry, and the clock's counter, where index counts the draws of the stream;
 * prefix and path are hashed with their lengths, so that no two draws share a key.
 */
public final class KeyedNoise implements Noise {
  private final ExprGraph graph;
  private final Extents extents;
  private final NoiseClock clock;
  private final String prefix;

  private KeyedNoise(ExprGraph graph, Extents extents, NoiseClock clock, String prefix) {
    this.graph = graph;
    this.extents = extents;
    this.clock = clock;
    this.prefix = prefix;
  }

  /**
   * Noise of one purpose and term.
   *
   * @param graph where the ops are built
   * @param extents the sizes of all axes that draws may have
   * @param clock seed, step and chunk
   * @param prefix purpose and term, such as {@code train/elbo}
   */
  public static KeyedNoise of(ExprGraph graph, Extents extents, NoiseClock clock, String prefix) {
    return new KeyedNoise(graph, extents, clock, prefix);
  }

  @Override
  public NoiseStream stream(String path, Axes axes) {
    return new Stream(path, axes);
  }

  private final class Stream implements NoiseStream {
    private final String path;
    private final Axes axes;
    private int drawn;

    Stream(String path, Axes axes) {
      this.path = path;
      this.axes = axes;
    }

    @Override
    public Expr normal(Shape event) {
      return draw(
          event,
          (shape, seed) ->
              graph.tf().random.statelessRandomNormal(shape, seed, graph.precision().type()));
    }

    @Override
    public Expr uniform(Shape event) {
      return draw(
          event,
          (shape, seed) ->
              graph.tf().random.statelessRandomUniform(shape, seed, graph.precision().type()));
    }

    private Expr draw(
        Shape event, BiFunction<Operand<TInt32>, Operand<TInt64>, Operand<?>> random) {
      Ops tf = graph.tf();
      long key = StreamKey.of(measured(prefix) + measured(path) + drawn++);
      Operand<TInt64> seed = tf.math.add(clock.pair(), tf.constant(new long[] {key, 0}));
      Operand<?> draws = random.apply(extents.shape(tf, axes, event), seed);
      return Expr.of(tf.stopGradient(draws), axes, event);
    }
  }

  /** Tells where a name ends, whatever is in it. */
  private static String measured(String name) {
    return name.length() + ":" + name;
  }
}
