package org.jelbo.programs;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Several specs of one pair of programs, each with data of its own, and how their bounds are added.
 *
 * @param isPooled whether the bounds are one of all rows
 */
record SumSpec(boolean isPooled, List<Part> parts) {
  /**
   * A term.
   *
   * @param label the given site of the guide whose likelihood it is; empty for the spec's bound
   */
  record Part(String name, Spec spec, double weight, String label) {
    boolean isOfGuide() {
      return !label.isEmpty();
    }

    Part of(Spec other) {
      return new Part(name, other, weight, label);
    }

    boolean isUnsound() {
      return isOfGuide() ? Soundness.isUnsound(spec, label) : Soundness.isUnsound(spec);
    }

    PlainLoss.Loss loss(Function<Spec, Set<String>> closed) {
      return isOfGuide() ? PlainLoss.ofGuide(spec, label) : PlainLoss.of(spec, closed.apply(spec));
    }

    @Override
    public String toString() {
      return weight + " x " + name + (isOfGuide() ? ", guide of " + label : "") + ", " + spec;
    }
  }

  SumSpec {
    parts = List.copyOf(parts);
  }

  /** The terms that are not dropped. */
  List<Part> kept() {
    return parts.stream().filter(part -> part.weight() > 0).toList();
  }

  /**
   * By definition.
   *
   * @param closed latents of a spec whose divergence is in closed form
   */
  PlainLoss.Loss loss(Function<Spec, Set<String>> closed) {
    double rows = parts.stream().mapToInt(part -> part.spec().rows()).sum();
    List<PlainLoss.Loss> losses = kept().stream().map(part -> part.loss(closed)).toList();
    return (theta, phi) -> {
      double sum = 0;
      for (int i = 0; i < losses.size(); i++) {
        Part part = kept().get(i);
        double weight = isPooled ? part.spec().rows() / rows : part.weight();
        sum += weight * losses.get(i).at(theta, phi);
      }
      return sum;
    };
  }

  @Override
  public String toString() {
    return (isPooled ? "pooled " : "sum of ")
        + parts.stream().map(Part::toString).collect(Collectors.joining("\n+ "));
  }
}
