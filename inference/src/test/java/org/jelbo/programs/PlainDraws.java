package org.jelbo.programs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * Moments of what queries draw, by sums over finite values and by quadrature of normal ones: over
 * the guide's draws, then over what the guide lacks or is missing given those and what is seen,
 * then over what is drawn anew.
 */
final class PlainDraws {
  /** Of Gauss and Hermite, for a standard normal number. */
  private static final double[] NODES = {
    -3.750439717725742,
    -2.366759410734541,
    -1.154405394739968,
    0,
    1.154405394739968,
    2.366759410734541,
    3.750439717725742
  };

  private static final double[] WEIGHTS = {
    5.48268855972218e-4,
    0.0307571239675865,
    0.240123178605013,
    0.457142857142857,
    0.240123178605013,
    0.0307571239675865,
    5.48268855972218e-4
  };

  /** What is drawn. */
  enum Kind {
    PRIOR,
    POSTERIOR,
    IMPUTED
  }

  /**
   * A query.
   *
   * @param set a site that is set from outside; empty for none
   */
  record Query(Kind kind, String set, double value) {}

  private final Spec spec;
  private final Query query;
  private final Plain plain;
  private final boolean isAround;

  PlainDraws(Spec of, Query query) {
    spec = of.measured(new Spec.Bound(Spec.Form.ELBO, 1, 0, true, false));
    this.query = query;
    plain = new Plain(spec, Written.THETA, Written.PHI);
    isAround =
        spec.model().stream().anyMatch(node -> spec.isSummed(node) && !node.level().isInRows());
  }

  /** The mean of a power of an instance's value. */
  double moment(Plain.Instance of, int power) {
    if (query.kind() == Kind.PRIOR) {
      return anew(of, power);
    }
    int row = of.node().level().isInRows() ? of.row() : -1;
    return drawn(guide(row), true, () -> given(of, row, power));
  }

  /** How many combinations of values there are. */
  double size(Plain.Instance of) {
    int row = of.node().level().isInRows() ? of.row() : -1;
    List<Plain.Instance> all = new ArrayList<>(drawnAnew(of));
    if (query.kind() != Kind.PRIOR) {
      all.addAll(guide(row));
      all.addAll(open(row));
      for (int r = -1; isAround && r < spec.rows(); r++) {
        all.addAll(open(r));
      }
    }
    double size = 1;
    for (Plain.Instance at : all) {
      size *= at.node().kind().isFinite() ? at.node().kind().count() : NODES.length;
    }
    return size;
  }

  /** What the guide draws outside the rows, and in a row, or in all where a sum is around them. */
  private List<Plain.Instance> guide(int row) {
    List<Plain.Instance> all = new ArrayList<>();
    for (int r = -1; r < spec.rows(); r++) {
      for (Spec.Node node : spec.guide()) {
        boolean isMeant = r < 0 || r == row || isAround;
        if (!node.isGiven() && isMeant && node.level().isInRows() == (r >= 0)) {
          all.addAll(Plain.instances(node, Math.max(r, 0)));
        }
      }
    }
    return all;
  }

