package org.jelbo.dsl.noise;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;

/**
 * The moving part of a noise key, a pair of 64-bit numbers of the graph: the seed, and the step,
 * sub-step and chunk. Equal clocks repeat the same numbers.
 */
public final class NoiseClock {
  /** The step stands above this many bits, the chunk below. */
  private static final int STEP_BITS = 32;

  private final Operand<TInt64> pair;

  private NoiseClock(Operand<TInt64> pair) {
    this.pair = pair;
  }

  /**
   * A clock that is fed when the graph runs.
   *
   * @param pair two entries, made by {@link #pair}
   */
  public static NoiseClock of(Operand<TInt64> pair) {
    return new NoiseClock(pair);
  }

  /**
   * A clock that ticks with a step counter of the graph: at step k that of {@code pair(seed, k,
   * 0)}.
   *
   * @param tf the ops of the graph, on the processor
   * @param step a scalar, from 0 to 2^31 - 1
   */
  public static NoiseClock ofStep(Ops tf, long seed, Operand<TInt64> step) {
    Operand<TInt64> counter = tf.math.mul(step, tf.constant(1L << STEP_BITS));
    return new NoiseClock(tf.stack(List.of(tf.constant(StreamKey.mixed(seed)), counter)));
  }

  /**
   * The two entries to feed.
   *
   * @param seed any number
   * @param step the step or draw, from 0 to 2^31 - 1
   * @param chunk the chunk of rows or particles within the step, from 0 to 2^31 - 1
   */
  public static long[] pair(long seed, int step, int chunk) {
    return new long[] {StreamKey.mixed(seed), (long) step << STEP_BITS | chunk};
  }

  /**
   * The two entries to feed for a chunk of particles: the first chunk is that of the pair without.
   *
   * @param seed any number
   * @param step the step or draw, from 0 to 2^31 - 1
   * @param rowChunk the chunk of rows within the step, from 0 to 2^31 - 1
   * @param particleChunk the chunk of particles of these rows, from 0
   */
  public static long[] pair(long seed, int step, int rowChunk, int particleChunk) {
    long[] pair = pair(seed, step, rowChunk);
    if (particleChunk > 0) {
      pair[0] = StreamKey.of("seed " + seed + ", particles " + particleChunk);
    }
    return pair;
  }

  Operand<TInt64> pair() {
    return pair;
  }
}
