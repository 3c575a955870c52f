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
 * @param place what it is a term of
 * @param rows of the data
 * @param batch how many of them, from the first, are measured
 * @param bound which one
 * @param model its sites and factors in program order, those outside the rows first
 * @param guide its latents in program order, those outside the rows first
 */
record Spec(
    long seed, Place place, int rows, int batch, Bound bound, List<Node> model, List<Node> guide) {
  /** What is in the place of a missing number. */
  static final double FILLER = 30;

  /**
   * What it is a term of.
   *
   * @param feed the name of its data; empty for a program by itself
   * @param hasGlobals whether what stands outside the rows counts
   */
  record Place(String feed, boolean hasGlobals) {
    static final Place ALONE = new Place("", true);
  }

  /** Where a site stands: two plates of different sizes are side by side in the rows. */
  enum Level {
    GLOBAL(1, "^"),
    ROW(1, ""),
    INNER(2, "*"),
    ASIDE(3, "+");

    private final int size;
    private final String mark;

    Level(int size, String mark) {
      this.size = size;
      this.mark = mark;
    }

    /** How many indices there are in one row. */
    int size() {
      return size;
    }

    boolean isInRows() {
      return this != GLOBAL;
    }

    boolean isInside() {
      return size > 1;
    }

    /** Whether what stands here can be read from there. */
    boolean isSeenFrom(Level other) {
      return this == other || (!isInside() && compareTo(other) < 0);
    }
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
          + level.mark
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
   * @param isOneWeight whether one weight stands around the whole program
   */
  record Bound(Form form, int particles, double number, boolean isInside, boolean isOneWeight) {
    boolean isWeighted() {
      return form == Form.IWAE || form == Form.RENYI;
    }

    Bound particles(int count) {
      return new Bound(form, count, number, isInside, isOneWeight);
    }

    Bound of(Form other, boolean hasOneWeight) {
      return new Bound(other, particles, number, isInside, hasOneWeight);
    }

    /** Whether what stands outside the rows is drawn once for all particles. */
    boolean drawsGlobalsOnce() {
      return isWeighted() && !isOneWeight;
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

  /** Whether a site's values are summed within a logarithm, its mask aside. */
  boolean isWithinLog(Node node) {
    return isSummed(node) || (bound.isWeighted() && bound.isInside() && node.isOpen());
  }

  Spec at(Place other) {
    return new Spec(seed, other, rows, batch, bound, model, guide);
  }

  Spec sized(int ofRows, int ofBatch) {
    return new Spec(seed, place, ofRows, ofBatch, bound, model, guide);
  }

  Spec measured(Bound other) {
    return new Spec(seed, place, rows, batch, other, model, guide);
  }

  Spec with(List<Node> inModel, List<Node> inGuide) {
    return new Spec(seed, place, rows, batch, bound, inModel, inGuide);
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

  /** A given site's value, or that of a column; a filler where it is missing. */
  double datum(String column, int row, int inner) {
    Optional<Node> node = inModel(column);
    Level level = node.map(Node::level).orElse(Level.ROW);
    double number = number(place.feed() + "data/" + column, row * level.size() + inner);
    boolean isFinite = node.filter(found -> found.kind().isFinite()).isPresent();
    if (node.filter(found -> kept(found.mask(), row, inner) == 0).isPresent()) {
      return isFinite ? 0 : FILLER;
    }
    return isFinite ? Math.floor((number + 1.5) / 3 * node.get().kind().count()) : number;
  }

  /** How much of a site's density counts. */
  double kept(Mask mask, int row, int inner) {
    double number = number(place.feed() + "mask", row);
    return switch (mask) {
      case NONE -> 1;
      case ROW -> number < 0 ? 0 : 1;
      case HALF -> number < -0.5 ? 0 : number < 0.5 ? 0.5 : 1;
      case INNER ->
          number(place.feed() + "inner mask", row * Level.INNER.size() + inner) < 0 ? 0 : 1;
    };
  }

  /** The noise of a draw, which terms share outside the rows. */
  String noise(Node draw) {
    return "noise/" + (draw.level().isInRows() ? place.feed() : "") + draw.name();
  }

  @Override
  public String toString() {
    return "seed %d%s: %s of %d particles%s%s%s, %d of %d rows%n  model %s%n  guide %s"
        .formatted(
            seed,
            place.feed().isEmpty() ? "" : " " + place.feed(),
            bound.form(),
            bound.particles(),
            bound.form() == Form.RENYI || bound.form() == Form.FREE_BITS
                ? " (" + bound.number() + ")"
                : "",
            bound.isWeighted() ? bound.isInside() ? ", inside" : ", outside" : "",
            bound.isOneWeight() ? ", one weight" : "",
            batch,
            rows,
            line(model),
            line(guide));
  }

  private static String line(List<Node> nodes) {
    return nodes.stream().map(Node::toString).collect(Collectors.joining(" "));
  }
}
