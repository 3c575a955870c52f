package org.jelbo.dsl.param;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.noise.StreamKey;
import org.tensorflow.ndarray.Shape;

/** How a parameter starts; its draws depend on the seed and the parameter's name alone. */
public sealed interface Initializer
    permits Initializer.Normal,
        Initializer.Uniform,
        Initializer.Constant,
        Initializer.Diagonal,
        Initializer.Orthogonal,
        Repeated,
        Usual {

  /**
   * Independent normal draws around zero.
   *
   * @param stddev standard deviation, at least 0
   */
  record Normal(double stddev) implements Initializer {
    /**
     * Checks the components.
     *
     * @throws JelboException for a negative number, infinity and NaN
     */
    public Normal {
      requireSpread("normal", "standard deviation", stddev);
    }

    @Override
    public double[] values(long seed, String name, Shape shape) {
      return each(seed, name, shape, random -> random.nextGaussian() * stddev);
    }
  }

  /**
   * Independent draws uniform on [-bound, bound].
   *
   * @param bound at least 0
   */
  record Uniform(double bound) implements Initializer {
    /**
     * Checks the components.
     *
     * @throws JelboException for a negative number, infinity and NaN
     */
    public Uniform {
      requireSpread("uniform", "bound", bound);
    }

    @Override
    public double[] values(long seed, String name, Shape shape) {
      return each(seed, name, shape, random -> (2 * random.nextDouble() - 1) * bound);
    }
  }

  /**
   * Every entry the same.
   *
   * @param value of every entry, finite
   */
  record Constant(double value) implements Initializer {
    /**
     * Checks the components.
     *
     * @throws JelboException for infinity and NaN
     */
    public Constant {
      if (!Double.isFinite(value)) {
        throw Messages.notFinite("constant", value, 0);
      }
    }

    @Override
    public double[] values(long seed, String name, Shape shape) {
      return each(seed, name, shape, random -> value);
    }
  }

  /**
   * Along the last two dims, the value on the diagonal and 0 elsewhere.
   *
   * @param value on the diagonal, finite
   */
  record Diagonal(double value) implements Initializer {
    /**
     * Checks the components.
     *
     * @throws JelboException for infinity and NaN
     */
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
   * A matrix, the last dim its columns and all others its rows, whose rows, or columns where they
   * are fewer, are orthogonal and of one length (Saxe et al. 2014): normal draws made orthogonal
   * one after the other, so that every rotation is as likely.
   *
   * @param gain that length, positive
   */
  record Orthogonal(double gain) implements Initializer {
    /**
     * Checks the components.
     *
     * @throws JelboException for 0, a negative number, infinity and NaN
     */
    public Orthogonal {
      if (!(gain > 0) || Double.isInfinite(gain)) {
        throw Messages.noGain("orthogonal", gain);
      }
    }

    @Override
    public double[] values(long seed, String name, Shape shape) {
      int rank = shape.numDimensions();
      if (rank < 2) {
        throw Messages.notMatrix(name, shape);
      }
      int columns = Math.toIntExact(shape.get(rank - 1));
      int rows = Math.toIntExact(shape.size() / columns);
      double[][] vectors = new double[Math.min(rows, columns)][Math.max(rows, columns)];
      RandomGenerator random = generator(seed, name);
      for (int i = 0; i < vectors.length; i++) {
        double[] vector = vectors[i];
        Arrays.setAll(vector, j -> random.nextGaussian());
        // Twice is enough: what rounding leaves of the others the first time is gone.
        reject(vector, vectors, i);
        reject(vector, vectors, i);
        double length = Math.sqrt(dot(vector, vector));
        Arrays.setAll(vector, j -> gain * vector[j] / length);
      }
      double[] values = new double[rows * columns];
      Arrays.setAll(
          values,
          i ->
              rows < columns
                  ? vectors[i / columns][i % columns]
                  : vectors[i % columns][i / columns]);
      return values;
    }

    /** Takes from a vector what it has of the first others, which have the length of the gain. */
    private void reject(double[] vector, double[][] others, int count) {
      for (int i = 0; i < count; i++) {
        double[] other = others[i];
        double share = dot(vector, other) / (gain * gain);
        Arrays.setAll(vector, j -> vector[j] - share * other[j]);
      }
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
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
  double[] values(long seed, String name, Shape shape);

  private static double[] each(
      long seed, String name, Shape shape, ToDoubleFunction<RandomGenerator> draw) {
    double[] values = new double[Math.toIntExact(shape.size())];
    RandomGenerator random = generator(seed, name);
    Arrays.setAll(values, i -> draw.applyAsDouble(random));
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
}
