package org.jelbo.programs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Importance-weighted bounds by definition: the terms that share weighted latents, or a sum, have
 * one weight, in the plates that all of them stand in.
 */
final class PlainWeights {
  /** Terms of one weight. */
  private record Group(List<Spec.Node> nodes, Spec.Level level, boolean isWeighted) {}

  private final Spec spec;
  private final Plain plain;

  PlainWeights(Spec spec, Plain plain) {
    this.spec = spec;
    this.plain = plain;
  }

  private static boolean isOutside(Spec.Node node) {
    return !node.level().isInRows();
  }

  /** Negated, in nats per datum. */
  double loss() {
    if (spec.bound().isOneWeight()) {
      List<Plain.Instance> open = open(-1);
      return -plain.sum(open, () -> weight(open) * aroundAll()) / spec.rows();
    }
    double sum = 0;
    plain.particle(0);
    if (spec.place().hasGlobals()) {
      sum += globals();
    }
    double scale = (double) spec.rows() / spec.batch();
    for (int row = 0; row < spec.batch(); row++) {
      int r = row;
      List<Plain.Instance> open = open(row);
      sum += scale * plain.sum(open, () -> weight(open) * row(r));
    }
    return -sum / spec.rows();
  }

  /** Finite sites whose values are summed outside the weights, in a row or for -1 outside rows. */
  private List<Plain.Instance> open(int row) {
    List<Plain.Instance> open = new ArrayList<>();
    for (Spec.Node node : spec.guide()) {
      boolean isOpen = node.isOpen() && !spec.bound().isInside();
      if (isOpen && isOutside(node) == (row < 0)) {
        open.addAll(Plain.instances(node, Math.max(row, 0)));
      }
    }
    return open;
  }

  private double globals() {
    return spec.model().stream()
        .filter(PlainWeights::isOutside)
        .mapToDouble(node -> term(node, 0, -1))
        .sum();
  }

  private double aroundAll() {
    double[] logs = new double[spec.bound().particles()];
    for (int k = 0; k < logs.length; k++) {
      plain.particle(k);
      logs[k] = plain.logSum(summed(spec.model(), -1, -1), this::ofRows);
    }
    return logMean(logs);
  }

  private double ofRows() {
    List<Spec.Node> nodes = spec.model().stream().filter(node -> !isOutside(node)).toList();
    double sum = globals();
    for (int row = 0; row < spec.rows(); row++) {
      sum += logWeight(nodes, row, -1);
    }
    return sum;
  }

  private double weight(List<Plain.Instance> open) {
    double log = 0;
    for (Plain.Instance at : open) {
      log += plain.log(true, at.node(), at.row(), at.inner());
    }
    return Math.exp(log);
  }

  private double row(int row) {
    double sum = 0;
    for (Group group : groups()) {
      boolean isInside = group.level().isInside();
      for (int inner = 0; inner < group.level().size(); inner++) {
        sum += logMean(group, row, isInside ? inner : -1);
      }
    }
    return sum;
  }

  private double logMean(Group group, int row, int inner) {
    double[] logs = new double[group.isWeighted() ? spec.bound().particles() : 1];
    for (int k = 0; k < logs.length; k++) {
      plain.particle(k);
      logs[k] = logWeight(group.nodes(), row, inner);
    }
    return logMean(logs);
  }

  private double logMean(double... logs) {
    double power = spec.bound().form() == Spec.Form.RENYI ? 1 - spec.bound().number() : 1;
    double mean = java.util.Arrays.stream(logs).average().orElseThrow();
    if (power == 0) {
      return mean;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.expm1(power * (log - mean));
    }
    return mean + Math.log1p(sum / logs.length) / power;
  }

  private double logWeight(List<Spec.Node> nodes, int row, int inner) {
    return plain.logSum(
        summed(nodes, row, inner),
        () -> nodes.stream().mapToDouble(node -> term(node, row, inner)).sum());
  }

  /** In a row, or for -1 outside the rows; at one index of an inner plate, or for -1 at all. */
  private List<Plain.Instance> summed(List<Spec.Node> nodes, int row, int inner) {
    List<Plain.Instance> open = new ArrayList<>();
    for (Spec.Node node : nodes) {
      if (spec.isWithinLog(node) && isOutside(node) == (row < 0)) {
        for (Plain.Instance at : Plain.instances(node, Math.max(row, 0))) {
          if (inner < 0 || at.inner() == inner || !node.level().isInside()) {
            open.add(at);
          }
        }
      }
    }
    return open;
  }

  /** {@code log p}, less {@code log q} where it is a latent that was drawn or is summed outside. */
  private double term(Spec.Node node, int row, int inner) {
    double sum = 0;
    for (Plain.Instance at : Plain.instances(node, row)) {
      if (inner < 0 || at.inner() == inner || !node.level().isInside()) {
        boolean isInside = spec.isWithinLog(node);
        double kept = isInside ? 1 : spec.kept(node.mask(), row, at.inner());
        if (kept > 0) {
          sum += kept * plain.log(false, node, row, at.inner());
          Spec.Node q = node.isGiven() ? null : spec.inGuide(node.name()).orElse(null);
          sum -= q == null || isInside ? 0 : kept * plain.log(true, q, row, at.inner());
        }
      }
    }
    return sum;
  }

  private List<Group> groups() {
    List<List<Spec.Node>> groups = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      if (isOutside(node)) {
        continue;
      }
      List<Spec.Node> joined = new ArrayList<>(List.of(node));
      for (List<Spec.Node> other : List.copyOf(groups)) {
        Set<String> shared = new HashSet<>(links(other));
        shared.retainAll(links(List.of(node)));
        if (!shared.isEmpty()) {
          joined.addAll(0, other);
          groups.remove(other);
        }
      }
      groups.add(joined);
    }
    return groups.stream()
        .map(
            nodes -> new Group(nodes, common(nodes), links(nodes).stream().anyMatch(this::isDrawn)))
        .toList();
  }

  private static Spec.Level common(List<Spec.Node> nodes) {
    Spec.Level first = nodes.get(0).level();
    return nodes.stream().allMatch(node -> node.level() == first) ? first : Spec.Level.ROW;
  }

  private boolean isDrawn(String name) {
    return spec.node(name).isDrawn();
  }

  /** What links terms: weighted latents, and sites that are summed within weights. */
  private Set<String> links(List<Spec.Node> nodes) {
    Set<String> links = new LinkedHashSet<>();
    for (Spec.Node node : nodes) {
      Set<String> names = new LinkedHashSet<>(node.parents());
      names.add(node.name());
      if (!node.isGiven()) {
        spec.inGuide(node.name()).ifPresent(q -> names.addAll(q.parents()));
      }
      for (String name : List.copyOf(names)) {
        spec.inGuide(name)
            .filter(Spec.Node::isDrawn)
            .ifPresent(q -> spec.axes(q).forEach(axis -> names.add(axis.name())));
      }
      for (String name : names) {
        Spec.Node site = spec.node(name);
        boolean isLatent = spec.inGuide(name).isPresent() && site.isDrawn();
        if (!isOutside(site) && (isLatent || spec.isWithinLog(site))) {
          links.add(name);
        }
      }
    }
    return links;
  }
}
