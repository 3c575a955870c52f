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
      if (node.isOpen() && (node.level() == Spec.Level.GLOBAL) == (row < 0)) {
        open.addAll(Plain.instances(node, Math.max(row, 0)));
      }
    }
    return open;
  }

  private List<Plain.Instance> summed(int row) {
    List<Plain.Instance> open = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      if (spec.isSummed(node) && (node.level() == Spec.Level.GLOBAL) == (row < 0)) {
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
      return model(-1) - guide(-1) + scale * rows;
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
      if ((node.level() == Spec.Level.GLOBAL) == (row < 0) && !closed.contains(node.name())) {
        log += plain.counted(false, node, Math.max(row, 0));
      }
    }
    return log;
  }

  private double guide(int row) {
    double log = 0;
    for (Spec.Node node : spec.guide()) {
      if (!node.isGiven() && (node.level() == Spec.Level.GLOBAL) == (row < 0)) {
        log +=
            closed.contains(node.name())
                ? plain.divergence(node, spec.node(node.name()), Math.max(row, 0))
                : plain.counted(true, node, Math.max(row, 0));
      }
    }
    return log;
  }

  /** The sum over rows of the cost, each divergence at least the free bits; finite sites only. */
  private double freeBits() {
    List<Plain.Instance> outside = enumerated(-1);
    double scale = (double) spec.rows() / spec.batch();
    double cost = 0;
    for (Spec.Node q : spec.guide()) {
      if (q.isGiven()) {
        continue;
      }
      boolean isOutside = q.level() == Spec.Level.GLOBAL;
      for (int row = 0; row < (isOutside ? 1 : spec.batch()); row++) {
        cost += (isOutside ? 1 : scale) * divergences(q, row, outside);
      }
    }
    for (int row = -1; row < spec.batch(); row++) {
      int r = row;
      List<Plain.Instance> all = new ArrayList<>(outside);
      if (row >= 0) {
        all.addAll(enumerated(row));
      }
      cost -= (row < 0 ? 1 : scale) * expected(all, () -> observed(r));
    }
    return cost;
  }

  private double divergences(Spec.Node q, int row, List<Plain.Instance> outside) {
    double cost = 0;
    for (Plain.Instance at : Plain.instances(q, row)) {
      List<Plain.Instance> all = new ArrayList<>(outside);
      if (q.level() != Spec.Level.GLOBAL) {
        all.addAll(enumerated(row));
      }
      Spec.Node p = spec.node(q.name());
      double kl =
          expected(
              all,
              () ->
                  plain.log(true, q, at.row(), at.inner())
                      - plain.log(false, p, at.row(), at.inner()));
      cost += spec.kept(q.mask(), at.row(), at.inner()) * Math.max(spec.bound().number(), kl);
    }
    return cost;
  }

  private double observed(int row) {
    double log = 0;
    for (Spec.Node node : spec.model()) {
      boolean isHere = (node.level() == Spec.Level.GLOBAL) == (row < 0);
      if (isHere && (node.isGiven() || spec.inGuide(node.name()).isEmpty())) {
        log += plain.counted(false, node, Math.max(row, 0));
      }
    }
    return log;
  }
}
