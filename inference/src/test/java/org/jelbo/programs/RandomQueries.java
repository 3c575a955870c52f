package org.jelbo.programs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A random spec and what is drawn of it. */
record RandomQueries(Spec spec, PlainDraws.Query query) {
  static RandomQueries of(long seed) {
    Random random = new Random(~seed);
    Spec whole = RandomSpecs.of(seed);
    Spec spec = whole.sized(whole.rows(), whole.rows());
    if (seed % 4 == 0 || random.nextInt(3) == 0) {
      spec = RandomSpecs.summed(spec);
    }
    if (seed % 4 == 1) {
      return new RandomQueries(missing(spec, random), query(PlainDraws.Kind.IMPUTED));
    }
    if (seed % 4 == 2) {
      return new RandomQueries(spec, prior(spec, random));
    }
    return new RandomQueries(spec, seed % 4 == 3 ? posterior(spec, random) : posterior());
  }

  private static PlainDraws.Query query(PlainDraws.Kind kind) {
    return new PlainDraws.Query(kind, "", 0);
  }

  private static PlainDraws.Query posterior() {
    return query(PlainDraws.Kind.POSTERIOR);
  }

  private static PlainDraws.Query prior(Spec spec, Random random) {
    List<Spec.Node> sites =
        spec.model().stream().filter(node -> node.kind() != Spec.Kind.FACTOR).toList();
    Spec.Node site = sites.get(random.nextInt(sites.size()));
    return random.nextBoolean()
        ? query(PlainDraws.Kind.PRIOR)
        : set(PlainDraws.Kind.PRIOR, site, random);
  }

  private static PlainDraws.Query set(PlainDraws.Kind kind, Spec.Node site, Random random) {
    boolean isFinite = site.kind().isFinite();
    double value = isFinite ? random.nextInt(site.kind().count()) : random.nextDouble() * 2;
    return new PlainDraws.Query(kind, site.name(), value);
  }

  /** At times with a given site set that no latent depends on. */
  private static PlainDraws.Query posterior(Spec spec, Random random) {
    List<Spec.Node> sites =
        spec.model().stream()
            .filter(node -> node.isGiven() && onlyGivenFollow(spec, node.name()))
            .toList();
    return sites.isEmpty() || random.nextBoolean()
        ? posterior()
        : set(PlainDraws.Kind.POSTERIOR, sites.get(random.nextInt(sites.size())), random);
  }

  private static boolean onlyGivenFollow(Spec spec, String name) {
    return spec.model().stream()
        .filter(node -> node.parents().contains(name))
        .allMatch(
            node ->
                node.isGiven()
                    ? onlyGivenFollow(spec, node.name())
                    : node.kind() == Spec.Kind.FACTOR);
  }

  /** With a given site that is missing in places, mostly with all that depends on it. */
  private static Spec missing(Spec spec, Random random) {
    List<Spec.Node> given = spec.model().stream().filter(Spec.Node::isGiven).toList();
    List<Spec.Node> read = given.stream().filter(node -> isRead(spec, node)).toList();
    List<Spec.Node> firsts = read.isEmpty() || random.nextBoolean() ? given : read;
    Spec.Node first = firsts.get(random.nextInt(firsts.size()));
    boolean isInner = first.level() == Spec.Level.INNER && random.nextBoolean();
    Spec.Mask mask = isInner ? Spec.Mask.INNER : Spec.Mask.ROW;
    boolean isAlone = random.nextInt(3) == 0;
    Set<String> masked = new HashSet<>(Set.of(first.name()));
    List<Spec.Node> model = new ArrayList<>();
    for (Spec.Node node : spec.model()) {
      boolean isReached = !isAlone && node.parents().stream().anyMatch(masked::contains);
      boolean isThere = node.level() == Spec.Level.INNER || mask != Spec.Mask.INNER;
      if (node.equals(first) || (isReached && isThere)) {
        masked.add(node.name());
        model.add(node.masked(mask));
      } else {
        model.add(node);
      }
    }
    List<Spec.Node> guide =
        spec.guide().stream()
            .map(node -> masked.contains(node.name()) ? node.masked(mask) : node)
            .toList();
    return spec.with(model, guide);
  }

  private static boolean isRead(Spec spec, Spec.Node node) {
    return spec.model().stream().anyMatch(other -> other.parents().contains(node.name()));
  }

  /** Each with one thing less. */
  List<RandomQueries> smaller() {
    List<RandomQueries> all = new ArrayList<>();
    for (Spec less : RandomSpecs.smaller(spec)) {
      if (query.set().isEmpty() || less.inModel(query.set()).isPresent()) {
        all.add(new RandomQueries(less.sized(less.rows(), less.rows()), query));
      }
    }
    return all.stream().filter(less -> !less.equals(this)).toList();
  }

  @Override
  public String toString() {
    String set = query.set().isEmpty() ? "" : ", doing " + query.set() + " = " + query.value();
    return query.kind() + set + " of " + spec;
  }
}
