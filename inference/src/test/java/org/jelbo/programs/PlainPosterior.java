package org.jelbo.programs;

import java.util.ArrayList;
import java.util.List;

/** The posterior of the finite sites of a spec without a guide, by sums over all their values. */
final class PlainPosterior {
  private final Spec spec;
  private final Plain plain;

  PlainPosterior(Spec spec) {
    this.spec = spec;
    this.plain = new Plain(spec, Written.THETA, Written.PHI);
  }

  /** The expectation of a site's value, a number from 0, given all data. */
  double mean(Plain.Instance of) {
    boolean isOutside = !of.node().level().isInRows();
    List<Plain.Instance> outside = open(-1);
    double greatest = plain.logSum(outside, this::joint);
    return plain.sum(
        outside,
        () -> {
          double weight = Math.exp(joint() - greatest);
          return weight * (isOutside ? value(of) : inRow(of));
        });
  }

  private double value(Plain.Instance of) {
    return plain.value(of.node().name(), of.row(), of.inner());
  }

  private double inRow(Plain.Instance of) {
    double all = row(of.row());
    return plain.sum(open(of.row()), () -> value(of) * Math.exp(counted(of.row()) - all));
  }

  /** The log of the joint density of the data and what stands outside the rows. */
  private double joint() {
    double log = counted(-1);
    for (int row = 0; row < spec.rows(); row++) {
      log += row(row);
    }
    return log;
  }

  private double row(int row) {
    return plain.logSum(open(row), () -> counted(row));
  }

  private List<Plain.Instance> open(int row) {
    List<Plain.Instance> open = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      if (spec.isSummed(node) && node.level().isInRows() == (row >= 0)) {
        open.addAll(Plain.instances(node, Math.max(row, 0)));
      }
    }
    return open;
  }

  private double counted(int row) {
    double log = 0;
    for (Spec.Node node : spec.model()) {
      if (node.level().isInRows() == (row >= 0)) {
        log += plain.counted(false, node, Math.max(row, 0));
      }
    }
    return log;
  }
}
