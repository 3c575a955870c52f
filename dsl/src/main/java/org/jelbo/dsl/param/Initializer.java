package org.jelbo.dsl.param;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jelbo.dsl.noise.StreamKey;
import org.tensorflow.ndarray.Shape;

/** How a parameter starts; its draws depend on the seed and the parameter's name alone. */
public sealed interface Initializer
    permits Initializer.Normal,
        Initializer.Uniform,
        Initializer.Constant,
        Initializer.Diagonal,
        Usual {

  /**
   * Independent normal draws around zero.
   *
   * @param stddev standard deviation, at least 0
   */
  record Normal(double stddev) implements Initializer {
    /** Refuses a negative number, infinity and NaN. */
    public Normal {
      requireSpread("normal", "standard deviation", stddev);
    }
  }

  /**
   * Independent draws uniform on [-bound, bound].
   *
   * @param bound at least 0
   */
  record Uniform(double bound) implements Initializer {
    /** Refuses a negative number, infinity and NaN. */
    public Uniform {
      requireSpread("uniform", "bound", bound);
    }
  }

  /**
   * Every entry the same.
   *
   * @param value of every entry, finite
   */
  record Constant(double value) implements Initializer {
    /** Refuses infinity and NaN. */
    public Constant {
      if (!Double.isFinite(value)) {
        throw Messages.notFinite("constant", value, 0);
      }
    }
  }

  /**
   * Along the last two dims, the value on the diagonal and 0 elsewhere.
   *
   * @param value on the diagonal, finite
   */
  record Diagonal(double value) implements Initializer {
    /** Refuses infinity and NaN. */
    public Diagonal {
      if (!Double.isFinite(value)) {
        throw Messages.notFinite("diagonal", value, 1);
      }
    }

    @Override
    public double[] values(long seed, String name, Shape shape) {
      int rank = shape.numDimensions();
      if (rank < 2 || shape.get(rank - 1) != shape.get(rank - 2)) {
        throw Messages.noDiagonal(name, shape);
      }
      int size = Math.toIntExact(shape.get(rank - 1));
      double[] values = new double[Math.toIntExact(shape.size())];
      Arrays.setAll(values, i -> i / size % size == i % size ? value : 0);
      return values;
    }
  }

  /**
   * The values to start from.
   *
   * @param seed of the compilation
   * @param name the parameter's
   * @param shape the parameter's
   * @return row-major
   */
  default double[] values(long seed, String name, Shape shape) {
    double[] values = new double[Math.toIntExact(shape.size())];
    RandomGenerator random = generator(seed, name);
    Arrays.setAll(values, i -> draw(random));
    return values;
  }

  private static void requireSpread(String subject, String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw Messages.noSpread(subject, what, value);
    }
  }

  private static RandomGenerator generator(long seed, String name) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(StreamKey.of("init/" + seed + "/" + name));
  }

  private double draw(RandomGenerator random) {
    if (this instanceof Normal normal) {
      return random.nextGaussian() * normal.stddev();
    }
    if (this instanceof Uniform uniform) {
      return (2 * random.nextDouble() - 1) * uniform.bound();
    }
    return ((Constant) this).value();
  }
}
