package org.jelbo.programs;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether masks leave out what others count: a missing value that is read where something counts,
 * or a latent that counts less than what hangs on it. What is summed within a logarithm counts
 * whole; what it reads is read by what hangs on it.
 */
final class Soundness {
  private final Spec spec;

  private Soundness(Spec spec) {
    this.spec = spec;
  }

  static boolean isUnsound(Spec spec) {
    Soundness soundness = new Soundness(spec);
    return spec.model().stream().anyMatch(soundness::isRead);
  }

  /** The same of the likelihood of a given site of the guide. */
  static boolean isUnsound(Spec spec, String label) {
    Spec.Node of = spec.inGuide(label).orElseThrow();
    return spec.guide().stream()
        .filter(node -> node.isGiven() && isReached(spec, of, node.name()))
        .anyMatch(node -> new Soundness(spec).isRead(node, of));
  }

  /** Directly or by way of what is summed. */
  private static boolean isReached(Spec spec, Spec.Node of, String name) {
    return of.parents().contains(name)
        || of.parents().stream()
            .map(parent -> spec.inGuide(parent).orElseThrow())
            .anyMatch(parent -> parent.isOpen() && isReached(spec, parent, name));
  }

  private boolean isRead(Spec.Node parent) {
    if (spec.isWithinLog(parent) || parent.mask() == Spec.Mask.NONE) {
      return false;
    }
    Set<Spec.Node> readers = readers(parent.name());
    if (parent.isGiven()) {
      for (Spec.Node node : spec.guide()) {
        boolean isScored = !node.isGiven() && !spec.isWithinLog(node);
        if (isScored && node.parents().contains(parent.name())) {
          readers.add(node);
        }
      }
    }
    return readers.stream().anyMatch(reader -> isRead(parent, reader));
  }

  /** What counts and depends on a site, directly or by way of what is summed. */
  private Set<Spec.Node> readers(String name) {
    Set<Spec.Node> readers = new LinkedHashSet<>();
    Set<String> names = new HashSet<>(Set.of(name));
    for (Spec.Node node : spec.model()) {
      if (node.parents().stream().anyMatch(names::contains)) {
        if (spec.isWithinLog(node)) {
          names.add(node.name());
        } else {
          readers.add(node);
        }
      }
    }
    return readers;
  }

  private boolean isRead(Spec.Node parent, Spec.Node reader) {
    for (int row = 0; row < spec.batch(); row++) {
      for (int inner = 0; inner < reader.level().size(); inner++) {
        double own = spec.kept(parent.mask(), row, inner);
        double read = spec.kept(reader.mask(), row, inner);
        if (parent.isGiven() ? own == 0 && read > 0 : own < read) {
          return true;
        }
      }
    }
    return false;
  }
}
