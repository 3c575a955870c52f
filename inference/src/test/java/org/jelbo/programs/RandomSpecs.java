package org.jelbo.programs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

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
  static Spec summed(long seed) {
    Spec spec = of(seed);
    List<Spec.Node> model = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      boolean isDrawn = node.isDrawn();
      model.add(isDrawn ? node.of(Spec.Kind.TWO) : node);
    }
    Spec.Bound bound = new Spec.Bound(Spec.Form.ELBO, 1, 0, true);
    return new Spec(seed, spec.rows(), spec.rows(), bound, model, List.of());
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private Spec spec(long seed) {
    Spec.Form form = chance(0.35) ? Spec.Form.ELBO : FORMS.get(random.nextInt(FORMS.size()));
    boolean isWeighted = form == Spec.Form.IWAE || form == Spec.Form.RENYI;
    boolean isFinite = form == Spec.Form.FREE_BITS;
    if (chance(0.35)) {
      boolean isNormal = isWeighted || (!isFinite && chance(0.5));
      latent("g", isNormal ? Spec.Kind.NORMAL : finite(), Spec.Level.GLOBAL, isFinite);
    }
    int latents = 1 + random.nextInt(3);
    for (int i = 0; i < latents; i++) {
      boolean isNormal = !isFinite && chance(0.5);
      Spec.Level level = chance(0.3) ? Spec.Level.INNER : Spec.Level.ROW;
      latent((isNormal ? "z" : "y") + i, isNormal ? Spec.Kind.NORMAL : finite(), level, isFinite);
    }
    int observed = 1 + random.nextInt(2);
    for (int i = 0; i < observed; i++) {
      Spec.Level level = chance(0.4) ? Spec.Level.INNER : Spec.Level.ROW;
      Spec.Kind kind = chance(0.25) ? finite() : Spec.Kind.NORMAL;
      model.add(node("x" + i, kind, level, true, model));
    }
    if (chance(0.25)) {
      Spec.Level level = chance(0.3) ? Spec.Level.INNER : Spec.Level.ROW;
      model.add(node("f", Spec.Kind.FACTOR, level, false, model));
    }
    give();
    if (chance(0.4)) {
      mask();
    }
    int rows = 2 + random.nextInt(2);
    int batch = chance(0.7) ? rows : 1 + random.nextInt(rows);
    Spec spec = new Spec(seed, rows, rows, bound(form), model, shuffled());
    return with(spec, rows, batch, spec.model(), spec.guide());
  }

  private Spec.Bound bound(Spec.Form form) {
    double[] orders = {-1, 0.5, 0.999, 1, 1.00001, 2};
    double number =
        switch (form) {
          case RENYI -> orders[random.nextInt(orders.length)];
          case FREE_BITS -> new double[] {1e-6, 0.05, 0.3}[random.nextInt(3)];
          default -> 0;
        };
    int particles = form == Spec.Form.FREE_BITS ? 1 : 1 + random.nextInt(3);
    return new Spec.Bound(form, particles, number, chance(0.6));
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
      boolean isVisible = other.kind() != Spec.Kind.FACTOR && other.level().compareTo(level) <= 0;
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
    return node.level() != Spec.Level.GLOBAL;
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
    int start = random.nextInt(model.size());
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

  /** Each with one thing less. */
  static List<Spec> smaller(Spec spec) {
    List<Spec> all = new ArrayList<>();
    if (spec.rows() > 1) {
      int rows = spec.rows() - 1;
      all.add(with(spec, rows, Math.min(rows, spec.batch()), spec.model(), spec.guide()));
      if (spec.batch() > 1) {
        all.add(with(spec, spec.rows(), spec.batch() - 1, spec.model(), spec.guide()));
      }
    }
    for (Spec.Node node : spec.model()) {
      List<Spec.Node> rest = without(spec.model(), node.name());
      if (rest.stream().anyMatch(Spec.Node::isGiven)) {
        all.add(with(spec, spec.rows(), spec.batch(), rest, without(spec.guide(), node.name())));
      }
      for (String parent : node.parents()) {
        List<Spec.Node> less = without(spec.model(), node, parent);
        all.add(with(spec, spec.rows(), spec.batch(), less, spec.guide()));
      }
    }
    for (Spec.Node node : spec.guide()) {
      for (String parent : node.parents()) {
        List<Spec.Node> less = without(spec.guide(), node, parent);
        all.add(with(spec, spec.rows(), spec.batch(), spec.model(), less));
      }
    }
    return all;
  }

  private static Spec with(
      Spec spec, int rows, int batch, List<Spec.Node> model, List<Spec.Node> guide) {
    Spec whole = new Spec(spec.seed(), rows, rows, spec.bound(), model, guide);
    // A sum around the rows needs all of them.
    boolean isAround = model.stream().anyMatch(node -> !isInRows(node) && whole.isSummed(node));
    return isAround ? whole : new Spec(spec.seed(), rows, batch, spec.bound(), model, guide);
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

  private static List<Spec.Node> without(List<Spec.Node> nodes, Spec.Node of, String parent) {
    List<Spec.Node> rest = new ArrayList<>();
    for (Spec.Node node : nodes) {
      rest.add(
          node.equals(of)
              ? node.by(node.parents().stream().filter(p -> !p.equals(parent)).toList())
              : node);
    }
    return rest;
  }
}
