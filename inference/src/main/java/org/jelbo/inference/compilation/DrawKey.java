package org.jelbo.inference.compilation;

import java.util.OptionalInt;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.error.Required;

/**
 * Which draws of the latents, and how many. Equal draws over equal rows repeat the same numbers, on
 * equal machines to the last bit; binarized columns are drawn alike for all chunks of particles.
 *
 * @param seed any number
 * @param repeat which of several independent draws, from 0
 * @param chunk which chunk of rows, from 0
 * @param particles how many draws at once, at least 1; where absent, as many as the objective draws
 * @param particleChunk which chunk of particles of the same rows, from 0
 */
public record DrawKey(long seed, int repeat, int chunk, OptionalInt particles, int particleChunk) {
  /**
   * Checks the components.
   *
   * @throws JelboException for negative counters, and fewer than one particle
   */
  public DrawKey {
    Required.of(particles, "draws", "how many particles", "DrawKey.of(seed).particles(5)");
    if (repeat < 0 || chunk < 0 || particles.orElse(1) < 1 || particleChunk < 0) {
      throw QueryMessages.noDraws(repeat, chunk, particles, particleChunk);
    }
  }

  /** The first draw of a seed, of as many particles as the objective has. */
  public static DrawKey of(long seed) {
    return new DrawKey(seed, 0, 0, OptionalInt.empty(), 0);
  }

  /**
   * The same draws, as many at once, whatever the objective has.
   *
   * @throws JelboException for fewer than one
   */
  public DrawKey particles(int count) {
    return new DrawKey(seed, repeat, chunk, OptionalInt.of(count), particleChunk);
  }

  /**
   * Another independent draw of the same seed.
   *
   * @throws JelboException for a negative number
   */
  public DrawKey repeat(int index) {
    return new DrawKey(seed, index, chunk, particles, particleChunk);
  }

  /**
   * The draws of another chunk of rows.
   *
   * @throws JelboException for a negative number
   */
  public DrawKey chunk(int index) {
    return new DrawKey(seed, repeat, index, particles, particleChunk);
  }

  /**
   * Further particles of the same rows.
   *
   * @throws JelboException for a negative number
   */
  public DrawKey particleChunk(int index) {
    return new DrawKey(seed, repeat, chunk, particles, index);
  }
}
