package org.jelbo.inference.compilation;

import org.jelbo.dsl.error.JelboException;

/**
 * Which draws of the latents, and how many. Equal draws over equal rows repeat the same numbers.
 *
 * @param seed any number
 * @param repeat which of several independent draws, from 0
 * @param chunk which chunk of rows or particles, from 0
 * @param particles how many draws at once, at least 1
 */
public record Draws(long seed, int repeat, int chunk, int particles) {
  /** Refuses negative counters and fewer than one particle. */
  public Draws {
    if (repeat < 0 || chunk < 0 || particles < 1) {
      throw JelboException.here(
          "draws",
          "expected repeat and chunk of 0 or more and 1 particle or more, but got "
              + repeat
              + ", "
              + chunk
              + " and "
              + particles,
          "Draws.of(seed)");
    }
  }

  /** One particle, the first draw of a seed. */
  public static Draws of(long seed) {
    return new Draws(seed, 0, 0, 1);
  }

  /** The same draws, as many at once. */
  public Draws particles(int count) {
    return new Draws(seed, repeat, chunk, count);
  }

  /** Another independent draw of the same seed. */
  public Draws repeat(int index) {
    return new Draws(seed, index, chunk, particles);
  }

  /** The draws of another chunk. */
  public Draws chunk(int index) {
    return new Draws(seed, repeat, index, particles);
  }
}
