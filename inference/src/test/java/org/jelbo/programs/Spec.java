package org.jelbo.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A model, a guide and how their bound is measured, as data.
 *
 * @param seed of all numbers in them
 * @param rows of the data
 * @param batch how many of them, from the first, are measured
 * @param bound which one
 * @param model its sites and factors in program order, those outside the rows first
 * @param guide its latents in program order, those outside the rows first
 */
record Spec(long seed, int rows, int batch, Bound bound, List<Node> model, List<Node> guide) {
  /** The size of the plate in the rows. */
  static final int INNER = 2;

  /** Where a site stands. */
  enum Level {
    GLOBAL,
    ROW,
    INNER
  }

  /** What a site is. */
  enum Kind {
    TWO,
    THREE,
    NORMAL,
    FACTOR;

    boolean isFinite() {
      return this == TWO || this == THREE;
    }

    /** How many values; 1 where there is one number. */
    int count() {
      return this == TWO ? 2 : this == THREE ? 3 : 1;
    }
  }

  /** Where a site's density counts. */
  enum Mask {
    NONE,
    ROW,
    HALF,
    INNER
  }

  /** A site or factor. */
  record Node(
      String name, Kind kind, Level level, boolean isGiven, Mask mask, List<String> parents) {
    Node {
      parents = List.copyOf(parents);
    }

    /** Whether it has values that are summed over. */
    boolean isOpen() {
      return kind.isFinite() && !isGiven;
    }

    /** Whether it is drawn from the guide. */
    boolean isDrawn() {
      return kind == Kind.NORMAL && !isGiven;
    }

    Node masked(Mask other) {
      return new Node(name, kind, level, isGiven, other, parents);
    }

    Node of(Kind other) {
      return new Node(name, other, level, isGiven, mask, parents);
    }

    Node given() {
      return new Node(name, kind, level, true, mask, parents);
    }

    Node by(List<String> others) {
      return new Node(name, kind, level, isGiven, mask, others);
    }

    @Override
    public String toString() {
      return name
          + (kind == Kind.FACTOR ? "(factor)" : kind == Kind.NORMAL ? "" : "{" + kind.count() + "}")
          + (level == Level.GLOBAL ? "^" : level == Level.INNER ? "*" : "")
          + (isGiven ? "=" : "")
          + (mask == Mask.NONE ? "" : "!" + mask)
          + (parents.isEmpty() ? "" : "|" + String.join(",", parents));
    }
  }

  /** Which bound. */
  enum Form {
    ELBO,
    PATHWISE,
    FREE_BITS,
    IWAE,
    RENYI
  }

  /**
   * A bound.
   *
   * @param particles how many draws
   * @param number the order of Renyi's, or the free bits
   * @param isInside whether finite sites of the guide are summed within weights
   */
  record Bound(Form form, int particles, double number, boolean isInside) {
    boolean isWeighted() {
      return form == Form.IWAE || form == Form.RENYI;
    }
  }

  Spec {
    model = List.copyOf(model);
    guide = List.copyOf(guide);
  }

  Optional<Node> inModel(String name) {
    return model.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  Optional<Node> inGuide(String name) {
    return guide.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  Node node(String name) {
    return inModel(name).orElseThrow();
  }

  List<String> given() {
    return model.stream().filter(Node::isGiven).map(Node::name).toList();
  }

  /** Whether a finite site of the model is in no guide. */
  boolean isSummed(Node node) {
    return node.isOpen() && inGuide(node.name()).isEmpty();
  }

  /** The finite sites of the guide whose values a draw has an axis for, in program order. */
  List<Node> axes(Node draw) {
    List<String> names = new ArrayList<>();
    for (String parent : draw.parents()) {
      Node node = inGuide(parent).orElseThrow();
      if (node.isGiven()) {
        continue;
      }
      if (node.kind().isFinite()) {
        names.add(parent);
      } else {
        axes(node).forEach(axis -> names.add(axis.name()));
      }
    }
    return guide.stream().filter(node -> names.contains(node.name())).toList();
  }

  /**
   * The numbers of a program, from -1.5 to 1.5.
   *
   * @param key such as {@code model/y0|g}
   */
  double number(String key, int index) {
    return new SplittableRandom(31L * (31L * seed + key.hashCode()) + index).nextDouble(-1.5, 1.5);
  }

  double[] numbers(String key, int count) {
    double[] numbers = new double[count];
    java.util.Arrays.setAll(numbers, i -> number(key, i));
    return numbers;
  }

  /** The standard deviation of a normal site. */
  double deviation(boolean isGuide, String name) {
    return 0.6 + 0.2 * Math.abs(number((isGuide ? "guide/" : "model/") + name + "/sd", 0));
  }

  /** A given site's value, or that of a column. */
  double datum(String column, int row, int inner) {
    double number = number("data/" + column, row * INNER + inner);
    Kind kind = inModel(column).map(Node::kind).orElse(Kind.NORMAL);
    return kind.isFinite() ? Math.floor((number + 1.5) / 3 * kind.count()) : number;
  }

  /** How much of a site's density counts. */
  double kept(Mask mask, int row, int inner) {
    double number = number("mask", row);
    return switch (mask) {
      case NONE -> 1;
      case ROW -> number < 0 ? 0 : 1;
      case HALF -> number < -0.5 ? 0 : number < 0.5 ? 0.5 : 1;
      case INNER -> number("inner mask", row * INNER + inner) < 0 ? 0 : 1;
    };
  }

  /** Whether what is missing, or a latent that counts in part, is counted by what follows it. */
  boolean isUnsound() {
    for (Node child : model) {
      for (String parent : child.parents()) {
        if (isMissing(node(parent), child)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isMissing(Node parent, Node child) {
    if (isSummed(parent) || isSummed(child)) {
      return false;
    }
    for (int row = 0; row < batch; row++) {
      for (int inner = 0; inner < INNER; inner++) {
        double own = kept(parent.mask(), row, inner);
        double read = kept(child.mask(), row, inner);
        if (parent.isGiven() ? own == 0 && read > 0 : own < read) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "seed %d: %s of %d particles%s%s, %d of %d rows%n  model %s%n  guide %s"
        .formatted(
            seed,
            bound.form(),
            bound.particles(),
            bound.form() == Form.RENYI || bound.form() == Form.FREE_BITS
                ? " (" + bound.number() + ")"
                : "",
            bound.isWeighted() ? bound.isInside() ? ", inside" : ", outside" : "",
            batch,
            rows,
            line(model),
            line(guide));
  }

  private static String line(List<Node> nodes) {
    return nodes.stream().map(Node::toString).collect(Collectors.joining(" "));
  }
}
