package org.jelbo.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sums of specs from seeds: unlabelled data, labelled data, and labels of the guide. */
final class RandomSums {
  private static final double[] WEIGHTS = {0, 0.3, 1, 1, 2.5};

  private final Random random;

  private RandomSums(long seed) {
    random = new Random(-seed);
  }

  static SumSpec of(long seed) {
    return new RandomSums(seed).sum(RandomSpecs.of(seed));
  }

  private SumSpec sum(Spec spec) {
    boolean hasGlobals = spec.model().stream().anyMatch(node -> !node.level().isInRows());
    boolean isPooled = hasGlobals || random.nextBoolean();
    Spec base = isPooled ? poolable(spec) : spec;
    Spec unlabelled = base.at(new Spec.Place("u", true));
    List<Spec.Node> candidates = base.model().stream().filter(this::isLabel).toList();
    Spec.Node label =
        candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    Spec labelled = label == null ? base : labelled(base, label);
    int rows = 1 + random.nextInt(3);
    labelled =
        RandomSpecs.fitted(
            labelled.at(new Spec.Place("l", !isPooled)).sized(rows, 1 + random.nextInt(rows)));
    List<SumSpec.Part> parts = new ArrayList<>();
    parts.add(new SumSpec.Part("u", unlabelled, isPooled ? 1 : weight(), ""));
    parts.add(new SumSpec.Part("l", labelled, isPooled ? 1 : 0.7, ""));
    if (!isPooled && label != null && isScored(labelled, label)) {
      parts.add(new SumSpec.Part("labels", labelled, weight(), label.name()));
    }
    return new SumSpec(isPooled, parts);
  }

  private double weight() {
    return WEIGHTS[random.nextInt(WEIGHTS.length)];
  }

  /** With a guide of all that stands outside the rows, which is drawn alike in all terms. */
  private static Spec poolable(Spec spec) {
    List<Spec.Node> guide = new ArrayList<>(spec.guide());
    for (Spec.Node node : spec.model()) {
      if (!node.level().isInRows() && spec.isSummed(node)) {
        guide.add(0, node.by(List.of()));
      }
    }
    // One weight would be around what several terms share, and in weights of rows a finite site
    // outside them has no place, nor is there a weight where nothing is drawn in the rows.
    boolean hasGlobals = spec.model().stream().anyMatch(node -> !node.level().isInRows());
    boolean isInPlates =
        guide.stream().anyMatch(node -> node.isDrawn() && node.level().isInRows())
            && guide.stream().noneMatch(node -> node.isOpen() && !node.level().isInRows());
    Spec.Bound bound = spec.bound();
    boolean isKept = !bound.isWeighted() || !hasGlobals || isInPlates;
    Spec.Bound pooled =
        bound.of(isKept ? bound.form() : Spec.Form.ELBO, bound.isOneWeight() && !hasGlobals);
    return RandomSpecs.fitted(spec.measured(pooled).with(spec.model(), guide));
  }

  private boolean isLabel(Spec.Node node) {
    return node.level().isInRows() && node.isOpen();
  }

  private static Spec labelled(Spec spec, Spec.Node label) {
    UnaryOperator<Spec.Node> given = node -> node.name().equals(label.name()) ? node.given() : node;
    return spec.with(
        spec.model().stream().map(given).toList(), spec.guide().stream().map(given).toList());
  }

  /** Whether the guide has a likelihood of the label: it depends on finite sites of rows only. */
  private static boolean isScored(Spec spec, Spec.Node label) {
    return spec.inGuide(label.name()).isPresent()
        && spec.inGuide(label.name()).stream()
            .flatMap(node -> PlainLoss.ancestors(spec, node.parents()).stream())
            .map(spec::node)
            .noneMatch(node -> node.isDrawn() || !node.level().isInRows());
  }

  /** Each with one thing less: in all terms where it is of the programs. */
  static List<SumSpec> smaller(SumSpec sum) {
    List<SumSpec> all = new ArrayList<>();
    for (SumSpec.Part part : sum.parts()) {
      List<SumSpec.Part> rest = new ArrayList<>(sum.parts());
      rest.remove(part);
      boolean isFirst = part.equals(sum.parts().get(0)) && sum.isPooled();
      if (!isFirst && rest.stream().anyMatch(other -> other.weight() > 0)) {
        all.add(new SumSpec(sum.isPooled(), rest));
      }
    }
    for (int i = 0; i < sum.parts().size(); i++) {
      for (Spec less : RandomSpecs.smallerData(sum.parts().get(i).spec())) {
        all.add(changed(sum, sum.parts().get(i), of -> less));
      }
    }
    for (UnaryOperator<Spec> edit : RandomSpecs.edits(sum.parts().get(0).spec())) {
      all.add(changed(sum, null, edit));
    }
    return all.stream().filter(less -> !less.equals(sum) && isWhole(less)).toList();
  }

  /** One term with those that have its data, or all. */
  private static SumSpec changed(
      SumSpec sum, SumSpec.@Nullable Part only, UnaryOperator<Spec> change) {
    List<SumSpec.Part> parts = new ArrayList<>();
    for (SumSpec.Part part : sum.parts()) {
      boolean isMeant = only == null || only.spec().place().equals(part.spec().place());
      SumSpec.Part less = isMeant ? part.of(RandomSpecs.fitted(change.apply(part.spec()))) : part;
      if (!less.isOfGuide() || less.spec().inGuide(less.label()).isPresent()) {
        parts.add(less);
      }
    }
    return new SumSpec(sum.isPooled(), parts);
  }

  private static boolean isWhole(SumSpec sum) {
    return !sum.kept().isEmpty()
        && sum.parts().stream()
            .allMatch(part -> part.spec().model().stream().anyMatch(Spec.Node::isGiven));
  }
}