  /** What the guide lacks and what is missing; outside the rows for -1. */
  private List<Plain.Instance> open(int row) {
    List<Plain.Instance> all = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      if (node.level().isInRows() == (row >= 0)) {
        for (Plain.Instance at : Plain.instances(node, Math.max(row, 0))) {
          if (spec.isSummed(node) || isMissing(at)) {
            all.add(at);
          }
        }
      }
    }
    return all;
  }

  private boolean isMissing(Plain.Instance at) {
    return query.kind() != Kind.PRIOR
        && at.node().isGiven()
        && spec.kept(at.node().mask(), at.row(), at.inner()) == 0;
  }

  /** The expectation, each from its density given those before it. */
  private double drawn(List<Plain.Instance> open, boolean isGuide, DoubleSupplier each) {
    return sum(
        open,
        at ->
            at.node().kind().isFinite()
                ? Math.exp(plain.log(isGuide, at.node(), at.row(), at.inner()))
                : 1,
        isGuide,
        each);
  }

  /** What a value weighs, besides the weight of its node. */
  private interface Weight {
    double of(Plain.Instance at);
  }

  private double sum(
      List<Plain.Instance> open, Weight weight, boolean isGuide, DoubleSupplier each) {
    if (open.isEmpty()) {
      return each.getAsDouble();
    }
    Plain.Instance at = open.get(0);
    List<Plain.Instance> rest = open.subList(1, open.size());
    boolean isFinite = at.node().kind().isFinite();
    double mean = isFinite ? 0 : plain.mean(isGuide, at.node(), at.row(), at.inner());
    double deviation = spec.deviation(isGuide, at.node().name());
    double sum = 0;
    double before = plain.fix(at, 0);
    for (int i = 0; i < (isFinite ? at.node().kind().count() : NODES.length); i++) {
      plain.fix(at, isFinite ? i : mean + deviation * NODES[i]);
      sum += (isFinite ? 1 : WEIGHTS[i]) * weight.of(at) * sum(rest, weight, isGuide, each);
    }
    plain.fix(at, before);
    return sum;
  }

  /** Given the guide's draws and what is seen. */
  private double given(Plain.Instance of, int row, int power) {
    DoubleSupplier inRow =
        row < 0
            ? () -> anew(of, power)
            : () -> averaged(row, () -> log(row), () -> anew(of, power));
    return isAround ? averaged(-1, this::logOfAll, inRow) : inRow.getAsDouble();
  }

  /** The mean over what is open, weighed by a density that is not normalised. */
  private double averaged(int row, DoubleSupplier log, DoubleSupplier each) {
    double total = logSum(row, log);
    return over(row, () -> Math.exp(log.getAsDouble() - total) * each.getAsDouble());
  }

  private double logOfAll() {
    double sum = log(-1);
    for (int row = 0; row < spec.rows(); row++) {
      int r = row;
      sum += logSum(row, () -> log(r));
    }
    return sum;
  }

  private double logSum(int row, DoubleSupplier log) {
    double[] greatest = {Double.NEGATIVE_INFINITY};
    over(
        row,
        () -> {
          greatest[0] = Math.max(greatest[0], log.getAsDouble());
          return 0;
        });
    return greatest[0] + Math.log(over(row, () -> Math.exp(log.getAsDouble() - greatest[0])));
  }

  private double over(int row, DoubleSupplier each) {
    return sum(open(row), at -> 1, false, each);
  }

  private double log(int row) {
    double log = 0;
    for (Spec.Node node : spec.model()) {
      if (node.level().isInRows() == (row >= 0)) {
        for (Plain.Instance at : Plain.instances(node, Math.max(row, 0))) {
          log += log(at);
        }
      }
    }
    return log;
  }

  private double log(Plain.Instance at) {
    if (!isMissing(at)) {
      return plain.counted(false, at);
    }
    boolean isFinite = at.node().kind().isFinite();
    return isFinite ? plain.log(false, at.node(), at.row(), at.inner()) : 0;
  }

  /** Where what is drawn anew is. */
  private double anew(Plain.Instance of, int power) {
    Map<Plain.Instance, Double> before = new LinkedHashMap<>();
    spec.inModel(query.set())
        .ifPresent(
            node -> {
              for (int row = 0; row < (node.level().isInRows() ? spec.rows() : 1); row++) {
                for (Plain.Instance at : Plain.instances(node, row)) {
                  before.put(at, plain.fix(at, query.value()));
                }
              }
            });
    double moment =
        drawn(
            drawnAnew(of),
            false,
            () -> Math.pow(plain.value(of.node().name(), of.row(), of.inner()), power));
    before.forEach(plain::fix);
    return moment;
  }

  private List<Plain.Instance> drawnAnew(Plain.Instance of) {
    Set<Plain.Instance> all = new LinkedHashSet<>();
    add(of, all);
    return List.copyOf(all);
  }

  /** Adds an instance after all that it depends on. */
  private void add(Plain.Instance at, Set<Plain.Instance> all) {
    Spec.Node node = at.node();
    boolean isAnew =
        query.kind() == Kind.PRIOR || (query.kind() == Kind.POSTERIOR && node.isGiven());
    if (isAnew && !node.name().equals(query.set())) {
      for (String name : node.parents()) {
        Spec.Node parent = spec.node(name);
        int row = parent.level().isInRows() ? at.row() : 0;
        add(new Plain.Instance(parent, row, parent.level().isInside() ? at.inner() : 0), all);
      }
      all.add(at);
    }
  }
}
