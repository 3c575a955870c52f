package org.jelbo.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Specs from seeds, and smaller ones of a spec that fails. */
final class RandomSpecs {
  private static final List<Spec.Form> FORMS = List.of(Spec.Form.values());

  private final Random random;
  private final List<Spec.Node> model = new ArrayList<>();
  private final List<Spec.Node> guide = new ArrayList<>();

  private RandomSpecs(long seed) {
    random = new Random(seed);
  }

  static Spec of(long seed) {
    return new RandomSpecs(seed).spec(seed);
  }

  /** One without a guide, all of whose latents are finite. */
  static Spec summed(Spec spec) {
    List<Spec.Node> model = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      model.add(node.isDrawn() ? node.of(Spec.Kind.TWO) : node);
    }
    Spec.Bound bound = new Spec.Bound(Spec.Form.ELBO, 1, 0, true, false);
    return spec.sized(spec.rows(), spec.rows()).measured(bound).with(model, List.of());
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private Spec spec(long seed) {
    Spec.Form form = chance(0.35) ? Spec.Form.ELBO : FORMS.get(random.nextInt(FORMS.size()));
    Spec.Bound bound = bound(form);
    latents(bound);
    int observed = 1 + random.nextInt(2);
    for (int i = 0; i < observed; i++) {
      Spec.Kind kind = chance(0.25) ? finite() : Spec.Kind.NORMAL;
      model.add(node("x" + i, kind, level(0.4), true, model));
    }
    if (chance(0.25)) {
      model.add(node("f", Spec.Kind.FACTOR, level(0.3), false, model));
    }
    give();
    if (chance(0.4)) {
      mask();
    }
    int rows = 2 + random.nextInt(2);
    int batch = chance(0.7) ? rows : 1 + random.nextInt(rows);
    return fitted(new Spec(seed, Spec.Place.ALONE, rows, batch, bound, model, shuffled()));
  }

  private void latents(Spec.Bound bound) {
    boolean isFreeBits = bound.form() == Spec.Form.FREE_BITS;
    boolean isInPlates = bound.drawsGlobalsOnce();
    if (chance(0.35)) {
      boolean isNormal = isInPlates || chance(0.5);
      latent("g", isNormal ? Spec.Kind.NORMAL : finite(), Spec.Level.GLOBAL, isFreeBits);
    }
    int latents = 1 + (2 + random.nextInt(5)) / 3;
    for (int i = 0; i < latents; i++) {
      // Weights in plates are of a latent that is drawn there.
      boolean isNormal = chance(0.5) || (isInPlates && i == 0);
      Spec.Level level = level(0.3);
      Spec.Kind finite = level == Spec.Level.ASIDE ? Spec.Kind.TWO : finite();
      latent((isNormal ? "z" : "y") + i, isNormal ? Spec.Kind.NORMAL : finite, level, isFreeBits);
    }
  }

  private Spec.Level level(double inside) {
    if (!chance(inside)) {
      return Spec.Level.ROW;
    }
    return chance(0.7) ? Spec.Level.INNER : Spec.Level.ASIDE;
  }

  private Spec.Bound bound(Spec.Form form) {
    double[] orders = {-1, 0.5, 0.999, 1, 1.00001, 2};
    double number =
        switch (form) {
          case RENYI -> orders[random.nextInt(orders.length)];
          case FREE_BITS -> new double[] {1e-6, 0.05, 0.3}[random.nextInt(3)];
          default -> 0;
        };
    boolean isWeighted = form == Spec.Form.IWAE || form == Spec.Form.RENYI;
    boolean isOneWeight = isWeighted && chance(0.2);
    return new Spec.Bound(form, 1 + random.nextInt(3), number, chance(0.6), isOneWeight);
  }

  private Spec.Kind finite() {
    return chance(0.6) ? Spec.Kind.TWO : Spec.Kind.THREE;
  }

  private void latent(String name, Spec.Kind kind, Spec.Level level, boolean isInGuide) {
    Spec.Node node = node(name, kind, level, false, model);
    model.add(node);
    if (!kind.isFinite() || isInGuide || chance(0.5)) {
      guide.add(node);
    }
  }

  private Spec.Node node(
      String name, Spec.Kind kind, Spec.Level level, boolean isGiven, List<Spec.Node> before) {
    return new Spec.Node(name, kind, level, isGiven, Spec.Mask.NONE, parents(level, before));
  }

  private List<String> parents(Spec.Level level, List<Spec.Node> before) {
    List<String> parents = new ArrayList<>();
    for (Spec.Node other : before) {
      boolean isVisible = other.kind() != Spec.Kind.FACTOR && other.level().isSeenFrom(level);
      if (isVisible && parents.size() < 2 && chance(0.55)) {
        parents.add(other.name());
      }
    }
    return parents;
  }

  /** The guide in an order and with parents of its own. */
  private List<Spec.Node> shuffled() {
    Collections.shuffle(guide, random);
    guide.sort((a, b) -> Boolean.compare(isInRows(a), isInRows(b)));
    List<Spec.Node> all = new ArrayList<>();
    for (Spec.Node node : guide) {
      all.add(node.by(parents(node.level(), all)));
    }
    return all;
  }

