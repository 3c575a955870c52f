package org.jelbo.inference.evaluation;

import java.util.List;
import org.jelbo.dsl.axis.Axes;
import org.jelbo.dsl.axis.Axis;
import org.jelbo.dsl.error.JelboException;
import org.jelbo.dsl.expr.Expr;
import org.jelbo.dsl.expr.LongSums;
import org.jelbo.dsl.expr.PowerMeans;
import org.jelbo.dsl.expr.Reductions;
import org.jelbo.inference.compilation.Compiled;
import org.jelbo.inference.compilation.DrawKey;
import org.jelbo.inference.compilation.Outputs;
import org.jelbo.inference.compilation.Query;
import org.jelbo.inference.compilation.QueryRun;
import org.jelbo.inference.compilation.Values;
import org.jelbo.inference.data.Data;
import org.jelbo.inference.loss.Setting;
import org.jelbo.inference.objective.LogWeights;
import org.jelbo.inference.objective.Objective;
import org.jelbo.inference.objective.Programs;
import org.tensorflow.ndarray.Shape;

/**
 * An estimator of the evidence by importance sampling with the guide: K particles, repeats, a seed,
 * and how many weights one run of the graph may hold. Immutable. Other chunks change the estimate
 * by its noise only.
 */
public final class EvidenceEstimator {
  private static final int WEIGHTS_AT_ONCE = 10_000;

  private final int particles;
  private final int repeats;
  private final long seed;
  private final int weightsAtOnce;

  private EvidenceEstimator(int particles, int repeats, long seed, int weightsAtOnce) {
    this.particles = Messages.requirePositive("particles", particles);
    this.repeats = Messages.requirePositive("repeats", repeats);
    this.seed = seed;
    this.weightsAtOnce = Messages.requirePositive("weights at once", weightsAtOnce);
  }

  /**
   * One estimate with seed 0.
   *
   * @param particles K, at least 1
   * @throws JelboException for fewer than one particle
   */
  public static EvidenceEstimator of(int particles) {
    return new EvidenceEstimator(particles, 1, 0, WEIGHTS_AT_ONCE);
  }

  /**
   * The mean of independent estimates.
   *
   * @param count at least 1
   * @throws JelboException for a count below 1
   */
  public EvidenceEstimator repeats(int count) {
    return new EvidenceEstimator(particles, count, seed, weightsAtOnce);
  }

  /** With draws of another seed. */
  public EvidenceEstimator seed(long other) {
    return new EvidenceEstimator(particles, repeats, other, weightsAtOnce);
  }

  /**
   * With chunks of at most so many weights, rows times particles, and of 10,000 particles.
   *
   * @param count at least 1
   * @throws JelboException for a count below 1
   */
  public EvidenceEstimator weightsAtOnce(int count) {
    return new EvidenceEstimator(particles, repeats, seed, count);
  }

  /**
   * Estimates the evidence of each row.
   *
   * @param compiled programs and parameters; the latents must stand in the plate of the data
   * @param data the rows
   * @throws JelboException for a latent outside of the plate of the data, and an objective without
   *     a model
   */
  public Evidence run(Compiled compiled, Data data) {
    return run(compiled, compiled.objective(), data);
  }

  /**
   * Estimates the evidence of each row.
   *
   * @param compiled parameters
   * @param objective the compiled one, or one of its terms
   * @param data the rows
   * @throws JelboException for an objective that is neither, a latent outside of the plate of the
   *     data, and an objective without a model
   */
  public Evidence run(Compiled compiled, Objective objective, Data data) {
    Messages.requireData("logLikelihood", data);
    Messages.requireOf(compiled, objective);
    return compiled.guard().undisturbed(() -> estimated(compiled, objective, data));
  }

  private Evidence estimated(Compiled compiled, Objective objective, Data data) {
    Programs programs = objective.programs();
    if (!objective.hasModel()) {
      throw Messages.noModel();
    }
    Asked query = new Asked(Query.about(objective, "evidence"), programs);
    double[] bounds = new double[data.rows()];
    Averages averages = new Averages();
    int rowsAtOnce =
        compiled.takesAllRows(query, QueryRun.of(data, DrawKey.of(seed)))
            ? data.rows()
            : Math.max(1, Math.min(data.rows(), weightsAtOnce / particles));
    for (int repeat = 0; repeat < repeats; repeat++) {
      for (int from = 0; from < data.rows(); from += rowsAtOnce) {
        int to = Math.min(from + rowsAtOnce, data.rows());
        DrawKey draws = DrawKey.of(seed).repeat(repeat).chunk(from / rowsAtOnce);
        Chunk chunk = new Chunk(data, from, to, draws);
        WeightSums sums = streamed(compiled, query, chunk);
        for (int row = from; row < to; row++) {
          bounds[row] += sums.logMean(row - from) / repeats;
          averages.add(sums, row - from);
        }
      }
    }
    return evidence(bounds, averages);
  }

