package org.jelbo.dsl.contract;

import java.util.Arrays;
import java.util.TreeSet;
import org.jelbo.dsl.distribution.Distribution;

/**
 * A part of a line cut at some of its sorted draws, closer together towards both ends, for
 * integrals over the pieces by Gauss and Legendre's rule: along the logarithm of the distance from
 * a finite end, so that a density may be infinite there.
 */
final class Pieces {
  private static final int EVEN = 250;
  private static final double LEAST = 1e-300;

  /** Nodes on [-1, 1] and weights of the rule of ten (Abramowitz and Stegun, table 25.4). */
  private static final double[] NODES = {
    0.1488743389816312,
    0.4333953941292472,
    0.6794095682990244,
    0.8650633666889845,
    0.9739065285171717
  };

  private static final double[] WEIGHTS = {
    0.2955242247147529,
    0.2692667193099963,
    0.219086362515982,
    0.1494513491505806,
    0.0666713443086881
  };

  private final Line line;
  private final double[] cuts;

  private Pieces(Line line, double[] cuts) {
    this.line = line;
    this.cuts = cuts;
  }

  static Pieces between(double[] sorted, Line line) {
    int last = sorted.length - 1;
    TreeSet<Double> cuts = new TreeSet<>();
    for (int rank = 0; rank <= last; rank += Math.max(1, last / EVEN)) {
      cuts.add(sorted[rank]);
    }
    for (int rank = 1; rank < last / EVEN; rank *= 2) {
      cuts.add(sorted[rank]);
      cuts.add(sorted[last - rank]);
    }
    cuts.add(sorted[last]);
    return new Pieces(line, cuts.stream().mapToDouble(x -> x).toArray());
  }

  int count() {
    return cuts.length - 1;
  }

  /** The first cut. */
  double start() {
    return cuts[0];
  }

  /** The upper end of a piece. */
  double end(int piece) {
    return cuts[piece + 1];
  }

  /** The integral of the density over each piece. */
  double[] masses(Bench bench, Distribution distribution, int column) {
    int width = Math.toIntExact(distribution.eventShape().size());
    int perPiece = 2 * NODES.length;
    double[] slopes = new double[count() * perPiece];
    double[] values = new double[slopes.length * width];
    for (int i = 0; i < slopes.length; i++) {
      double node = node(i % perPiece);
      double low = straight(cuts[i / perPiece]);
      double half = (straight(cuts[i / perPiece + 1]) - low) / 2;
      double at = low + half * (1 + node);
      slopes[i] = half * weight(i % perPiece) * slope(at);
      Arrays.fill(values, i * width, (i + 1) * width, bent(at));
    }
    double[] densities = Outcomes.densities(bench, distribution, width, values);
    double[] masses = new double[count()];
    for (int i = 0; i < slopes.length; i++) {
      masses[i / perPiece] += slopes[i] == 0 ? 0 : slopes[i] * densities[i * width + column];
    }
    return masses;
  }

  private static double node(int index) {
    return index % 2 == 0 ? NODES[index / 2] : -NODES[index / 2];
  }

  private static double weight(int index) {
    return WEIGHTS[index / 2];
  }

  private boolean hasLow() {
    return Double.isFinite(line.low());
  }

  private boolean hasHigh() {
    return Double.isFinite(line.high());
  }

  /** The place on a line without ends. */
  private double straight(double x) {
    double fromLow = hasLow() ? Math.log(Math.max(x - line.low(), LEAST)) : 0;
    double fromHigh = hasHigh() ? Math.log(Math.max(line.high() - x, LEAST)) : 0;
    return hasLow() || hasHigh() ? fromLow - fromHigh : x;
  }

  private double bent(double t) {
    if (hasLow() && hasHigh()) {
      double width = line.high() - line.low();
      return t < 0
          ? line.low() + width / (1 + Math.exp(-t))
          : line.high() - width / (1 + Math.exp(t));
    }
    if (hasLow()) {
      return line.low() + Math.exp(t);
    }
    return hasHigh() ? line.high() - Math.exp(-t) : t;
  }

  /** {@code dx / dt}. */
  private double slope(double t) {
    if (hasLow() && hasHigh()) {
      double width = line.high() - line.low();
      return width / (1 + Math.exp(-t)) / (1 + Math.exp(t));
    }
    if (hasLow() || hasHigh()) {
      return Math.exp(hasLow() ? t : -t);
    }
    return 1;
  }
}
