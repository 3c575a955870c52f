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
  private record Group(List<Spec.Node> nodes, boolean isInner, boolean isWeighted) {}

  private final Spec spec;
  private final Plain plain;

  PlainWeights(Spec spec, Plain plain) {
    this.spec = spec;
    this.plain = plain;
  }

  private static boolean isOutside(Spec.Node node) {
    return node.level() == Spec.Level.GLOBAL;
  }

  /** Negated, in nats per datum. */
  double loss() {
    double sum = 0;
    plain.particle(0);
    for (Spec.Node node : spec.model()) {
      if (isOutside(node)) {
        sum += term(node, 0, -1);
      }
    }
    double scale = (double) spec.rows() / spec.batch();
    for (int row = 0; row < spec.batch(); row++) {
      int r = row;
      List<Plain.Instance> open = new ArrayList<>();
      for (Spec.Node node : spec.guide()) {
        if (node.isOpen() && !spec.bound().isInside()) {
          open.addAll(Plain.instances(node, row));
        }
      }
      sum += scale * plain.sum(open, () -> weight(open) * row(r));
    }
    return -sum / spec.rows();
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
      if (group.isInner()) {
        for (int inner = 0; inner < Spec.INNER; inner++) {
          sum += logMean(group, row, inner);
        }
      } else {
        sum += logMean(group, row, -1);
      }
    }
    return sum;
  }

  private double logMean(Group group, int row, int inner) {
    int count = group.isWeighted() ? spec.bound().particles() : 1;
    double[] logs = new double[count];
    for (int k = 0; k < count; k++) {
      plain.particle(k);
      logs[k] = logWeight(group, row, inner);
    }
    double power = spec.bound().form() == Spec.Form.RENYI ? 1 - spec.bound().number() : 1;
    double mean = java.util.Arrays.stream(logs).average().orElseThrow();
    if (power == 0) {
      return mean;
    }
    double sum = 0;
    for (double log : logs) {
      sum += Math.expm1(power * (log - mean));
    }
    return mean + Math.log1p(sum / count) / power;
  }

  private double logWeight(Group group, int row, int inner) {
    List<Plain.Instance> open = new ArrayList<>();
    for (Spec.Node node : group.nodes()) {
      if (isSummed(node)) {
        for (Plain.Instance at : Plain.instances(node, row)) {
          if (inner < 0 || at.inner() == inner || node.level() != Spec.Level.INNER) {
            open.add(at);
          }
        }
      }
    }
    return plain.logSum(
        open, () -> group.nodes().stream().mapToDouble(node -> term(node, row, inner)).sum());
  }

  /** {@code log p}, less {@code log q} where it is a latent that was drawn or is summed outside. */
  private double term(Spec.Node node, int row, int inner) {
    double sum = 0;
    for (Plain.Instance at : Plain.instances(node, row)) {
      if (inner < 0 || at.inner() == inner || node.level() != Spec.Level.INNER) {
        boolean isInside = isSummed(node);
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

  /** Within weights. */
  private boolean isSummed(Spec.Node node) {
    boolean isGuides = spec.bound().isInside() && spec.inGuide(node.name()).isPresent();
    return spec.isSummed(node) || (isGuides && node.isOpen());
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
            nodes ->
                new Group(
                    nodes,
                    nodes.stream().allMatch(node -> node.level() == Spec.Level.INNER),
                    links(nodes).stream().anyMatch(this::isDrawn)))
        .toList();
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
      spec.inGuide(node.name()).ifPresent(q -> names.addAll(q.parents()));
      for (String name : List.copyOf(names)) {
        spec.inGuide(name)
            .filter(Spec.Node::isDrawn)
            .ifPresent(q -> spec.axes(q).forEach(axis -> names.add(axis.name())));
      }
      for (String name : names) {
        Spec.Node site = spec.node(name);
        boolean isLatent = spec.inGuide(name).isPresent() && site.isDrawn();
        if (!isOutside(site) && (isLatent || isSummed(site))) {
          links.add(name);
        }
      }
    }
    return links;
  }
}