  /** What is averaged over rows and repeats; a row counts as what counts of it. */
  private static final class Averages {
    private double counts;
    private double effective;
    private double variance;

    /** Of all rows alike: one of which nothing counts has equal weights. */
    private double allVariance;

    private int unsure;

    void add(WeightSums sums, int row) {
      counts += sums.counts(row);
      effective += sums.counts(row) * sums.effective(row);
      variance += sums.counts(row) * sums.relativeVariance(row);
      allVariance += sums.relativeVariance(row);
      unsure += sums.isUnsure(row) ? 1 : 0;
    }
  }

  /** Some rows of the data and their draws. */
  private record Chunk(Data data, int from, int to, DrawKey draws) {}

  private WeightSums streamed(Compiled compiled, Asked query, Chunk chunk) {
    WeightSums sums = new WeightSums(chunk.to() - chunk.from());
    int rows = chunk.to() - chunk.from();
    int most = Math.min(Math.max(1, weightsAtOnce / rows), LongSums.MOST);
    int atOnce = Math.min(particles, most);
    for (int done = 0; done < particles; done += atOnce) {
      int count = Math.min(atOnce, particles - done);
      DrawKey draws = chunk.draws().particles(count).particleChunk(done / atOnce);
      QueryRun run = QueryRun.of(chunk.data(), chunk.from(), chunk.to(), draws);
      compiled.run(query, run).addTo(sums, count);
    }
    return sums;
  }

  /** The weights of a chunk of particles. */
  private interface Weights {
    void addTo(WeightSums sums, int particles);
  }

  /**
   * {@code sum w} and {@code sum w^2} over the particles of a chunk, for each row, of weights over
   * the greatest: their logarithms may be so large that the digits are lost.
   */
  private record Asked(String name, Programs programs) implements Query<Weights> {
    @Override
    public Axes particles() {
      return Programs.PARTICLES;
    }

    @Override
    public Outputs<Weights> build(Setting setting) {
      LogWeights weights = LogWeights.of(programs, setting);
      Expr counts = weights.counts();
      Expr logs = weights.value();
      Axis axis = weights.particles().at(0);
      return logs.axes().contains(axis) ? summed(counts, logs, axis) : equal(counts, logs);
    }

    /** Nothing is drawn: every particle has the same weight. */
    private static Outputs<Weights> equal(Expr counts, Expr log) {
      return Outputs.of(
          List.of(counts, log),
          found ->
              (sums, particles) -> {
                sums.count(found.of(counts));
                sums.add(particles, found.of(log));
              });
    }

    private static Outputs<Weights> summed(Expr counts, Expr logs, Axis axis) {
      Expr peak = PowerMeans.peakOver(logs, axis);
      Expr overPeak = logs.minus(peak).exp();
      Expr once = Reductions.sumOver(overPeak, axis);
      Expr twice = Reductions.sumOver(overPeak.square(), axis);
      return Outputs.of(
          List.of(counts, peak, once, twice),
          found ->
              (sums, particles) -> {
                sums.count(found.of(counts));
                sums.add(particles, found.of(peak), found.of(once), found.of(twice));
              });
    }
  }

  private Evidence evidence(double[] bounds, Averages averages) {
    int rows = bounds.length;
    double value = 0;
    for (double bound : bounds) {
      value += bound / rows;
    }
    double estimates = (double) rows * repeats;
    boolean isOne = particles == 1;
    return new Evidence(
        value,
        isOne ? Double.NaN : Math.sqrt(averages.allVariance / estimates / particles / estimates),
        isOne ? Double.NaN : averages.variance / averages.counts,
        averages.effective / averages.counts,
        averages.unsure,
        Values.of(Shape.of(rows), bounds),
        particles,
        repeats,
        seed);
  }
}