  private static boolean isInRows(Spec.Node node) {
    return node.level().isInRows();
  }

  /** Some finite sites of the rows take the data in both programs. */
  private void give() {
    for (int i = 0; i < model.size(); i++) {
      Spec.Node node = model.get(i);
      if (node.isOpen() && isInRows(node) && chance(0.12)) {
        model.set(i, node.given());
        guide.replaceAll(q -> q.equals(node) ? node.given() : q);
      }
    }
  }

  /** Masks a site and all that depends on it; at times the site alone, which may be no bound. */
  private void mask() {
    boolean isAlone = chance(0.3);
    Spec.Mask[] masks = {Spec.Mask.ROW, Spec.Mask.HALF, Spec.Mask.INNER};
    Spec.Mask mask = masks[random.nextInt(3)];
    List<Spec.Node> starts = chance(0.4) ? model.stream().filter(this::isMissed).toList() : model;
    if (starts.isEmpty()) {
      return;
    }
    int start = model.indexOf(starts.get(random.nextInt(starts.size())));
    Set<String> masked = new TreeSet<>();
    for (int i = start; i < model.size(); i++) {
      Spec.Node node = model.get(i);
      boolean isReached = i == start || node.parents().stream().anyMatch(masked::contains);
      boolean isThere = node.level() == Spec.Level.INNER || mask != Spec.Mask.INNER;
      if (isReached && isInRows(node) && isThere && (i == start || !isAlone)) {
        masked.add(node.name());
        model.set(i, node.masked(mask));
      }
    }
    guide.replaceAll(node -> masked.contains(node.name()) ? node.masked(mask) : node);
  }

  /** Whether a site is given and another depends on it. */
  private boolean isMissed(Spec.Node node) {
    return node.isGiven()
        && model.stream().anyMatch(other -> other.parents().contains(node.name()));
  }

  /** Each with one thing less. */
  static List<Spec> smaller(Spec spec) {
    List<Spec> all = new ArrayList<>(smallerData(spec));
    edits(spec).forEach(edit -> all.add(edit.apply(spec)));
    return all.stream().map(RandomSpecs::fitted).filter(less -> isLess(less, spec)).toList();
  }

  private static boolean isLess(Spec less, Spec spec) {
    return !less.equals(spec) && less.model().stream().anyMatch(Spec.Node::isGiven);
  }

  /** The same programs over fewer rows. */
  static List<Spec> smallerData(Spec spec) {
    List<Spec> all = new ArrayList<>();
    if (spec.rows() > 1) {
      int rows = spec.rows() - 1;
      all.add(spec.sized(rows, Math.min(rows, spec.batch())));
      if (spec.batch() > 1) {
        all.add(spec.sized(spec.rows(), spec.batch() - 1));
      }
    }
    return all;
  }

  /** What makes programs smaller, and all that are of the same programs. */
  static List<UnaryOperator<Spec>> edits(Spec spec) {
    List<UnaryOperator<Spec>> edits = new ArrayList<>();
    if (spec.bound().particles() > 1) {
      edits.add(of -> of.measured(of.bound().particles(of.bound().particles() - 1)));
    }
    for (Spec.Node node : spec.model()) {
      String name = node.name();
      edits.add(of -> of.with(without(of.model(), name), without(of.guide(), name)));
      for (String parent : node.parents()) {
        edits.add(of -> of.with(without(of.model(), name, parent), of.guide()));
      }
      if (node.mask() != Spec.Mask.NONE) {
        edits.add(of -> of.with(unmasked(of.model(), name), unmasked(of.guide(), name)));
      }
    }
    for (Spec.Node node : spec.guide()) {
      for (String parent : node.parents()) {
        edits.add(of -> of.with(of.model(), without(of.guide(), node.name(), parent)));
      }
    }
    return edits;
  }

  /** A sum or a weight around the rows needs all of them. */
  static Spec fitted(Spec spec) {
    boolean isSum = spec.model().stream().anyMatch(node -> !isInRows(node) && spec.isSummed(node));
    return isSum || spec.bound().isOneWeight() ? spec.sized(spec.rows(), spec.rows()) : spec;
  }

  private static List<Spec.Node> unmasked(List<Spec.Node> nodes, String name) {
    return nodes.stream()
        .map(node -> node.name().equals(name) ? node.masked(Spec.Mask.NONE) : node)
        .toList();
  }

  private static List<Spec.Node> without(List<Spec.Node> nodes, String name) {
    List<Spec.Node> rest = new ArrayList<>();
    for (Spec.Node node : nodes) {
      if (!node.name().equals(name)) {
        rest.add(node.by(node.parents().stream().filter(p -> !p.equals(name)).toList()));
      }
    }
    return rest;
  }

  private static List<Spec.Node> without(List<Spec.Node> nodes, String name, String parent) {
    return nodes.stream()
        .map(
            node ->
                node.name().equals(name)
                    ? node.by(node.parents().stream().filter(p -> !p.equals(parent)).toList())
                    : node)
        .toList();
  }
}
