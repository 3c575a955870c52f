package org.jelbo.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * The evidence lower bound by definition: over all values of the finite sites of the guide, weighed
 * by their probability, the log of the sum over all values of the finite sites that the guide
 * lacks.
 */
final class PlainBound {
  private final Spec spec;
  private final Plain plain;

  /** Latents whose divergence is in closed form. */
  private final Set<String> closed;

  PlainBound(Spec spec, Plain plain, Set<String> closed) {
    this.spec = spec;
    this.plain = plain;
    this.closed = closed;
  }

  /** Negated, in nats per datum. */
  double loss() {
    if (spec.bound().form() == Spec.Form.FREE_BITS) {
      return freeBits() / spec.rows();
    }
    double sum = 0;
    for (int k = 0; k < spec.bound().particles(); k++) {
      plain.particle(k);
      sum += expected(enumerated(-1), this::outside);
    }
    return -sum / spec.bound().particles() / spec.rows();
  }

  /** The finite sites of the guide in one row; outside the rows for -1. */
  private List<Plain.Instance> enumerated(int row) {
    List<Plain.Instance> open = new ArrayList<>();
    for (Spec.Node node : spec.guide()) {
      if (node.isOpen() && node.level().isInRows() == (row >= 0)) {
        open.addAll(Plain.instances(node, Math.max(row, 0)));
      }
    }
    return open;
  }

  private List<Plain.Instance> summed(int row) {
    List<Plain.Instance> open = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      if (spec.isSummed(node) && node.level().isInRows() == (row >= 0)) {
        open.addAll(Plain.instances(node, Math.max(row, 0)));
      }
    }
    return open;
  }

  /** The expectation under the guide, before masks. */
  private double expected(List<Plain.Instance> open, DoubleSupplier each) {
    return plain.sum(open, () -> weight(open) * each.getAsDouble());
  }

  private double weight(List<Plain.Instance> open) {
    double log = 0;
    for (Plain.Instance at : open) {
      log += plain.log(true, at.node(), at.row(), at.inner());
    }
    return Math.exp(log);
  }

  private double outside() {
    double scale = (double) spec.rows() / spec.batch();
    if (summed(-1).isEmpty()) {
      double rows = 0;
      for (int row = 0; row < spec.batch(); row++) {
        int r = row;
        rows += expected(enumerated(row), () -> model(r) - guide(r));
      }
      return (spec.place().hasGlobals() ? model(-1) - guide(-1) : 0) + scale * rows;
    }
    List<Plain.Instance> all = new ArrayList<>();
    for (int row = 0; row < spec.batch(); row++) {
      all.addAll(enumerated(row));
    }
    return expected(all, this::joined);
  }

  /** With a sum outside the rows: all rows are within it. */
  private double joined() {
    double guide = guide(-1);
    for (int row = 0; row < spec.batch(); row++) {
      guide += guide(row);
    }
    double model =
        plain.logSum(
            summed(-1),
            () -> {
              double log = counted(-1);
              for (int row = 0; row < spec.batch(); row++) {
                log += model(row);
              }
              return log;
            });
    return model - guide;
  }

  private double model(int row) {
    return plain.logSum(summed(row), () -> counted(row));
  }

  private double counted(int row) {
    double log = 0;
    for (Spec.Node node : spec.model()) {
      if (node.level().isInRows() == (row >= 0) && !closed.contains(node.name())) {
        log += plain.counted(false, node, Math.max(row, 0));
      }
    }
    return log;
  }

  private double guide(int row) {
    double log = 0;
    for (Spec.Node node : spec.guide()) {
      if (!node.isGiven() && node.level().isInRows() == (row >= 0)) {
        log +=
            closed.contains(node.name())
                ? divergence(node, Math.max(row, 0))
                : plain.counted(true, node, Math.max(row, 0));
      }
    }
    return log;
  }

  private double divergence(Spec.Node q, int row) {
    double sum = 0;
    for (Plain.Instance at : Plain.instances(q, row)) {
      double kept = spec.kept(q.mask(), row, at.inner());
      sum += kept * plain.divergence(q, spec.node(q.name()), at);
    }
    return sum;
  }

  /** The sum over rows of the cost, each divergence at least the free bits. */
  private double freeBits() {
    double scale = (double) spec.rows() / spec.batch();
    double cost = 0;
    for (Spec.Node q : spec.guide()) {
      if (!q.isGiven() && (q.level().isInRows() || spec.place().hasGlobals())) {
        for (int row = 0; row < (q.level().isInRows() ? spec.batch() : 1); row++) {
          cost += (q.level().isInRows() ? scale : 1) * divergences(q, row);
        }
      }
    }
    for (int row = 0; row < spec.batch(); row++) {
      int r = row;
      cost -= scale * averaged(row, () -> observed(r));
    }
    return cost;
  }

  private double divergences(Spec.Node q, int row) {
    double cost = 0;
    for (Plain.Instance at : Plain.instances(q, row)) {
      double kl = averaged(q.level().isInRows() ? row : -1, () -> change(q, at));
      cost += spec.kept(q.mask(), row, at.inner()) * Math.max(spec.bound().number(), kl);
    }
    return cost;
  }

  private double change(Spec.Node q, Plain.Instance at) {
    Spec.Node p = spec.node(q.name());
    return closed.contains(q.name())
        ? plain.divergence(q, p, at)
        : plain.log(true, q, at.row(), at.inner()) - plain.log(false, p, at.row(), at.inner());
  }

  /** Over the values of finite sites in a row, or outside the rows for -1, and over the draws. */
  private double averaged(int row, DoubleSupplier each) {
    List<Plain.Instance> open = new ArrayList<>(enumerated(-1));
    if (row >= 0) {
      open.addAll(enumerated(row));
    }
    double sum = 0;
    for (int k = 0; k < spec.bound().particles(); k++) {
      plain.particle(k);
      sum += expected(open, each);
    }
    return sum / spec.bound().particles();
  }

  private double observed(int row) {
    double log = 0;
    for (Spec.Node node : spec.model()) {
      boolean isSeen = node.isGiven() || spec.inGuide(node.name()).isEmpty();
      if (node.level().isInRows() && isSeen) {
        log += plain.counted(false, node, row);
      }
    }
    return log;
  }
}
