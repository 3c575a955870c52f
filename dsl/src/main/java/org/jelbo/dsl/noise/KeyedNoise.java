package org.jelbo.dsl.noise;

import java.util.function.BiFunction;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.expr.Branches;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.ExprGraph;
import org.jelbo.dsl.expr.Extents;
import org.jelbo.dsl.expr.Masks;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TNumber;

/**
 * Noise from stateless random ops. The key of a draw is {@code SHA-256(prefix, path, index)} added
 * to the clock's seed entry, and the clock's counter, where index counts the draws of the stream;
 * prefix and path are hashed with their lengths, so that no two draws share a key.
 */
public final class KeyedNoise implements Noise {
  /** Half the distance of uniform float32 numbers: the log of 0 would be infinite. */
  private static final double LEAST_UNIFORM = 0x1p-25;

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
      return draw(event, (shape, seed) -> RandomOps.uniform(graph, shape, seed));
    }

    /**
     * Of a gamma draw with concentration a + 1 and a uniform number u, {@code g u^(1/a)} is one
     * with concentration a (Marsaglia and Tsang 2000, p. 371), whose log is finite.
     */
    @Override
    public Expr logGamma(Expr concentration, Shape event) {
      Expr gamma =
          draw(concentration.plus(1), event, (shape, a, seed) -> RandomOps.gamma(graph, a, seed));
      Expr uniform =
          draw(concentration, event, (shape, a, seed) -> RandomOps.uniform(graph, shape, seed))
              .maximum(Expr.of(LEAST_UNIFORM));
      return gamma.log().plus(uniform.log().dividedBy(concentration)).stopGradient();
    }

    @Override
    public Expr poisson(Expr rate, Shape event) {
      Expr isNumber = isBetween(rate, 0, Double.MAX_VALUE);
      Expr draw =
          draw(
              rate.keptWhere(isNumber),
              event,
              (shape, mean, seed) -> RandomOps.poisson(graph, shape, mean, seed));
      return numberWhere(isNumber, draw);
    }

    @Override
    public Expr binomial(Expr trials, Expr probability, Shape event) {
      Expr isNumber = isBetween(probability, 0, 1).times(isBetween(trials, 0, Double.MAX_VALUE));
      Expr all = filled(trials.plus(probability.times(0)).keptWhere(isNumber), event);
      Expr draw =
          draw(
              probability.plus(trials.times(0)).keptWhere(isNumber),
              event,
              (shape, p, seed) -> RandomOps.binomial(graph, shape, all.operand(), p, seed));
      return numberWhere(isNumber, draw);
    }

    /** 1 where a number is in an interval, 0 where it is outside or none. */
    private static Expr isBetween(Expr x, double low, double high) {
      Expr isNumber = Branches.below(x, Expr.of(Double.POSITIVE_INFINITY));
      return isNumber
          .minus(Branches.below(x, Expr.of(low)))
          .minus(Branches.below(Expr.of(high), x))
          .relu();
    }

    /**
     * TensorFlow's samplers never return where a parameter is not a number: they get another one.
     */
    private static Expr numberWhere(Expr isNumber, Expr draw) {
      return draw.plus(Expr.of(Double.NaN).keptWhere(Masks.not(isNumber)));
    }

    private Expr draw(
        Shape event, BiFunction<Operand<TInt32>, Operand<TInt64>, Operand<?>> random) {
      Operand<?> draws = random.apply(extents.shape(graph.tf(), axes, event), seed());
      return Expr.of(graph.tf().stopGradient(draws), axes, event);
    }

    private Expr draw(Expr parameter, Shape event, RandomOps.OfParameter random) {
      Expr full = filled(parameter, event);
      Operand<?> draws = random.apply(graph.tf().shape(full.operand()), full.operand(), seed());
      return Expr.of(graph.tf().stopGradient(draws), full.axes(), event);
    }

    /** A parameter repeated along the stream's axes and the event. */
    private Expr filled(Expr parameter, Shape event) {
      Operand<TNumber> zeros =
          graph
              .tf()
              .fill(
                  extents.shape(graph.tf(), axes, event),
                  graph.tf().constant(graph.precision().type(), 0));
      return parameter.plus(Expr.of(zeros, axes, event));
    }

    private Operand<TInt64> seed() {
      Ops tf = graph.onProcessor();
      long key = StreamKey.of(measured(prefix) + measured(path) + drawn++);
      return tf.math.add(clock.pair(), tf.constant(new long[] {key, 0}));
    }
  }

  /** Tells where a name ends, whatever is in it. */
  private static String measured(String name) {
    return name.length() + ":" + name;
  }
}
