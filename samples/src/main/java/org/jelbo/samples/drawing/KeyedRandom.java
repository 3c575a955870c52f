package org.jelbo.samples.drawing;

/**
 * Random numbers that depend on a key only: SplitMix64, which adds a constant to a 64-bit state and
 * mixes its bits. Integer arithmetic and exact conversions, so the same numbers on every platform
 * and in every release of Java.
 *
 * <p>Source: G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA
 * 2014, doi:10.1145/2660193.2660195; mixing constants of D. Stafford's variant 13.
 */
final class KeyedRandom {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final double UNIT = 0x1.0p-53;

  /** The standard deviation of a sum of four uniforms on [0, 1] is the square root of 1/3. */
  private static final double ROOT_3 = Math.sqrt(3);

  private long state;

  private KeyedRandom(long state) {
    this.state = state;
  }

  /** The numbers that follow a state, the same as those of {@link java.util.SplittableRandom}. */
  static KeyedRandom of(long state) {
    return new KeyedRandom(state);
  }

  /** The numbers of one key; different keys give unrelated numbers. */
  static KeyedRandom of(long seed, long split, long index) {
    return new KeyedRandom(mix(mix(mix(seed + GOLDEN) + split + GOLDEN) + index + GOLDEN));
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }

  long bits() {
    state += GOLDEN;
    return mix(state);
  }

  /** Uniform on [0, 1): a multiple of 2^-53. */
  double uniform() {
    return (bits() >>> 11) * UNIT;
  }

  /** Uniform on [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Uniform on 0 to n - 1; the bias is below n / 2^53. */
  int below(int n) {
    return (int) (uniform() * n);
  }

  /**
   * Bell-shaped with mean 0 and standard deviation 1, within 3.47: four uniforms added, since a
   * normal variable would need logarithms and have outliers that leave the picture.
   */
  double bell() {
    return (uniform() + uniform() + uniform() + uniform() - 2) * ROOT_3;
  }
}
